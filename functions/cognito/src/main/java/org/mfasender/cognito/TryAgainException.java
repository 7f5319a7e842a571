package org.mfasender.cognito;

/**
 * Nothing was sent, and a later attempt may succeed: Lambda repeats the event. Lambda logs it, so it says nothing about the event, and has
 * no cause, whose message might.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How Lambda handles errors and retries with
 *     asynchronous invocation</a>
 */
final class TryAgainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String why;

    TryAgainException(String why) {
        super("Nothing was sent: " + why);
        this.why = why;
    }

    String why() {
        return why;
    }
}

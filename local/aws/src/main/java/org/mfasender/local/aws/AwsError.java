package org.mfasender.local.aws;

/** An error answer; {@code type} is the {@code __type} of its body. */
final class AwsError extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;

    AwsError(String type, String message) {
        this(type, message, 400);
    }

    AwsError(String type, String message, int status) {
        super(message);
        this.type = type;
        this.status = status;
    }

    String type() {
        return type;
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}

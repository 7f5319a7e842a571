package org.mfasender.hooks.okta;

import java.util.List;

/**
 * What Okta reads of an answer of success.
 *
 * @see <a href="https://developer.okta.com/docs/reference/telephony-hook/">Telephony inline hook reference, "commands"</a>
 */
record OktaAnswer(List<Command> commands) {

    record Command(String type, List<Result> value) {}

    /** @param transactionId Okta's System Log has it */
    record Result(String status, String provider, String transactionId) {}

    /**
     * The passcode has left. Okta's {@code PENDING} says that nobody knows whether it arrives, which is as true here; but of what Okta does
     * then, nothing is documented, and its own example says {@code SUCCESSFUL} as soon as a provider has taken a message.
     */
    static OktaAnswer sent(String messageId) {
        return new OktaAnswer(List.of(
                new Command("com.okta.telephony.action", List.of(new Result("SUCCESSFUL", "WHATSAPP", messageId)))));
    }
}

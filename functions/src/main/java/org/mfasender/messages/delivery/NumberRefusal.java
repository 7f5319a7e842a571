package org.mfasender.messages.delivery;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphFailure;

/** Which of Meta's refusals concern the sender number, so that another number of the account may send the message. */
public final class NumberRefusal {

    private static final int PARAMETER = 100;

    private NumberRefusal() {}

    /** Whether another number may send what this one could not. Source: Meta, "Error codes" of the WhatsApp Business Platform. */
    public static boolean isOne(GraphFailure failure) {
        Integer code = failure.code();
        return switch (code == null ? 0 : code) {
            // The number was deleted.
            case 33 -> true;
            // The number is the recipient's.
            case 131021 -> true;
            // A test number reaches allowed recipients only.
            case 131030 -> true;
            // The display name of a number that Meta provided is not approved.
            case 131037 -> true;
            // Not registered, or not properly.
            case 131045, 133006, 133010, 133015 -> true;
            // Reported as spam too often; more messages a second than it may send; too many to this recipient.
            case 131048, 130429, 131056 -> true;
            // Its throughput is being raised.
            case 131057 -> true;
            case PARAMETER -> isOfNumber(failure.subcode());
            default -> false;
        };
    }

    private static boolean isOfNumber(@Nullable Integer subcode) {
        return switch (subcode == null ? 0 : subcode) {
            // It is not there, or hidden from the token; in maintenance.
            case 33, 2494100 -> true;
            default -> false;
        };
    }
}

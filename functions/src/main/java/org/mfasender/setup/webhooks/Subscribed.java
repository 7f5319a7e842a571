package org.mfasender.setup.webhooks;

import java.util.function.UnaryOperator;
import org.mfasender.checks.Check;
import org.mfasender.sender.SenderAccount;

/**
 * How the webhooks of an account stand after a step has subscribed them.
 *
 * @param settled what the end of the step records of them
 */
public record Subscribed(Check check, UnaryOperator<SenderAccount> settled) {

    /** As an earlier turn of the step has found and recorded. */
    public static Subscribed before(Check check) {
        return new Subscribed(check, UnaryOperator.identity());
    }
}

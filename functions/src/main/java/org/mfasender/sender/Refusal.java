package org.mfasender.sender;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.templates.Purpose;

/** Why a submission cannot be accepted as things stand. */
public sealed interface Refusal {

    /** The environment's former account is not completely deleted yet. */
    record DeletionUnfinished() implements Refusal {}

    /** Somebody scheduled the account's secret for deletion. */
    record SecretDeleted() implements Refusal {}

    /** The environment's credentials were changed so often within a day that Secrets Manager takes, or would soon take, no further ones. */
    record TooManyCredentials(Duration remaining) implements Refusal {}

    /**
     * The request lacks secrets, and none that are stored fit it.
     *
     * @param stored whether any are stored; they belong to another WhatsApp Business Account or app then
     */
    record SecretsMissing(List<SecretName> names, boolean stored) implements Refusal {

        public SecretsMissing {
            names = List.copyOf(names);
        }
    }

    /** No former credentials of this WhatsApp Business Account and app are kept. */
    record NoFormerCredentials() implements Refusal {}

    /**
     * The account has no such number.
     *
     * @param known the numbers of the account, as far as they are listed
     */
    record NumberUnknown(NumberChoice choice, List<SenderNumber> known) implements Refusal {}

    record NumberUnusable(NumberChoice choice, SenderNumber number) implements Refusal {}

    /** For these purposes, a message may be delivered for longer than its code is valid. */
    record MessageOutlivesCode(Set<Purpose> purposes) implements Refusal {}

    /** The idempotency key was used for a request with other content. */
    record KeyReused() implements Refusal {}

    /** The environment's last run began too short a time ago for another. */
    record TooSoon(Duration remaining) implements Refusal {}
}

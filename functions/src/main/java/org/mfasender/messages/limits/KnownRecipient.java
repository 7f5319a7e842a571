package org.mfasender.messages.limits;

import org.mfasender.messages.recipients.Recipient;

/**
 * A recipient, and what is known of it before a message is sent.
 *
 * @param hash by {@link org.mfasender.messages.recipients.EnvironmentKey#hash(Recipient)}
 * @param range keyed hash of the range of its number
 * @param hasNoWhatsApp as Meta said within the last 24 hours
 * @param counted whether it is among the recipients of the last 24 hours
 * @param ofRange the outcomes of messages to its range
 * @param ofCountry the outcomes of messages to its country
 */
public record KnownRecipient(
        Recipient recipient,
        String hash,
        String range,
        boolean hasNoWhatsApp,
        boolean counted,
        Outcomes ofRange,
        Outcomes ofCountry) {}

package org.mfasender.webhooks.events;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Meta reports of a template, a number or the account itself.
 *
 * @param whatsAppAccountBusinessId whose it is, as Meta says
 * @param subject what it is about, among those of its kind: the ID of a template, a number, or the account's ID
 * @param word Meta's word for what it is since, e.g. {@code PAUSED}; {@code reason} is its word for why, null when it says none
 * @param until when it ends by itself; null when it does not, or Meta does not say
 * @param at when it happened, in whole seconds
 */
public record AccountEvent(
        String whatsAppAccountBusinessId,
        Kind kind,
        String subject,
        String word,
        @Nullable String reason,
        @Nullable Instant until,
        Instant at) {

    /** Of two events of one kind and subject, the later one counts. */
    public enum Kind {
        /** The word is the template's status. */
        TEMPLATE_STATUS,
        /** The word is the template's quality. */
        TEMPLATE_QUALITY,
        /** The word is the template's category. */
        TEMPLATE_CATEGORY,
        /** The word is how many recipients Meta allows in 24 hours. */
        MESSAGING_LIMIT,
        /** The word is the decision about the account. */
        ACCOUNT_REVIEW,
        /** The account is banned ({@code DISABLE}), or is not any more. */
        ACCOUNT_BAN,
        /** The account may not send. */
        ACCOUNT_RESTRICTION,
        /** The account is deleted. */
        ACCOUNT_DELETION,
        /** The account is disconnected ({@code ACCOUNT_OFFBOARDED}), or connected again. */
        ACCOUNT_CONNECTION,
        /** Something changed, and the event does not say how things are since: somebody has to ask Meta. */
        CHANGE;

        static Optional<Kind> of(String word) {
            return Stream.of(values()).filter(kind -> kind.name().equals(word)).findFirst();
        }
    }
}

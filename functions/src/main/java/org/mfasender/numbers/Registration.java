package org.mfasender.numbers;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.PhoneNumber;

/** What is missing until a number is registered with the Cloud API: its verification, its name, or the registration itself. */
final class Registration {

    private Registration() {}

    /** Whether the number is on none of Meta's APIs. */
    static boolean isNowhere(PhoneNumber number) {
        return "NOT_APPLICABLE".equals(number.platformType());
    }

    /** What comes next for a number that is not registered: Meta refuses each step before the one ahead of it is done. */
    static NumberFinding missing(PhoneNumber number) {
        if (!isVerified(number)) {
            return NumberFinding.yours(
                    "Ownership of the number is not verified: in WhatsApp Manager > Phone numbers, request a"
                            + " code by SMS or call and enter it, then register the number with the Cloud API.");
        }
        NumberFinding name = isNew(number) ? DisplayName.obstacle(number.nameStatus()) : null;
        if (name != null) {
            return name;
        }
        NumberFinding elsewhere = elsewhere(number);
        return elsewhere == null ? unregistered(number) : elsewhere;
    }

    /** A number that was disconnected had a name before. */
    private static boolean isNew(PhoneNumber number) {
        return "PENDING".equals(number.status()) || isNowhere(number);
    }

    private static NumberFinding unregistered(PhoneNumber number) {
        return NumberFinding.yours(
                isNew(number)
                        ? "The number is not registered with the Cloud API yet: register it with its two-step PIN."
                        : "The number is disconnected: register it with the Cloud API again.");
    }

    /** A code that expired after the registration is no obstacle. */
    private static boolean isVerified(PhoneNumber number) {
        String code = number.codeVerificationStatus();
        return !"UNVERIFIED".equals(number.status())
                && !"NOT_VERIFIED".equals(code)
                && !("EXPIRED".equals(code) && "PENDING".equals(number.status()));
    }

    /** That the number is on another platform; null when it is not. */
    static @Nullable NumberFinding elsewhere(PhoneNumber number) {
        return switch (number.platformType()) {
            case null -> null;
            case "CLOUD_API", "NOT_APPLICABLE" -> null;
            case "ON_PREMISE" ->
                NumberFinding.yours(
                        "The number is on Meta's On-Premises API, which has ended: migrate it to the Cloud API.");
            default ->
                NumberFinding.yours("The number is on a platform that this system does not know"
                        + NumberStatus.quoted(number.platformType()) + ": migrate it to the Cloud API.");
        };
    }
}

package org.mfasender.numbers;

import org.jspecify.annotations.Nullable;

/** What Meta's status of a number's display name says. Source: Meta, "WhatsApp Business Phone Number", {@code name_status}. */
final class DisplayName {

    private static final String CHOOSE = " Choose another in WhatsApp Manager > Phone numbers.";

    private DisplayName() {}

    /** Why a number cannot be registered; null when its name is no reason. */
    static @Nullable NumberFinding obstacle(@Nullable String status) {
        return switch (status) {
            case null -> null;
            case "PENDING_REVIEW" ->
                NumberFinding.metas(
                        "Meta is reviewing the display name, which takes up to five working days. The number can be"
                                + " used when the name is approved; until then, verifying or registering it again does not help.");
            case "DECLINED" ->
                NumberFinding.yours(
                        "Meta has declined the display name, without which the number cannot be registered." + CHOOSE);
            case "EXPIRED" ->
                NumberFinding.yours("The approval of the display name has expired, without which the number cannot be"
                        + " registered. Submit the name again in WhatsApp Manager > Phone numbers.");
            default -> null;
        };
    }

    /** What deserves attention on a number that is registered; null when nothing does. */
    static @Nullable NumberFinding caution(@Nullable String status) {
        return switch (status) {
            case null -> null;
            case "APPROVED", "AVAILABLE_WITHOUT_REVIEW" -> null;
            case "PENDING_REVIEW" -> NumberFinding.metas("Its display name is not approved yet: Meta is reviewing it.");
            case "DECLINED" -> NumberFinding.yours("Its display name is not approved: Meta has declined it." + CHOOSE);
            case "EXPIRED" ->
                NumberFinding.yours(
                        "Its display name is not approved: the approval has expired. Submit the name again in"
                                + " WhatsApp Manager > Phone numbers.");
            default ->
                NumberFinding.yours(
                        "Its display name is not approved. Choose one in WhatsApp Manager > Phone numbers.");
        };
    }
}

package org.mfasender.numbers;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Meta's status of a registered number says. */
final class NumberStatus {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,40}");

    private NumberStatus() {}

    /** Why the number cannot send; null when the status is no reason. */
    static @Nullable NumberFinding obstacle(@Nullable String status) {
        return switch (status) {
            case null -> null;
            case "CONNECTED" -> null;
            case "BANNED" ->
                NumberFinding.yours("Meta has banned the number: see WhatsApp Manager for the reason and an appeal.");
            case "RESTRICTED" ->
                NumberFinding.yours(
                        "Meta restricts the number at present, because of its quality or because it reached its"
                                + " messaging limit: see WhatsApp Manager > Phone numbers.");
            case "FLAGGED" ->
                NumberFinding.yours(
                        "Meta has flagged the number because of its low quality: see WhatsApp Manager > Phone"
                                + " numbers, and send fewer messages that people block or report.");
            case "RATE_LIMITED" ->
                NumberFinding.metas(
                        "The number has sent as many messages as Meta allows at present: it can send again when Meta"
                                + " lifts the limit.");
            case "MIGRATED" ->
                NumberFinding.yours(
                        "The number has moved to another WhatsApp Business Account: select another number, or"
                                + " enter that account.");
            case "DELETED" -> NumberFinding.yours("The number is deleted: select another.");
            default ->
                NumberFinding.yours("Meta reports a status of the number that this system does not know"
                        + quoted(status) + ": see WhatsApp Manager > Phone numbers.");
        };
    }

    /** Meta's own word in parentheses, if it is one. */
    static String quoted(String word) {
        return WORD.matcher(word).matches() ? " (" + word + ")" : "";
    }
}

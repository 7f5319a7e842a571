package org.mfasender.messages.limits;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many recipients Meta lets a business portfolio send to within 24 hours.
 *
 * @param recipients null when Meta sets no limit, or it is not known
 * @see <a href="https://developers.facebook.com/docs/whatsapp/messaging-limits">Messaging limits</a>
 */
public record MessagingLimit(@Nullable Integer recipients) {

    public static final MessagingLimit UNKNOWN = new MessagingLimit(null);

    private static final Pattern TIER = Pattern.compile("(?:TIER_)?(\\d{1,6})(K?)");

    /**
     * The limit of Meta's word.
     *
     * @param tier e.g. {@code TIER_250}, {@code TIER_2K}, {@code TIER_UNLIMITED}, or a number; null when it is not known
     */
    public static MessagingLimit of(@Nullable String tier) {
        Matcher matcher = TIER.matcher(tier == null ? "" : tier);
        return matcher.matches()
                ? new MessagingLimit(
                        Integer.parseInt(matcher.group(1)) * (matcher.group(2).isEmpty() ? 1 : 1000))
                : UNKNOWN;
    }
}

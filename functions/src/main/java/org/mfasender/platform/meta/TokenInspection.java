package org.mfasender.platform.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code debug_token} says about a token. Every member but {@code valid} may be missing in Meta's answer. Source: Meta,
 * "Debug token".
 *
 * @param type {@code SYSTEM_USER}, {@code USER}, {@code PAGE} or {@code APP}
 * @param expiresAt seconds since 1970, 0 for never; null when Meta does not say
 * @param dataAccessExpiresAt the same of its access to data of people, which ends for tokens of people alone
 * @param scopes null when Meta does not say
 * @param accounts the WhatsApp Business Accounts that the token is limited to; none when it is not limited, or Meta does not say
 * @param userId app-scoped ID of the system user
 * @param code Meta's error code when the token is not valid
 * @param said what Meta says about that, as {@link GraphFailure#said}
 */
public record TokenInspection(
        boolean valid,
        @Nullable String appId,
        @Nullable String type,
        @Nullable Long expiresAt,
        @Nullable Long dataAccessExpiresAt,
        @Nullable List<String> scopes,
        List<String> accounts,
        @Nullable String userId,
        @Nullable Integer code,
        @Nullable Integer subcode,
        @Nullable String said) {

    /** The end of the year 9999: no date of Meta's is later, and none of more digits can be read. */
    private static final long LATEST = 253_402_300_799L;
    /** The scopes that are for WhatsApp Business Accounts; the first one that a token has decides what it can read. */
    private static final List<String> OF_ACCOUNTS =
            List.of("whatsapp_business_management", "whatsapp_business_messaging");

    private static final Pattern ID = Pattern.compile("[0-9]{1,30}");

    /** {@code target_ids} of {@code granular_scopes}: without any, a scope is for every account. */
    static List<String> accounts(JsonNode granularScopes) {
        return OF_ACCOUNTS.stream()
                .flatMap(scope -> Members.stream(granularScopes)
                        .filter(entry -> entry.path("scope").asText().equals(scope))
                        .limit(1))
                .findFirst()
                .map(entry -> Members.stream(entry.path("target_ids"))
                        .map(JsonNode::asText)
                        .filter(id -> ID.matcher(id).matches())
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    /** Why the token is not valid. */
    public GraphCause cause() {
        return code == null ? GraphCause.TOKEN_INVALID : GraphCause.ofInspection(code, subcode == null ? 0 : subcode);
    }

    public boolean neverExpires() {
        return expiresAt != null && expiresAt == 0;
    }

    public Optional<Instant> expiry() {
        return date(expiresAt);
    }

    public Optional<Instant> dataAccessExpiry() {
        return date(dataAccessExpiresAt);
    }

    private static Optional<Instant> date(@Nullable Long seconds) {
        return seconds == null || seconds <= 0 || seconds > LATEST
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds));
    }
}

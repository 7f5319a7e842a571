package org.mfasender.platform.meta;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code debug_token} says about a token. Every member but {@code valid} may be missing in Meta's answer. Source: Meta,
 * "Debug token".
 *
 * @param type {@code SYSTEM_USER}, {@code USER}, {@code PAGE} or {@code APP}
 * @param expiresAt seconds since 1970, 0 for never; null when Meta does not say
 * @param dataAccessExpiresAt the same of its access to data of people, which ends for tokens of people alone
 * @param scopes null when Meta does not say
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
        @Nullable String userId,
        @Nullable Integer code,
        @Nullable Integer subcode,
        @Nullable String said) {

    /** The end of the year 9999: no date of Meta's is later, and none of more digits can be read. */
    private static final long LATEST = 253_402_300_799L;

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

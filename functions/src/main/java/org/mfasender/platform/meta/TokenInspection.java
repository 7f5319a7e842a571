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
        @Nullable List<String> scopes,
        @Nullable String userId,
        @Nullable Integer code,
        @Nullable Integer subcode,
        @Nullable String said) {

    /** Why the token is not valid. */
    public GraphCause cause() {
        return code == null ? GraphCause.TOKEN_INVALID : GraphCause.ofInspection(code, subcode == null ? 0 : subcode);
    }

    public boolean neverExpires() {
        return expiresAt != null && expiresAt == 0;
    }

    public Optional<Instant> expiry() {
        return expiresAt == null || expiresAt <= 0 || expiresAt > Instant.MAX.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(expiresAt));
    }
}

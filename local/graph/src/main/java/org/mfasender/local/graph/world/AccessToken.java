package org.mfasender.local.graph.world;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user access token.
 *
 * @param type {@code SYSTEM_USER} or {@code USER}
 * @param targetIds the assets the WhatsApp permissions are limited to; null = every asset that the user has
 * @param expiresAt null = never
 * @param state what somebody did to the token; {@link #stateAt} also considers the time
 */
public record AccessToken(
        String value,
        String appId,
        String userId,
        String type,
        Set<String> scopes,
        @Nullable Set<String> targetIds,
        Instant issuedAt,
        @Nullable Instant expiresAt,
        TokenState state) {

    /** The state at a time. */
    public TokenState stateAt(Instant now) {
        if (state == TokenState.VALID && expiresAt != null && !now.isBefore(expiresAt)) {
            return TokenState.EXPIRED;
        }
        return state;
    }

    /** Another token of the same system user, with the same permissions. */
    public AccessToken reissued(String newValue) {
        return new AccessToken(newValue, appId, userId, type, scopes, targetIds, issuedAt, expiresAt, TokenState.VALID);
    }

    /** The same token in another state. */
    public AccessToken withState(TokenState changed) {
        return new AccessToken(value, appId, userId, type, scopes, targetIds, issuedAt, expiresAt, changed);
    }

    /** The same token without a permission. */
    public AccessToken without(String scope) {
        Set<String> rest = new LinkedHashSet<>(scopes);
        rest.remove(scope);
        return new AccessToken(value, appId, userId, type, rest, targetIds, issuedAt, expiresAt, state);
    }

    /** The same token with its WhatsApp permissions limited to these assets. */
    public AccessToken limitedTo(Set<String> assets) {
        return new AccessToken(value, appId, userId, type, scopes, assets, issuedAt, expiresAt, state);
    }
}

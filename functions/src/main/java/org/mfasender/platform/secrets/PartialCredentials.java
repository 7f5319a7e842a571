package org.mfasender.platform.secrets;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Credentials of which each may still be missing, as when they are collected one by one. */
public record PartialCredentials(
        @Nullable Secret userAccessToken,
        @Nullable String appId,
        @Nullable Secret appSecret) {

    public static PartialCredentials of(Credentials whole) {
        return new PartialCredentials(whole.userAccessToken(), whole.appId(), whole.appSecret());
    }

    /** These, and what they lack of others. */
    public Credentials completedWith(Credentials others) {
        return new Credentials(
                Objects.requireNonNullElse(userAccessToken, others.userAccessToken()),
                Objects.requireNonNullElse(appId, others.appId()),
                Objects.requireNonNullElse(appSecret, others.appSecret()));
    }

    /** Whether there is a secret with which calls can be signed, see {@link Credentials#canSign}. */
    public boolean canSign() {
        return appSecret != null && Credentials.canSign(appSecret);
    }

    /** The credentials; empty while one is missing. */
    public Optional<Credentials> whole() {
        return userAccessToken == null || appId == null || appSecret == null
                ? Optional.empty()
                : Optional.of(new Credentials(userAccessToken, appId, appSecret));
    }
}

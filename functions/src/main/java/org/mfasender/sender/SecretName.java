package org.mfasender.sender;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;

/** The secrets of an account, either of which may be replaced alone. */
public enum SecretName {
    USER_ACCESS_TOKEN("userAccessToken"),
    APP_SECRET("appSecret");

    private final String member;

    SecretName(String member) {
        this.member = member;
    }

    /**
     * The secrets that a request leaves out.
     *
     * @param given null when it leaves out both
     */
    static List<SecretName> missing(@Nullable PartialCredentials given) {
        return Stream.of(values())
                .filter(name -> given == null || name.of(given) == null)
                .toList();
    }

    private @Nullable Secret of(PartialCredentials credentials) {
        return switch (this) {
            case USER_ACCESS_TOKEN -> credentials.userAccessToken();
            case APP_SECRET -> credentials.appSecret();
        };
    }

    /** As requests and answers name it. */
    @Override
    public String toString() {
        return member;
    }
}

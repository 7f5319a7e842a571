package org.mfasender.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.PartialCredentials;

/**
 * What to check. What needs a value that is missing is left out.
 *
 * @param businessAccountId WhatsApp Business Account ID; null when it is not known yet
 * @param acceptExpiringToken whether a token that expires is a warning instead of a failure
 */
public record Question(
        @Nullable String businessAccountId, PartialCredentials credentials, boolean acceptExpiringToken) {

    /** A question about everything. */
    public Question(String businessAccountId, Credentials credentials, boolean acceptExpiringToken) {
        this(businessAccountId, PartialCredentials.of(credentials), acceptExpiringToken);
    }

    /** The WhatsApp Business Account ID for a text; empty when it is not known. */
    String accountOrEmpty() {
        return Objects.requireNonNullElse(businessAccountId, "");
    }

    /** What is missing to ask about the WhatsApp Business Account. */
    public List<Needed> missingForAccount() {
        List<Needed> missing = new ArrayList<>();
        if (credentials.userAccessToken() == null) {
            missing.add(Needed.ACCESS_TOKEN);
        }
        if (businessAccountId == null) {
            missing.add(Needed.WABA_ID);
        }
        return missing;
    }

    /** What is missing to ask about everything. */
    public List<Needed> missing() {
        return Stream.concat(missingForAccount().stream(), missingForApp().stream())
                .toList();
    }

    /** What is missing to ask about the app. */
    List<Needed> missingForApp() {
        List<Needed> missing = new ArrayList<>();
        if (credentials.appId() == null) {
            missing.add(Needed.APP_ID);
        }
        if (credentials.appSecret() == null) {
            missing.add(Needed.APP_SECRET);
        }
        return missing;
    }
}

package org.mfasender.sender;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.Fixtures;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.platform.Caller;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateChanges;
import org.mfasender.templates.TemplateOptionsChange;

/** A {@code PUT} in the making; without a word, the one that {@link Fixtures}' accounts came from. */
final class SubmittedRequest {

    private final StringBuilder words = new StringBuilder("PUT");
    private String waba = Fixtures.WABA;
    private String app = Fixtures.APP;
    private @Nullable PartialCredentials credentials = PartialCredentials.of(Fixtures.credentials());
    private @Nullable NumberChoice choice;
    private TemplateChanges templates = TemplateChanges.NONE;
    private @Nullable Boolean acceptExpiringToken;
    private @Nullable String key;
    private boolean restores;

    private SubmittedRequest() {}

    static SubmittedRequest put() {
        return new SubmittedRequest();
    }

    SubmittedRequest waba(String id) {
        waba = id;
        return saying("other WABA");
    }

    SubmittedRequest app(String id) {
        app = id;
        return saying("other app");
    }

    SubmittedRequest token(String token) {
        credentials = PartialCredentials.of(Fixtures.credentials(token, Fixtures.APP_SECRET));
        return saying("other token");
    }

    SubmittedRequest tokenAlone(String token) {
        credentials = new PartialCredentials(new Secret(token), app, null);
        return saying("token alone");
    }

    SubmittedRequest appSecretAlone(String appSecret) {
        credentials = new PartialCredentials(null, app, new Secret(appSecret));
        return saying("App Secret alone");
    }

    SubmittedRequest credentials(Credentials given) {
        credentials = PartialCredentials.of(given);
        return saying("credentials for app " + given.appId());
    }

    SubmittedRequest withoutSecrets() {
        credentials = null;
        return saying("no secrets");
    }

    SubmittedRequest restoring() {
        credentials = null;
        restores = true;
        return saying("restoring the former credentials");
    }

    SubmittedRequest selecting(String numberId) {
        choice = new NumberChoice(0, numberId, null);
        return saying("selecting " + numberId);
    }

    SubmittedRequest selectingNumber(String number) {
        choice = new NumberChoice(0, null, number);
        return saying("selecting " + number);
    }

    SubmittedRequest locales(String... wanted) {
        TemplateOptionsChange change = new TemplateOptionsChange(List.of(wanted), null, null, null, null);
        templates = new TemplateChanges(Map.of(Purpose.DEVICE_PAIRING, change, Purpose.STRONG_AUTHENTICATION, change));
        return saying("locales " + List.of(wanted));
    }

    SubmittedRequest templates(Purpose purpose, TemplateOptionsChange change) {
        templates = new TemplateChanges(Map.of(purpose, change));
        return saying("other options of " + purpose);
    }

    SubmittedRequest acceptingAnExpiringToken(boolean accept) {
        acceptExpiringToken = accept;
        return saying("accepting an expiring token: " + accept);
    }

    SubmittedRequest key(String idempotencyKey) {
        key = idempotencyKey;
        return saying("key " + key);
    }

    private SubmittedRequest saying(String more) {
        words.append(", ").append(more);
        return this;
    }

    SenderRequest request() {
        return new SenderRequest(
                Caller.UNKNOWN, waba, app, credentials, choice, templates, acceptExpiringToken, key, false, restores);
    }

    @Override
    public String toString() {
        return words.toString();
    }
}

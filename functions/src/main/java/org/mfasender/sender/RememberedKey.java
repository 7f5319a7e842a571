package org.mfasender.sender;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.platform.Sha256;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptionsChange;

/**
 * An idempotency key and what was asked for with it, as fingerprints.
 *
 * @param key SHA-256 of the key
 * @param content SHA-256 of the request's content; null when a release that did not keep it stored the key
 */
public record RememberedKey(String key, @Nullable String content, Instant receivedAt) {

    static RememberedKey of(String key, SenderRequest request, Instant now) {
        return new RememberedKey(Sha256.of(key), fingerprint(request), now);
    }

    boolean isOf(SenderRequest request) {
        return content != null && content.equals(fingerprint(request));
    }

    private static String fingerprint(SenderRequest request) {
        PartialCredentials credentials = request.credentials();
        NumberChoice choice = request.choice();
        return Sha256.of(Json.write(new Content(
                request.whatsAppAccountBusinessId(),
                request.appId(),
                credentials == null ? null : fingerprint(credentials.userAccessToken()),
                credentials == null ? null : fingerprint(credentials.appSecret()),
                choice == null ? null : choice.numberId(),
                choice == null ? null : choice.number(),
                new TreeMap<>(request.templates().purposes()),
                request.acceptExpiringToken(),
                request.keepsCandidate() ? true : null,
                request.restoresCredentials() ? true : null)));
    }

    private static @Nullable String fingerprint(@Nullable Secret secret) {
        return secret == null ? null : Sha256.of(secret.reveal());
    }

    /** Everything that a request asks for, in an order that does not change. */
    private record Content(
            String whatsAppAccountBusinessId,
            String appId,
            @Nullable String userAccessToken,
            @Nullable String appSecret,
            @Nullable String numberId,
            @Nullable String number,
            Map<Purpose, TemplateOptionsChange> templates,
            @Nullable Boolean acceptExpiringToken,
            @Nullable Boolean keepsCandidate,
            @Nullable Boolean restoresCredentials) {}
}

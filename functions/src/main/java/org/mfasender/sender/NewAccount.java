package org.mfasender.sender;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/**
 * The account that an environment without one gets.
 *
 * @param generation of its first run: it continues those of a deleted account
 * @param revision of the record that it replaces; 0 when there is none
 */
record NewAccount(EnvironmentId environment, long generation, long revision, Instant now) {

    SenderAccount from(SenderRequest request, Credentials credentials, Map<Purpose, TemplateOptions> defaults) {
        Generation first = new Generation(environment, generation);
        return new SenderAccount(
                UUID.nameUUIDFromBytes(("sender/" + environment + "/" + generation).getBytes(StandardCharsets.UTF_8)),
                environment,
                revision,
                new Connection(
                        request.whatsAppAccountBusinessId(),
                        request.appId(),
                        CredentialSummary.of(credentials, first.secretVersion(), now),
                        Boolean.TRUE.equals(request.acceptExpiringToken()),
                        null),
                request.templates().applyTo(defaults),
                SenderNumbers.NONE,
                first.run(now),
                IdempotencyKeys.NONE.starting(request, now),
                now,
                now);
    }
}

package org.mfasender.local.aws;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** A service whose time a test sets, and one secret in it. */
abstract class SecretsManagerFixture {

    static final String NAME = "mfa/environment-1";
    static final String FIRST = "a".repeat(32);
    static final String SECOND = "b".repeat(32);
    static final String THIRD = "c".repeat(32);

    volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    final LocalKeys keys = new LocalKeys();
    LocalSecretsManager service;
    SecretsManagerClient client;

    @BeforeEach
    void start() throws Exception {
        service = LocalSecretsManager.start(() -> now, keys);
        client = Clients.build(SecretsManagerClient.builder(), service.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    String create(String value) {
        return client.createSecret(
                        request -> request.name(NAME).secretString(value).clientRequestToken(FIRST))
                .arn();
    }

    List<String> put(String token, String value, String... stages) {
        return client.putSecretValue(request -> {
                    request.secretId(NAME).secretString(value).clientRequestToken(token);
                    if (stages.length > 0) {
                        request.versionStages(stages);
                    }
                })
                .versionStages();
    }

    String value(String stage) {
        return client.getSecretValue(request -> request.secretId(NAME).versionStage(stage))
                .secretString();
    }

    List<String> list(boolean deleted) {
        return client
                .listSecretsPaginator(request -> request.filters(names("mfa/"))
                        .includePlannedDeletion(deleted)
                        .maxResults(2))
                .stream()
                .flatMap(page -> page.secretList().stream())
                .map(SecretListEntry::name)
                .toList();
    }

    static Filter names(String prefix) {
        return Filter.builder().key(FilterNameStringType.NAME).values(prefix).build();
    }
}

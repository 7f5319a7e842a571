package org.mfasender.webhooks.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.platform.EnvironmentId;

class WebhookSecretStoreIT {

    private static AwsServices aws;
    private static WebhookSecretStore store;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        store = new WebhookSecretStore(aws.dynamoDb(), AwsServices.TABLE);
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @BeforeEach
    void empty() {
        aws.clearTable();
    }

    @Test
    void secretsAreFoundByAppAndByEnvironment() {
        EnvironmentId another = new EnvironmentId(UUID.randomUUID());
        StoredWebhookSecret first = secret(ENVIRONMENT, "1", "v1", 1);
        StoredWebhookSecret second = secret(ENVIRONMENT, "2", "v2", 2);
        StoredWebhookSecret foreign = secret(another, "1", "v1", 1);
        store.put(first);
        store.put(first);
        store.put(second);
        store.put(foreign);

        assertThat(store.find("1", 10)).containsExactlyInAnyOrder(first, foreign);
        assertThat(store.find("2", 10)).containsExactly(second);
        assertThat(store.find("", 10)).isEmpty();
        assertThat(store.ofEnvironment(ENVIRONMENT)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void whatALaterRunFoundAcceptedIsNotRemovedByAnEarlierOne() {
        StoredWebhookSecret read = secret(ENVIRONMENT, "1", "v1", 1);
        store.put(read);
        StoredWebhookSecret later = secret(ENVIRONMENT, "1", "v1", 2);
        store.put(later);

        store.remove(read);
        assertThat(store.find("1", 10)).containsExactly(later);

        store.remove(later);
        store.remove(later);
        assertThat(store.find("1", 10)).isEmpty();
    }

    @Test
    void aDeletionRemovesEverythingButWhatALaterAccountStored() {
        StoredWebhookSecret later = secret(ENVIRONMENT, "1", "v9", 9);
        store.put(secret(ENVIRONMENT, "1", "v1", 1));
        store.put(secret(ENVIRONMENT, "2", "v2", 2));
        store.put(later);

        store.removeAll(ENVIRONMENT, 3);
        store.removeAll(ENVIRONMENT, 3);

        assertThat(store.ofEnvironment(ENVIRONMENT)).containsExactly(later);
        assertThat(store.find("2", 10)).isEmpty();

        store.removeAll(ENVIRONMENT, 10);
        assertThat(aws.dynamoDb()
                        .scan(request -> request.tableName(AwsServices.TABLE))
                        .items())
                .isEmpty();
    }

    @Test
    void allPagesAreReadUpToTheBound() {
        // 200 of 8 KB each: more than one page of a megabyte.
        List<StoredWebhookSecret> many = IntStream.range(0, 200)
                .mapToObj(i -> new StoredWebhookSecret(
                        new EnvironmentId(UUID.randomUUID()), "3", "v1", 1, "x".repeat(8 * 1024), NOW))
                .toList();
        many.forEach(store::put);

        assertThat(store.find("3", 500)).containsExactlyInAnyOrderElementsOf(many);
        assertThat(store.find("3", 120)).hasSize(120);
    }

    @Test
    void whenASecretWasReplacedIsRecordedOnce() {
        StoredWebhookSecret former = secret(ENVIRONMENT, "1", "v1", 1);
        store.put(former);

        store.markReplaced(former, NOW);
        store.markReplaced(store.find("1", 10).getFirst(), NOW.plusSeconds(60));

        StoredWebhookSecret marked = store.find("1", 10).getFirst();
        assertThat(marked).isEqualTo(former.replaced(NOW));
        assertThat(marked.isValidAt(NOW.plus(Duration.ofDays(7)).minusSeconds(1)))
                .isTrue();
        assertThat(marked.isValidAt(NOW.plus(Duration.ofDays(7)))).isFalse();
        assertThat(former.isValidAt(NOW.plus(Duration.ofDays(700)))).isTrue();
    }

    @Test
    void aSecretThatIsAcceptedAgainWasNotReplaced() {
        StoredWebhookSecret former = secret(ENVIRONMENT, "1", "v1", 1);
        StoredWebhookSecret again = secret(ENVIRONMENT, "1", "v1", 2);
        store.put(former);
        store.markReplaced(former, NOW);
        store.put(again);

        store.markReplaced(former, NOW);

        assertThat(store.find("1", 10)).containsExactly(again);
    }

    private static StoredWebhookSecret secret(EnvironmentId owner, String app, String version, long generation) {
        return new StoredWebhookSecret(owner, app, version, generation, "encrypted", NOW);
    }
}

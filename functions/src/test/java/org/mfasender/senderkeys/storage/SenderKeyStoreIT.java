package org.mfasender.senderkeys.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SenderKeyStoreIT {

    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final Caller CALLER = new Caller("a person", "the console", null);

    private static AwsServices aws;
    private static SenderKeyStore store;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        store = new SenderKeyStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @BeforeEach
    void anAccount() {
        aws.clearTable();
        Map<String, AttributeValue> account = new HashMap<>(Table.key(ENVIRONMENT, Table.SENDER));
        account.put("id", Table.text(ACCOUNT.toString()));
        put(account);
    }

    private static void put(Map<String, AttributeValue> item) {
        aws.dynamoDb().putItem(request -> request.tableName(AwsServices.TABLE).item(item));
    }

    @Test
    void aKeyIsReadAsItWasStored() {
        SenderKey key = key("a", 1, 1);
        store.add(key, ACCOUNT, null);

        assertThat(store.find(ENVIRONMENT)).containsExactly(key);
        assertThat(store.find(ENVIRONMENT, key.id().toString().toUpperCase(Locale.ROOT)))
                .contains(key);
        assertThat(store.find(ENVIRONMENT, "a")).isEmpty();
        assertThat(store.find(new EnvironmentId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void aSlotIsTakenOnceAndForTheAccountThatIsThere() {
        SenderKey key = key("a", 1, 1);
        store.add(key, ACCOUNT, null);

        assertThatThrownBy(() -> store.add(key("a", 1, 1), ACCOUNT, null)).isInstanceOf(StaleRevisionException.class);
        assertThatThrownBy(() -> store.add(key("b", 1, 1), UUID.randomUUID(), null))
                .isInstanceOf(StaleRevisionException.class);
        assertThat(store.find(ENVIRONMENT)).containsExactly(key);

        SenderKey next = key("a", 1, 1);
        store.add(next, ACCOUNT, key);
        assertThatThrownBy(() -> store.add(key("a", 1, 1), ACCOUNT, key)).isInstanceOf(StaleRevisionException.class);
        assertThat(store.find(ENVIRONMENT)).containsExactly(next);
    }

    @Test
    void whatReplacedAKeyIsNotRemovedWithIt() {
        SenderKey former = key("a", 1, 1);
        store.add(former, ACCOUNT, null);
        SenderKey next = key("a", 1, 1);
        store.add(next, ACCOUNT, former);

        store.revoke(former);
        store.recordUse(former, NOW);
        assertThat(store.find(ENVIRONMENT)).containsExactly(next);

        store.revoke(next);
        store.revoke(next);
        store.recordUse(next, NOW);
        assertThat(store.find(ENVIRONMENT)).isEmpty();
    }

    @Test
    void aDeletionRemovesEverythingButWhatALaterAccountStored() {
        SenderKey later = key("b", 1, 9);
        store.add(key("a", 1, 1), ACCOUNT, null);
        store.add(key("a", 2, 2), ACCOUNT, null);
        store.add(later, ACCOUNT, null);

        store.removeAll(ENVIRONMENT, 3);
        store.removeAll(ENVIRONMENT, 3);

        assertThat(store.find(ENVIRONMENT)).containsExactly(later);
    }

    @Test
    void useIsRecordedOnceAnHourWhoeverHasReadTheKeyBefore() {
        SenderKey read = key("a", 1, 1);
        store.add(read, ACCOUNT, null);

        store.recordUse(read, NOW);
        store.recordUse(read, NOW.plusSeconds(60));
        assertThat(store.find(ENVIRONMENT).getFirst().lastUsedAt()).isEqualTo(NOW);

        store.recordUse(read, NOW.plus(Duration.ofMinutes(61)));
        assertThat(store.find(ENVIRONMENT).getFirst().lastUsedAt()).isEqualTo(NOW.plus(Duration.ofMinutes(61)));
    }

    @Test
    void aKeyOfALaterReleaseAuthenticatesNothing() {
        SenderKey key = key("a", 1, 1);
        store.add(key, ACCOUNT, null);
        aws.dynamoDb()
                .updateItem(request -> request.tableName(AwsServices.TABLE)
                        .key(Map.of("pk", Table.text("KEYS#" + ENVIRONMENT), "sk", Table.text("KEY#a#1")))
                        .updateExpression("SET kind = :kind, further = :kind")
                        .expressionAttributeValues(Map.of(":kind", Table.text("OF_ANOTHER_RELEASE"))));

        SenderKey read = store.find(ENVIRONMENT).getFirst();

        assertThat(read.kind()).isEqualTo("OF_ANOTHER_RELEASE");
        assertThat(SenderKeyKind.values()).noneMatch(read::isOf);
        assertThat(read).asString().doesNotContain("verifier-of-a-key");
    }

    private static SenderKey key(String name, int slot, long generation) {
        return new SenderKey(
                UUID.randomUUID(),
                ENVIRONMENT,
                generation,
                name,
                slot,
                "BEARER",
                "verifier-of-a-key",
                List.of("Your code is ${otp}."),
                CALLER,
                NOW,
                NOW.plus(Duration.ofDays(1)),
                null);
    }
}

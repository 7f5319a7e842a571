package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.AwsServices;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.webhooks.secrets.WebhookSecretStore.Owner;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class EnvironmentStoreIT {

    private static final String HALF_A_PAGE = "x".repeat(390_000);

    private AwsServices aws;

    @BeforeEach
    void start() throws Exception {
        aws = AwsServices.start();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    /** DynamoDB ends a page after 1 MB, wherever that is: before or after the account's own item. */
    @ParameterizedTest
    @ValueSource(strings = {"CONTENT#", "NUMBERS#1-abc#", "SENDER#RUN#", "TEMPLATE#"})
    void everyEnvironmentIsFoundOnceHoweverMuchItHas(String prefix) {
        List<EnvironmentId> environments = Stream.generate(() -> new EnvironmentId(UUID.randomUUID()))
                .limit(4)
                .toList();
        for (EnvironmentId environment : environments) {
            put(environment, "SENDER", "small");
            for (int count = 0; count < 6; count++) {
                put(environment, prefix + count, HALF_A_PAGE);
            }
        }

        assertThat(found()).containsExactlyInAnyOrderElementsOf(environments);
    }

    /** Another release may have items of other kinds, and a page may end with one. */
    @Test
    void itemsThatAreNoEnvironmentsAreNeitherFoundNorInTheWay() {
        EnvironmentId environment = new EnvironmentId(UUID.randomUUID());
        put(environment, "SENDER", "small");
        for (String pk : List.of("A", "ENV#nobody", "OPERATOR#1", "ZONE")) {
            for (int count = 0; count < 6; count++) {
                put(pk, "SENDER" + count, HALF_A_PAGE);
            }
            put(pk, "SENDER", "small");
        }

        assertThat(found()).containsExactly(environment);
    }

    @Test
    void whoHasAppSecretsIsFound() {
        EnvironmentId environment = new EnvironmentId(UUID.randomUUID());
        EnvironmentId gone = new EnvironmentId(UUID.randomUUID());
        put(environment, "SENDER", "small");
        put("APP#111", "ENV#" + environment + "#v1", "small");
        put("APP#111", "ENV#" + environment + "#v2", "small");
        put("APP#222", "ENV#" + gone + "#v1", "small");
        put("APP#222", "OTHER", "of another release");

        EnvironmentStore.Page page = new EnvironmentStore(aws.dynamoDb(), AwsServices.TABLE).page(null);

        assertThat(page.environments()).containsExactly(environment);
        assertThat(page.appSecrets()).containsExactlyInAnyOrder(new Owner(environment, "111"), new Owner(gone, "222"));
    }

    private List<EnvironmentId> found() {
        EnvironmentStore store = new EnvironmentStore(aws.dynamoDb(), AwsServices.TABLE);
        List<EnvironmentId> found = new ArrayList<>();
        EnvironmentStore.Page page = store.page(null);
        found.addAll(page.environments());
        for (int pages = 0; page.next() != null; pages++) {
            assertThat(pages).as("pages").isLessThan(50);
            page = store.page(page.next());
            found.addAll(page.environments());
        }
        return found;
    }

    private void put(EnvironmentId environment, String sk, String content) {
        put("ENV#" + environment, sk, content);
    }

    private void put(String pk, String sk, String content) {
        aws.dynamoDb()
                .putItem(request -> request.tableName(AwsServices.TABLE)
                        .item(Map.of(
                                "pk", AttributeValue.fromS(pk),
                                "sk", AttributeValue.fromS(sk),
                                "content", AttributeValue.fromS(content))));
    }
}

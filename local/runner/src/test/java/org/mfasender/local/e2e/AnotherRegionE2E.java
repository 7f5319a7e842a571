package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.copyaccounts.CopyAccounts;
import org.mfasender.copyaccounts.Settings;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Two stacks, each with services of its own, as in two regions with the same Meta: what docs/disaster-recovery.md says, from the restored
 * copy of a table to a passcode.
 */
class AnotherRegionE2E {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String RESTORED = "RestoredTable";

    private static LocalSystem former;
    private static LocalSystem next;
    private static Services formerServices;
    private static Services nextServices;

    private final List<String> printed = new ArrayList<>();
    private SimulatedAccount account;
    private SenderApi before;
    private UUID environment;
    private SenderApi after;

    @BeforeAll
    static void start() throws Exception {
        LocalOptions options = LocalOptions.of(ROOT).withReviewDelay(Duration.ZERO);
        former = LocalSystem.start(options);
        next = LocalSystem.start(options.withElsewhere(LocalService.GRAPH, former.endpoint(LocalService.GRAPH)));
        formerServices = Services.of(former);
        nextServices = Services.of(next);
        nextServices
                .dynamoDb()
                .createTable(request -> request.tableName(RESTORED)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .attributeDefinitions(text("pk"), text("sk")));
    }

    @AfterAll
    static void stop() {
        next.close();
        former.close();
    }

    @BeforeEach
    void works() {
        account = former.graph().world().newAccount().create();
        before = new SenderApi(former.httpUri());
        environment = before.environment();
        after = new SenderApi(next.httpUri(), environment);
        before.put(account);
        before.awaitReady(1);
    }

    @Test
    void aCopiedAccountAnswersAndSends() {
        String key = new HooksApi(before).makeKey("login").body().path("key").asText();
        String signingKey = new HooksApi(before)
                .makeKey(HooksApi.named("supabase").put("kind", "SUPABASE"))
                .body()
                .path("key")
                .asText();
        restore();
        replicateSecrets();

        assertThat(copy(Map.of())).isZero();

        assertThat(printed).containsExactly(environment + ": copied");
        assertThat(shown(after)).isEqualTo(shown(before));
        assertThat(shown(after).path("canSend").asBoolean()).isTrue();
        assertThat(new MessagesApi(after).send("493027").status()).isEqualTo(202);
        assertThat(new HooksApi(after).send(key, "493028").status()).isEqualTo(202);
        assertThat(new HooksApi(after)
                        .supabase(signingKey, MessagesApi.TO, "493029")
                        .status())
                .as("the key is encrypted with another region's key, and left out")
                .isEqualTo(404);

        new Console(next).start(environment, "after-the-copy").awaitEnd();
        after.awaitReady(2);
        assertThat(nextServices.appSecrets(account.appId())).isNotEmpty();
        assertThat(new MessagesApi(after).send("493030").status()).isEqualTo(202);
    }

    @Test
    void twiceIsOnceAndWhatTheTargetHasIsLeftAlone() {
        restore();
        replicateSecrets();
        copy(Map.of());
        new MessagesApi(after).turn(false);
        List<Map<String, AttributeValue>> changed = nextServices.items(environment);

        assertThat(copy(Map.of())).isZero();

        assertThat(printed).last().isEqualTo(environment + ": left alone, because the target has it");
        assertThat(nextServices.items(environment)).isEqualTo(changed);
    }

    @Test
    void aCopyThatDiedIsCompletedByTheNextOne() {
        restore();
        replicateSecrets();
        List<Map<String, AttributeValue>> items = formerServices.items(environment);
        nextServices.put(items.stream()
                .filter(item -> !Objects.requireNonNull(item.get("sk")).s().equals("SENDER"))
                .limit(2)
                .toList());

        assertThat(copy(Map.of())).isZero();

        assertThat(shown(after)).isEqualTo(shown(before));
    }

    @Test
    void aDamagedAccountIsReplacedAtRequest() {
        restore();
        replicateSecrets();
        copy(Map.of());
        JsonNode good = after.get().body();
        assertThat(after.delete().status()).isEqualTo(200);
        restoreSecrets();

        assertThat(copy(Map.of("REPLACE", "true"))).isZero();

        assertThat(after.get().body()).isEqualTo(good);
        assertThat(new MessagesApi(after).send("493031").status()).isEqualTo(202);
    }

    @Test
    void withTheSameKeyWhatItEncryptedIsCopiedToo() {
        restore();
        replicateSecrets();

        copy(Map.of("COPY_ENCRYPTED", "true"));

        assertThat(nextServices.appSecrets(account.appId()))
                .isNotEmpty()
                .isEqualTo(formerServices.appSecrets(account.appId()));
    }

    @Test
    void missingCredentialsAreNamed() {
        restore();

        assertThat(copy(Map.of())).isEqualTo(1);

        assertThat(printed).last().asString().startsWith(environment + ": credentials are missing: local/sender/");
    }

    @Test
    void anUnknownEnvironmentIsNamed() {
        UUID unknown = UUID.randomUUID();

        assertThat(copy(Map.of("ENVIRONMENT_IDS", unknown.toString()))).isEqualTo(1);

        assertThat(printed).containsExactly(unknown + ": not in the source");
    }

    /** Without the links, which begin with the API's address. */
    private static JsonNode shown(SenderApi api) {
        return ((ObjectNode) api.get().body()).without("_links");
    }

    private int copy(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "SOURCE_TABLE",
                RESTORED,
                "TARGET_TABLE",
                nextServices.table(),
                "STACK_NAME",
                "local",
                "ENVIRONMENT_IDS",
                environment.toString()));
        variables.putAll(more);
        return new CopyAccounts(
                        nextServices.dynamoDb(), nextServices.secretsManager(), Settings.read(variables), printed::add)
                .run();
    }

    /** Point-in-time recovery and AWS Backup make another table of the same items. */
    private void restore() {
        new Stored(former)
                .items()
                .forEach(item -> nextServices
                        .dynamoDb()
                        .putItem(request -> request.tableName(RESTORED).item(item)));
    }

    /** As replication makes them: names, versions and labels are the same. */
    private void replicateSecrets() {
        SecretVersion.paste(SecretVersion.of(environment, formerServices), nextServices, UnaryOperator.identity());
    }

    private void restoreSecrets() {
        new Stored(next)
                .secrets(environment)
                .forEach(secret ->
                        nextServices.secretsManager().restoreSecret(request -> request.secretId(secret.name())));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}

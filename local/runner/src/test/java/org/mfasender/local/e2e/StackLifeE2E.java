package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Accounts, secrets and waiting executions outlive the key that encrypted them, and the stack that made them. */
class StackLifeE2E {

    private static final String FORMER = "arn:aws:kms:us-east-1:000000000000:key/former";
    private static final String CURRENT = "arn:aws:kms:us-east-1:111111111111:key/of-another-account";

    private Deployments deployments;
    private LocalSystem system;
    private SimulatedAccount account;
    private SenderApi api;

    @BeforeEach
    void deployAndSetUp() throws Exception {
        deployments = new Deployments(FORMER);
        system = deployments.deploy(FORMER);
        account = deployments.graph().world().newAccount().create();
        api = new SenderApi(system.httpUri());
        api.put(account);
        api.awaitReady(1);
    }

    @AfterEach
    void stop() {
        assertThat(deployments.refused())
                .as("calls that the roles of template.yaml do not allow")
                .isEmpty();
        deployments.close();
    }

    @Test
    void anotherKeyLocksNothingOut() {
        SenderApi waiting = waiting();
        String before = keyOf(api);
        String signing = signingKey().path("key").asText();

        system = deployments.deploy(CURRENT);
        api = inNewDeployment(api);
        waiting = inNewDeployment(waiting);

        assertEverythingWorks(1);
        assertThat(sendSigned(signing)).isEqualTo(200);
        JsonNode ready = waiting.awaitReady(1);
        assertThat(ready.path("canSend").asBoolean()).isTrue();
        assertThat(new Stored(system).endedExecutions(waiting.environment()))
                .as("the execution that waited over the deployment")
                .singleElement()
                .satisfies(run -> assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED));
        account = deployments.graph().world().reissueToken(account);
        api.put(account);
        assertEverythingWorks(2);
        assertThat(keyOf(api))
                .as("an existing secret keeps its key")
                .isEqualTo(before)
                .isEqualTo(FORMER);
        SenderApi another = new SenderApi(system.httpUri());
        another.put(deployments.graph().world().newAccount().create());
        another.awaitReady(1);
        assertThat(keyOf(another)).isEqualTo(CURRENT);
    }

    /** The former key is needed until what it has encrypted is encrypted with the current one. */
    @Test
    void aDisabledFormerKeyStopsWhatItHasEncrypted() {
        String signing = signingKey().path("key").asText();
        system = deployments.deploy(CURRENT);
        api = inNewDeployment(api);
        deployments.keys().disable(FORMER);

        assertThat(api.check(null).status()).isGreaterThanOrEqualTo(500);
        assertThat(deliver()).isFalse();
        assertThat(new MessagesApi(api).send("493027").status()).isGreaterThanOrEqualTo(500);
        assertThat(sendSigned(signing)).isEqualTo(503);

        deployments.keys().enable(FORMER);
        assertEverythingWorks(1);
        assertThat(sendSigned(signing)).isEqualTo(200);
    }

    /** As docs/operate.md says it. */
    @Test
    void afterReEncryptionTheFormerKeyIsNotNeeded() {
        account = deployments.graph().world().reissueToken(account);
        api.put(account);
        api.awaitReady(2);
        JsonNode former = signingKey();
        String signing = former.path("key").asText();
        system = deployments.deploy(CURRENT);
        api = inNewDeployment(api);

        new Sweeping(system).sweep(Sweeping.NOW);
        for (SecretListEntry secret : new Stored(system).secrets()) {
            deployments
                    .secretsManager()
                    .updateSecret(request -> request.secretId(secret.arn()).kmsKeyId(CURRENT));
        }
        new Console(system).start(api.environment(), "re-encryption").awaitEnd();
        HooksApi hooks = new HooksApi(api);
        assertThat(hooks.makeKey(ofSupabase().put("key", signing)).status()).isEqualTo(201);
        assertThat(hooks.revoke(former.path("id").asText()).status()).isEqualTo(204);
        deployments.keys().disable(FORMER);

        assertEverythingWorks(3);
        assertThat(sendSigned(signing)).isEqualTo(200);
        account = deployments.graph().world().reissueToken(account);
        api.put(account);
        assertEverythingWorks(4);
    }

    @Test
    void aStackOfTheSameNameGoesOnWithTheRetainedTable() {
        SenderApi waiting = waiting();
        deployments.delete();
        assertThatThrownBy(() -> deployments.deploy(FORMER))
                .as("the name of the state machine is taken as long as a run waits")
                .hasMessageContaining("StateMachineDeleting");
        deployments.stopExecutions();

        system = deployments.deploy(FORMER);
        api = inNewDeployment(api);
        waiting = inNewDeployment(waiting);

        assertEverythingWorks(1);
        assertThat(waiting.get().body().path("status").asText()).isEqualTo("IN_REVIEW");
        new Console(system).start(waiting.environment(), "again").awaitEnd();
        waiting.awaitReady(2);
        assertThat(new Stored(system).endedExecutions(waiting.environment()))
                .extracting(Run::status)
                .containsExactly(ExecutionStatus.ABORTED, ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aStackOfTheSameNameWithANewTableKnowsNoFormerAccount() {
        List<SecretListEntry> before = new Stored(system).secrets(api.environment());
        deployments.delete();
        deployments.leaveTable();

        system = deployments.deploy(CURRENT);
        api = inNewDeployment(api);

        assertThat(api.get().status()).isEqualTo(404);
        assertThat(new Sweeping(system)
                        .sweep(Sweeping.NOW)
                        .path("secretsWithoutRecord")
                        .asInt())
                .isEqualTo(1);
        api.put(account);
        assertEverythingWorks(1);
        assertThat(new Stored(system).secrets(api.environment()))
                .as("the secret of the former stack is left to a person")
                .hasSize(2)
                .extracting(SecretListEntry::name)
                .containsAll(before.stream().map(SecretListEntry::name).toList());
    }

    private SenderApi waiting() {
        SenderApi waiting = new SenderApi(system.httpUri());
        waiting.put(deployments
                .graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofSeconds(15))
                .create());
        waiting.awaitStatus("IN_REVIEW");
        deployments.awaitWait(waiting.environment());
        return waiting;
    }

    private SenderApi inNewDeployment(SenderApi former) {
        return new SenderApi(system.httpUri(), former.environment());
    }

    /** Table, secret, hashes, App Secret for webhooks and messages are read. */
    private void assertEverythingWorks(int generation) {
        api.awaitReady(generation);
        assertThat(api.check(null).status()).isEqualTo(200);
        assertThat(new MessagesApi(api).send("49302" + generation).status()).isEqualTo(202);
        assertThat(deliver()).as("a signed webhook is taken").isTrue();
    }

    private JsonNode signingKey() {
        return new HooksApi(api).makeKey(ofSupabase()).body();
    }

    private static ObjectNode ofSupabase() {
        return HooksApi.named("Supabase").put("kind", "SUPABASE");
    }

    private int sendSigned(String key) {
        return new HooksApi(api)
                .supabase(key, MessagesApi.TO.substring(1), "100001")
                .status();
    }

    private boolean deliver() {
        URI callback = URI.create(system.httpUri() + "/v1/webhooks/" + account.appId());
        String body = "{\"object\": \"whatsapp_business_account\", \"entry\": []}";
        return deployments
                .graph()
                .webhooks()
                .deliver(callback, body.getBytes(StandardCharsets.UTF_8), account.appSecret());
    }

    private String keyOf(SenderApi one) {
        return new Stored(system).secrets(one.environment()).getFirst().kmsKeyId();
    }
}

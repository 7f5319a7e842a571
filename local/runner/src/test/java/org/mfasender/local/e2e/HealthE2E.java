package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.TokenState;

/** A sender that works is checked from time to time; what changes at Meta is shown, and published once. */
@ExtendWith(WithFaultProxy.class)
class HealthE2E {

    private static final String CHANGED = "Sender Status Changed";

    private final Faulty faulty;
    private final LocalSystem system;
    private final Watching watching;
    private final SimulatedAccount account;
    private final SenderApi api;
    private final UUID environment;

    HealthE2E(Faulty faulty) {
        this.faulty = faulty;
        this.system = faulty.system();
        this.watching = new Watching(system);
        this.account = system.graph().world().newAccount().create();
        this.api = new SenderApi(system.httpUri());
        this.environment = api.environment();
    }

    @BeforeEach
    void setUp() {
        api.put(account);
        api.awaitReady(1);
    }

    @Test
    void aTokenThatIsRevokedIsShownToldAndOver() {
        assertThat(health().path("result").asText()).isEqualTo("UNKNOWN");
        assertThat(health().path("nextCheckAt").asText()).isNotEmpty();
        assertThat(watching.check(environment)).isEqualTo(1);
        assertThat(health().path("result").asText()).isEqualTo("PASSED");

        token(TokenState.REVOKED);
        assertThat(watching.look(environment)).isEqualTo("AGAIN");
        assertThat(health().path("toBeConfirmed").asBoolean()).isTrue();
        assertThat(health().path("status").asText()).isEqualTo("READY");
        assertThat(watching.look(environment)).isEqualTo("DONE");

        JsonNode refused = health();
        assertThat(refused.path("status").asText()).isEqualTo("REAUTHORIZATION_REQUIRED");
        assertThat(refused.path("result").asText()).isEqualTo("FAILED");
        assertThat(refused.path("canSend").asBoolean()).isFalse();
        assertThat(refused.at("/checks/0/name").asText()).isEqualTo("tokenValid");
        assertThat(refused.at("/checks/0/remedy").asText()).contains("generate a new token");
        assertThat(api.get().body().path("status").asText()).isEqualTo("REAUTHORIZATION_REQUIRED");
        awaitEvents(1);

        token(TokenState.VALID);
        assertThat(watching.check(environment)).isEqualTo(2);
        assertThat(health().path("status").asText()).isEqualTo("READY");
        assertThat(health().path("checks")).isEmpty();
        List<JsonNode> events = awaitEvents(2);
        assertThat(events)
                .extracting(event ->
                        event.path("from").asText() + " " + event.path("to").asText())
                .containsExactly("READY REAUTHORIZATION_REQUIRED", "REAUTHORIZATION_REQUIRED READY");
        assertThat(events.getFirst().path("causes"))
                .extracting(JsonNode::asText)
                .containsExactly("tokenValid");
        assertThat(events).extracting(event -> event.path("id").asText()).doesNotHaveDuplicates();
    }

    /** An alarm rings by the metric meanwhile. */
    @Test
    void aBusThatIsNotThereDelaysAChangeAndLosesNothing() {
        watching.check(environment);
        system.eventBridge().deleteBus("default");
        try {
            int before = system.eventBridge().requests();
            token(TokenState.REVOKED);
            watching.check(environment);
            api.await("attempts", any -> system.eventBridge().requests() > before + 1);
            assertThat(watching.events(environment, CHANGED)).isEmpty();
            assertThat(health().path("status").asText()).isEqualTo("REAUTHORIZATION_REQUIRED");
            assertThat(faulty.log().lines())
                    .extracting(String::valueOf)
                    .anyMatch(line ->
                            line.contains("RelayedChanges") && line.contains("announce") && line.contains("failed"));
        } finally {
            system.eventBridge().createBus("default");
        }

        assertThat(awaitEvents(1))
                .singleElement()
                .satisfies(event -> assertThat(event.path("to").asText()).isEqualTo("REAUTHORIZATION_REQUIRED"));
    }

    @Test
    void webhooksThatAreSwitchedOffDegradeASenderThatSends() {
        watching.check(environment);
        system.graph().world().waba(account.wabaId()).unlink(account.appId());

        watching.check(environment);

        JsonNode health = health();
        assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
        assertThat(health.path("canSend").asBoolean()).isTrue();
        assertThat(health.at("/checks/0/name").asText()).isEqualTo("webhooksSubscribed");
        watching.check(environment);
        assertThat(awaitEvents(1)).hasSize(1);

        system.graph().world().waba(account.wabaId()).link(account.appId(), "");
        watching.check(environment);
        watching.check(environment);

        assertThat(health().path("status").asText()).isEqualTo("READY");
        assertThat(awaitEvents(2))
                .extracting(event -> event.path("to").asText())
                .containsExactly("DEGRADED", "READY");
    }

    @Test
    void aCheckThatIsDueIsStartedOnce() {
        watching.makeDue(environment);

        watching.watch();
        watching.watch();

        assertThat(watching.checks(environment)).singleElement().satisfies(check -> {
            check.awaitEnd();
            assertThat(check.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        });
        assertThat(health().path("result").asText()).isEqualTo("PASSED");
        assertThat(api.get().body().at("/provisioning/generation").asInt()).isEqualTo(1);
    }

    @Test
    void sendersAreListedByStatus() {
        SenderApi.Answer listed = api.send("GET", "/v1/senders?status=READY&limit=100", null);

        assertThat(listed.status()).isEqualTo(200);
        boolean found = false;
        for (SenderApi.Answer page = listed; ; page = api.send("GET", next(page), null)) {
            found |= page.body().at("/_embedded/senders").findValuesAsText("id").contains(environment.toString());
            if (next(page).isEmpty()) {
                break;
            }
        }
        assertThat(found).isTrue();
    }

    @Test
    void anUnknownStatusOrCursorIsRefused() {
        SenderApi.Answer unknown = api.send("GET", "/v1/senders?status=BROKEN", null);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().at("/details/0/target").asText()).isEqualTo("status");
        assertThat(unknown.body().at("/details/0/innerError/allowedValues")).hasSize(8);
        assertThat(api.send("GET", "/v1/senders", null).status()).isEqualTo(400);
        assertThat(api.send("GET", "/v1/senders?status=READY&cursor=AAAA", null).status())
                .isEqualTo(400);
        assertThat(api.send("GET", "/v1/senders?status=READY&limit=0", null).status())
                .isEqualTo(400);
    }

    @Test
    void whatHasNoAccountHasNoHealth() {
        SenderApi other = new SenderApi(system.httpUri());

        assertThat(other.send("GET", other.path() + "/health", null).status()).isEqualTo(404);
        assertThat(watching.look(other.environment())).isEqualTo("DONE");
    }

    private static String next(SenderApi.Answer page) {
        return page.body().at("/_links/next/href").asText().replaceFirst("^https?://[^/]+", "");
    }

    private void token(TokenState state) {
        system.graph().world().changeToken(account.userAccessToken(), token -> token.withState(state));
    }

    private JsonNode health() {
        SenderApi.Answer answer = api.send("GET", api.path() + "/health", null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private List<JsonNode> awaitEvents(int count) {
        api.await("events", any -> watching.events(environment, CHANGED).size() >= count);
        return watching.events(environment, CHANGED);
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.world.Review;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What Meta makes of a template for good is replaced by the next version, by whichever run, and passcodes wait for its approval. */
@ExtendWith(WithFaultProxy.class)
class RepairE2E {

    private static final String CHANGED = "Sender Status Changed";
    private static final String FIRST = "mfa_device_pairing_v1";
    private static final String NEXT = "mfa_device_pairing_v2";

    private final LocalSystem system;
    private final Watching watching;
    private final Stored stored;
    private final SenderApi api;
    private final ContentsApi contents;
    private final SimulatedAccount account;
    private final Waba waba;

    RepairE2E(Faulty faulty) {
        this.system = faulty.system();
        this.watching = new Watching(system);
        this.stored = new Stored(system);
        this.api = new SenderApi(system.httpUri());
        this.contents = new ContentsApi(api);
        this.account = system.graph().world().newAccount().create();
        this.waba = system.graph().world().waba(account.wabaId());
    }

    /** What Meta makes of a template, so that the next version takes its place. */
    enum Loss {
        DISABLED("disabled for its quality") {
            @Override
            void strike(Waba waba, Template template) {
                waba.templates().put(template.withLife(life -> life.in("DISABLED", Instant.now(), null)));
            }
        },
        MOVED("moved to another category") {
            @Override
            void strike(Waba waba, Template template) {
                waba.templates().put(template.movedTo("MARKETING"));
            }
        },
        REJECTED("rejected") {
            @Override
            void strike(Waba waba, Template template) {
                waba.templates().put(template.withLife(life -> life.in("REJECTED", Instant.now(), null)));
            }
        },
        DELETED("deleted") {
            @Override
            void strike(Waba waba, Template template) {
                waba.templates().delete(template, Duration.ZERO);
            }
        };

        private final String words;

        Loss(String words) {
            this.words = words;
        }

        abstract void strike(Waba waba, Template template);
    }

    /** How a person has it repaired. */
    enum Repair {
        RUN {
            @Override
            SenderApi.Answer by(SenderApi api, SimulatedAccount account) {
                return start(api);
            }
        },
        SAME_REQUEST {
            @Override
            SenderApi.Answer by(SenderApi api, SimulatedAccount account) {
                return api.put(account, "Prefer", "respond-async");
            }
        };

        abstract SenderApi.Answer by(SenderApi api, SimulatedAccount account);
    }

    static Stream<Arguments> everyLossAndRepair() {
        return Stream.of(Loss.values())
                .flatMap(loss -> Stream.of(Repair.values()).map(repair -> Arguments.of(loss, repair)));
    }

    @ParameterizedTest
    @MethodSource("everyLossAndRepair")
    void aTemplateThatIsLostIsReplaced(Loss loss, Repair repair) {
        ready();
        waba.review(Review.approving(Duration.ofMinutes(10)));
        loss.strike(waba, template(FIRST));
        watching.check(environment());
        assertThat(health().path("status").asText()).isEqualTo("ACTION_REQUIRED");
        assertThat(health().at("/checks/0/remedy").asText()).contains("The next run creates another template");
        awaitEvents("ACTION_REQUIRED");

        SenderApi.Answer started = repair.by(api, account);

        assertThat(started.status()).isEqualTo(202);
        assertThat(started.header("Location")).endsWith(api.path());
        assertThat(started.body().at("/provisioning/generation").asInt()).isEqualTo(2);
        api.await(
                "the next version in review",
                resource -> resource.at("/provisioning/status").asText().equals("WAITING"));
        assertThat(template(NEXT).status(Instant.now())).isEqualTo("PENDING");
        assertThat(contents.serving(null, null).status())
                .as("nothing serves yet")
                .isEqualTo(404);
        assertThat(pairing().status()).as("a passcode meanwhile").isEqualTo(409);
        assertThat(system.graph().messages().outbox().list(account.wabaId())).isEmpty();

        Reported.approve(system, account);

        JsonNode repaired = api.awaitReady(2);
        assertThat(repaired.path("whatsAppTemplates"))
                .filteredOn(template -> !template.path("contents").isEmpty())
                .extracting(template -> template.path("name").asText())
                .containsExactlyInAnyOrder(NEXT, "mfa_strong_authentication_v1");
        assertThat(Checks.check(repaired, "provision-templates", "templatesCreated")
                        .path("message")
                        .asText())
                .isEqualTo("All templates exist. This run created new versions: " + NEXT + " in en (former version "
                        + loss.words + ").");
        assertThat(contents.serving(null, null)
                        .body()
                        .at("/whatsAppTemplate/name")
                        .asText())
                .isEqualTo(NEXT);
        assertThat(pairing().status()).isEqualTo(202);
        assertThat(system.graph().messages().outbox().list(account.wabaId()))
                .extracting(SentMessage::template)
                .containsExactly(NEXT);
        assertThat(executions()).containsOnly(ExecutionStatus.SUCCEEDED);
        watching.check(environment());
        assertThat(health().path("status").asText()).isEqualTo("READY");
        awaitEvents("ACTION_REQUIRED", "READY");
        watching.check(environment());
        awaitEvents("ACTION_REQUIRED", "READY");
    }

    /** The wording is Meta's: what its policies forbid of one version, they forbid of the next. */
    @Test
    void whatMetaRejectsByPolicyIsLeftForAnAppeal() {
        ready();
        waba.templates()
                .put(template(FIRST).withLife(life -> life.because("SCAM").in("REJECTED", Instant.now(), null)));

        assertThat(start(api).status()).isEqualTo(202);

        JsonNode ended = awaitEnd(2);
        assertThat(ended.path("status").asText()).isEqualTo("ACTION_REQUIRED");
        assertThat(Checks.check(ended, "provision-templates", "templatesUsable")
                        .path("message")
                        .asText())
                .contains(FIRST + " in en (scam)");
        assertThat(Checks.check(ended, "provision-templates", "templatesUsable")
                        .path("remedy")
                        .asText())
                .contains("appeal there");
        assertThat(waba.templates().find(NEXT, "en")).isEmpty();
    }

    /** Each run makes one more version: a person decides how often Meta is asked. */
    @Test
    void whatMetaRejectsAgainIsReplacedByTheNextRunOnly() {
        ready();
        Loss.REJECTED.strike(waba, template(FIRST));
        waba.review(Review.rejecting(Duration.ZERO, "INVALID_FORMAT"));

        assertThat(start(api).status()).isEqualTo(202);

        assertThat(awaitEnd(2).path("status").asText()).isEqualTo("ACTION_REQUIRED");
        assertThat(template(NEXT).status(Instant.now())).isEqualTo("REJECTED");
        assertThat(waba.templates().find("mfa_device_pairing_v3", "en")).isEmpty();
        waba.review(Review.approving(Duration.ZERO));
        assertThat(start(api).status()).isEqualTo(202);
        api.awaitReady(3);
        assertThat(contents.serving(null, null)
                        .body()
                        .at("/whatsAppTemplate/name")
                        .asText())
                .isEqualTo("mfa_device_pairing_v3");
    }

    private void ready() {
        api.put(account);
        api.awaitReady(1);
        Reported.awaitAll(system);
        Reported.awaitLater();
    }

    private JsonNode awaitEnd(int generation) {
        return api.await(
                "the end of run " + generation,
                resource -> resource.at("/provisioning/generation").asInt() == generation
                        && List.of("SUCCEEDED", "FAILED")
                                .contains(resource.at("/provisioning/status").asText()));
    }

    private static SenderApi.Answer start(SenderApi api) {
        return api.send("POST", api.path() + "/runs", null);
    }

    private Template template(String name) {
        return waba.templates().find(name, "en").orElseThrow();
    }

    private SenderApi.Answer pairing() {
        return new MessagesApi(api)
                .post(MessagesApi.body(MessagesApi.TO, "493027").toString(), ContentsApi.PAIRING);
    }

    private JsonNode health() {
        return api.send("GET", api.path() + "/health", null).body();
    }

    private UUID environment() {
        return api.environment();
    }

    private List<ExecutionStatus> executions() {
        return stored.endedExecutions(environment()).stream().map(Run::status).toList();
    }

    private void awaitEvents(String... changes) {
        api.await("events", any -> watching.events(environment(), CHANGED).size() >= changes.length);
        assertThat(watching.events(environment(), CHANGED))
                .extracting(event -> event.path("to").asText())
                .containsExactly(changes);
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.World;

/** The first PUT of a client written for PingOne: it waits for the numbers, and may select one that nobody has listed yet. */
@ExtendWith(SharedLocalSystem.class)
class FirstRequestE2E {

    /** What every client may send, and nobody has to apply. */
    private static final String[] NOTHING = {"Prefer", "handling=lenient"};

    private final LocalSystem system;
    private final World world;
    private final SenderApi api;

    FirstRequestE2E(LocalSystem system) {
        this.system = system;
        this.world = system.graph().world();
        this.api = new SenderApi(system.httpUri());
    }

    @AfterEach
    void clearFaults() {
        system.graph().faults().clear();
    }

    @Test
    void theAnswerHasTheNumbers() {
        SenderApi.Answer answer = api.put(world.newAccount().numbers(2).create(), NOTHING);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("numbers")).hasSize(2);
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }

    @Test
    void aCallerMayPreferAnAnswerAtOnce() {
        SimulatedAccount account = world.newAccount().create();
        hold(account);

        SenderApi.Answer answer = api.put(account, "Prefer", "respond-async");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Preference-Applied")).isEqualTo("respond-async");
    }

    /** One request of an environment waits, the one that began the run: the others would take what other environments need. */
    @Test
    void ofTheSameRequestsOneWaits() {
        SimulatedAccount account = world.newAccount().create();
        hold(account);
        api.put(account);
        Instant before = Instant.now();

        List<SenderApi.Answer> answers = fourAtOnce(account, NOTHING);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void theSameRequestsHoldNoInstanceThoughTheyPreferToWait() {
        SimulatedAccount account = world.newAccount().create();
        hold(account);
        api.put(account);
        Instant before = Instant.now();

        List<SenderApi.Answer> answers = fourAtOnce(account, "Prefer", "wait=20");

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.header("Preference-Applied")).isEqualTo("wait=0");
        });
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whoWaitsIsAnsweredWhenAnotherRequestSupersedesTheRun() throws InterruptedException {
        SimulatedAccount account = world.newAccount().create();
        hold(account);
        hold(account);
        Instant before = Instant.now();
        SenderApi.Answer[] first = new SenderApi.Answer[1];
        Thread waiting = Thread.ofVirtual().start(() -> first[0] = api.put(account, "Prefer", "wait=20"));
        api.await("a run", resource -> resource.has("provisioning"));

        api.put(account, "Idempotency-Key", UUID.randomUUID().toString());
        waiting.join();

        assertThat(first[0].status()).isEqualTo(202);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNumberIsSelectedWithTheFirstRequest(boolean byId) {
        SimulatedAccount account = world.newAccount().numbers(3).create();
        PhoneNumber wanted = numbers(account).get(1);

        SenderApi.Answer answer =
                api.put(selecting(account, byId ? wanted.id() : null, byId ? null : displayed(wanted)), NOTHING);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(selected(answer.body())).isEqualTo(wanted.id());
        assertThat(selected(api.awaitStatus("READY"))).isEqualTo(wanted.id());
        assertThat(api.put(selecting(account, wanted.id(), null)).status()).isEqualTo(200);
    }

    @Test
    void aNumberThatTheAccountDoesNotHaveIsReported() {
        SimulatedAccount account = world.newAccount().create();

        api.put(selecting(account, "999999999999999", null));
        JsonNode resource = api.awaitStatus("NUMBER_REQUIRED");

        assertThat(selected(resource)).isNull();
        assertThat(Checks.named(resource, "WARNING")).contains("senderNumber");
        assertThat(senderNumber(resource).path("message").asText())
                .contains("999999999999999", "is not one of the account's");
        SenderApi.Answer refused = api.put(selecting(account, "999999999999999", null));
        ErrorBody.check(refused, 400, "INVALID_DATA");
        PhoneNumber only = numbers(account).getFirst();
        assertThat(selected(api.put(selecting(account, only.id(), null)).body()))
                .isEqualTo(only.id());
    }

    @Test
    void aNumberThatCannotSendIsReportedAndSelectedWhenItCan() {
        SimulatedAccount account = world.newAccount().numbers(2).create();
        PhoneNumber wanted = numbers(account).get(1);
        wanted.unregistered();

        api.put(selecting(account, null, displayed(wanted)));
        JsonNode resource = api.awaitStatus("NUMBER_REQUIRED");

        assertThat(selected(resource)).isNull();
        assertThat(senderNumber(resource).path("message").asText()).contains("cannot send", "not registered");
        wanted.set("status", "CONNECTED").set("platform_type", "CLOUD_API");
        api.put(SenderApi.body(account), "Idempotency-Key", UUID.randomUUID().toString());
        assertThat(selected(api.awaitStatus("READY"))).isEqualTo(wanted.id());
    }

    @Test
    void aLaterRequestAsksForAnotherNumber() {
        SimulatedAccount account = world.newAccount().numbers(2).create();
        hold(account);
        api.put(selecting(account, numbers(account).get(0).id(), null));

        api.put(selecting(account, numbers(account).get(1).id(), null));

        assertThat(selected(api.awaitStatus("READY")))
                .isEqualTo(numbers(account).get(1).id());
    }

    @Test
    void whatIsNoNumberIsRefusedAndNotStored() {
        SimulatedAccount account = world.newAccount().create();

        SenderApi.Answer refused = api.put(selecting(account, null, account.userAccessToken()));

        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly("numbers[0].number INVALID_VALUE");
        assertThat(refused.response().body()).doesNotContain(account.userAccessToken());
        ErrorBody.check(api.get(), 404, "NOT_FOUND");
    }

    private List<SenderApi.Answer> fourAtOnce(SimulatedAccount account, String... headers) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<SenderApi.Answer>> answers = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> api.put(account, headers), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    /** Meta takes a while to answer the first question, though not as long as a request or a function waits for it. */
    private void hold(SimulatedAccount account) {
        system.graph().faults().on("GET", "/" + account.wabaId(), Fault.slow(Duration.ofSeconds(8)));
    }

    private List<PhoneNumber> numbers(SimulatedAccount account) {
        return world.waba(account.wabaId()).numbers();
    }

    private static String displayed(PhoneNumber number) {
        return number.text("display_phone_number");
    }

    private static ObjectNode selecting(SimulatedAccount account, @Nullable String numberId, @Nullable String number) {
        ObjectNode body = SenderApi.body(account);
        ObjectNode selection = body.putArray("numbers").addObject().put("selected", true);
        if (numberId != null) {
            selection.put("numberId", numberId);
        }
        if (number != null) {
            selection.put("number", number);
        }
        return body;
    }

    private static @Nullable String selected(JsonNode resource) {
        return StreamSupport.stream(resource.path("numbers").spliterator(), false)
                .filter(number -> number.path("selected").asBoolean())
                .map(number -> number.path("numberId").asText())
                .findFirst()
                .orElse(null);
    }

    private static JsonNode senderNumber(JsonNode resource) {
        return Checks.check(resource, "list-numbers", "senderNumber");
    }
}

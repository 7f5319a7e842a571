package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** Whoever asks Meta gets an answer of ours before the gateway gives up, on every route, whether Meta hangs or is slow. */
@ExtendWith(SharedLocalSystem.class)
class HangingMetaE2E {

    /** The gateway answers with an error of its own after 30 s, and a busy machine may pass answers on late. */
    private static final Duration BUDGET = Duration.ofSeconds(35);

    /** More than are listed for somebody who waits; Meta reports each. */
    private static final int MANY = 600;

    private final LocalSystem system;
    private final SenderApi api;
    private final SimulatedAccount account;
    private final Waba waba;

    HangingMetaE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
        this.account = system.graph().world().newAccount().create();
        this.waba = system.graph().world().waba(account.wabaId());
    }

    @BeforeEach
    void setUp() {
        api.put(account);
        api.awaitReady(1);
    }

    @AfterEach
    void clearFaults() {
        system.graph().faults().clear();
    }

    @ParameterizedTest(name = "{0} s a call")
    @ValueSource(ints = {60, 6})
    void everyRouteAnswersInTime(int seconds) throws Exception {
        Map<String, Supplier<SenderApi.Answer>> requests = requests();
        every(Fault.slow(Duration.ofSeconds(seconds)).times(10_000));

        Map<String, Future<Timed>> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            requests.forEach((name, request) -> answers.put(name, threads.submit(() -> Timed.of(request))));
        }
        for (Map.Entry<String, Future<Timed>> answer : answers.entrySet()) {
            answer.getValue().get().assertOurs(answer.getKey());
        }
        Timed.of(api::delete).assertOurs("DELETE");
    }

    /** A page of such an account takes Meta about half a second. */
    @Test
    void thePlanOfAnAccountWithManyTemplatesIsThereSoon() {
        Template other = system.graph().world().addTemplate(waba, "chosen", "en", "AUTHENTICATION", "APPROVED");
        IntStream.range(waba.templates().size(), MANY)
                .forEach(i ->
                        system.graph().world().addTemplate(waba, "a_template_" + i, "en", "MARKETING", "APPROVED"));
        new ContentsApi(api).add(ContentsApi.binding("fr", other));
        int before = system.graph().requests().size();
        system.graph()
                .faults()
                .on(
                        "GET",
                        "/" + waba.id() + "/message_templates",
                        Fault.slow(Duration.ofMillis(450)).times(1_000));

        Timed plan = Timed.of(() -> api.send("POST", api.path() + "/templates/plan", null));

        assertThat(plan.answer().status()).isEqualTo(200);
        assertThat(plan.time()).isLessThan(BUDGET);
        assertThat(system.graph().requests().size() - before).isLessThanOrEqualTo(5);
        JsonNode body = plan.answer().body();
        assertThat(body.at("/capacity/count").asInt()).isEqualTo(MANY);
        assertThat(body.path("creations").asInt()).isZero();
        assertThat(body.at("/templates/device_pairing/languages/0/action").asText())
                .isEqualTo("LEAVE");
    }

    private Map<String, Supplier<SenderApi.Answer>> requests() {
        ContentsApi contents = new ContentsApi(api);
        MessagesApi messages = new MessagesApi(api);
        Template template = system.graph().world().addTemplate(waba, "chosen", "en", "AUTHENTICATION", "APPROVED");
        JsonNode content = contents.content("en");
        Map<String, Supplier<SenderApi.Answer>> requests = new LinkedHashMap<>();
        requests.put("dry run of what is stored", () -> api.check(null));
        requests.put("dry run of a body", () -> api.check(SenderApi.body(account)));
        requests.put("plan", () -> api.send("POST", api.path() + "/templates/plan", null));
        requests.put("preview", () -> contents.get(ContentsApi.self(content) + "/preview"));
        requests.put("bind", () -> contents.add(ContentsApi.binding("de", template)));
        requests.put("bind again", () -> contents.replace(content, ContentsApi.binding("en", template)));
        requests.put("send", () -> messages.send("123456"));
        requests.put("test message", () -> messages.test("{\"to\": \"" + MessagesApi.TO + "\"}"));
        requests.put("webhook addresses", () -> api.send("GET", api.path() + "/webhooks", null));
        requests.put("submit", () -> api.put(account, "Prefer", "wait=25"));
        requests.put("read", api::get);
        return requests;
    }

    private void every(Fault fault) {
        system.graph().faults().on("*", "/*", fault).on("*", "/*/*", fault);
    }

    private record Timed(SenderApi.Answer answer, Duration time) {

        static Timed of(Supplier<SenderApi.Answer> request) {
            long begin = System.nanoTime();
            SenderApi.Answer answer = request.get();
            return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
        }

        /** The gateway's and Lambda's own errors have a message and no code. */
        void assertOurs(String name) {
            assertThat(time).as(name).isLessThan(BUDGET);
            assertThat(answer.status()).as(name).isNotEqualTo(500);
            if (answer.status() >= 400) {
                assertThat(answer.body().path("code").asText()).as(name).isEqualTo("REQUEST_FAILED");
                assertThat(answer.body().path("id").asText()).as(name).isNotBlank();
            }
        }
    }
}

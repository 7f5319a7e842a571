package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * Rotation, moves, health, webhooks, sending, runs, policies and deletion at once, in random order: what is left afterwards is what some
 * order of them leaves. {@code -Drandom.order.seeds=N} tries N seeds; a test's name has its seed.
 */
@ExtendWith(WithFaultProxy.class)
class RandomOrderE2E {

    private static final int ACTORS = 6;
    private static final int ACTS = 8;

    private final LocalSystem system;
    private final Watching watching;
    private final Stored stored;
    private final SenderApi api;
    private final MessagesApi messages;
    private final PoliciesApi policies;
    private final SimulatedAccount account;
    private final SimulatedAccount other;
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger recipients = new AtomicInteger();

    RandomOrderE2E(Faulty faulty) {
        this.system = faulty.system();
        this.watching = new Watching(system);
        this.stored = new Stored(system);
        this.api = new SenderApi(system.httpUri());
        this.messages = new MessagesApi(api);
        this.policies = new PoliciesApi(api);
        this.account = system.graph().world().newAccount().create();
        this.other = system.graph().world().newAccount().create();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("random.order.seeds", 4));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsLeftIsWhatSomeOrderLeaves(long seed) {
        api.put(account);
        api.awaitReady(1);

        actAtOnce(seed);
        String end = settle();

        assertThat(failures).as("answers").isEmpty();
        assertOnceAtMeta();
        assertChained(end);
        assertPublishedOnce();
        if (end.isEmpty()) {
            assertNothingIsLeft();
        } else {
            assertOneAccountIsLeft();
        }
    }

    private void actAtOnce(long seed) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(IntStream.range(0, ACTORS)
                            .mapToObj(actor -> new Random(seed * 31 + actor))
                            .map(random -> CompletableFuture.runAsync(
                                    () -> IntStream.range(0, ACTS).forEach(act -> act(random)), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    private void act(Random random) {
        switch (random.nextInt(16)) {
            case 0, 1 -> note("rotation", api.put(system.graph().world().reissueToken(account)));
            case 2 -> note("another account", api.put(other));
            case 3 -> note("the same", api.put(account));
            case 4, 5 -> watching.look(api.environment());
            case 6, 7 -> report(random);
            case 8, 9, 10 -> send();
            case 11, 12 -> note("run", api.send("POST", api.path() + "/runs", null));
            case 13 -> cancel();
            case 14 -> note("policy", policies.create(policy(random)));
            case 15 -> delete();
            default -> throw new AssertionError();
        }
    }

    /** Meta pauses a template, which its webhooks report, and lifts the pause. */
    private void report(Random random) {
        Waba waba = waba(random.nextBoolean() ? account : other);
        List<Template> all = waba.templates().list();
        if (!all.isEmpty()) {
            Template template = all.get(random.nextInt(all.size()));
            set(waba, template, "PAUSED");
            SenderApi.pause();
            set(waba, template, "APPROVED");
        }
    }

    private static void set(Waba waba, Template template, String status) {
        waba.templates().put(template.withLife(life -> life.in(status, Instant.now(), null)));
    }

    private void send() {
        String to = String.format(Locale.ROOT, "+43660%03d0123", recipients.getAndIncrement());
        SenderApi.Answer answer = messages.post(MessagesApi.body(to, "493027").toString(), "strong_authentication");
        note("message", answer);
        if (answer.status() == 202) {
            sent.add(answer.body().path("id").asText());
        }
    }

    private void cancel() {
        String run = api.get().body().at("/provisioning/generation").asText();
        note("cancellation", api.send("DELETE", api.path() + "/runs/" + run, null));
    }

    private void delete() {
        note("deletion", api.delete());
    }

    private static ObjectNode policy(Random random) {
        return PoliciesApi.policy().put("name", "Policy " + random.nextInt());
    }

    /** A conflict asks for another try, and Meta may refuse a paused template. */
    private void note(String what, SenderApi.Answer answer) {
        boolean refused = answer.response().body().contains("TEMPLATE_REFUSED");
        if (answer.status() >= 500 && answer.status() != 503 && !refused) {
            failures.add(what + ": " + answer.status() + " " + answer.response().body());
        }
    }

    /** Waits until everything has ended; returns the status, empty when there is no account. */
    private String settle() {
        Reported.awaitAll(system);
        Reported.awaitLater();
        Stream.of(account, other)
                .map(this::waba)
                .forEach(waba -> waba.templates().list().forEach(template -> set(waba, template, "APPROVED")));
        Reported.awaitAll(system);
        stored.endedExecutions(api.environment());
        new Sweeping(system).sweep(Sweeping.NOW);
        stored.endedExecutions(api.environment());
        if (api.get().status() == 404) {
            return "";
        }
        api.awaitEnd();
        if (api.get().body().has("candidate")) {
            api.deleteCandidate();
        }
        SenderApi.Answer started = api.send("POST", api.path() + "/runs", null);
        if (started.status() == 409) {
            note("what never worked", api.put(account));
        }
        stored.endedExecutions(api.environment());
        watching.check(api.environment());
        JsonNode ended = api.awaitStatus("READY");
        assertThat(watching.look(api.environment()))
                .as("a fresh look finds the same")
                .isEqualTo("DONE");
        assertThat(api.get().body().path("status").asText()).isEqualTo("READY");
        return ended.path("status").asText();
    }

    private void assertOnceAtMeta() {
        List<String> atMeta = Stream.of(account, other)
                .flatMap(each -> system.graph().messages().outbox().list(each.wabaId()).stream())
                .map(message -> String.valueOf(message.callbackData()))
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .toList();
        assertThat(atMeta).containsExactlyInAnyOrderElementsOf(sent);
    }

    /**
     * Each change begins where another has ended, so that together they lead from nothing to what there is. Entries of the same moment
     * have no order.
     */
    private void assertChained(String end) {
        List<JsonNode> changes = history().stream()
                .flatMap(entry -> entry.path("changes").valueStream())
                .toList();
        assertThat(leftOpen(changes, "status")).containsExactly(end);
        for (String member : List.of("run", "whatsAppAccountBusinessId", "credentials.userAccessToken")) {
            assertThat(leftOpen(changes, member))
                    .as(member)
                    .hasSize(1)
                    .allMatch(value -> value.isEmpty() == end.isEmpty());
        }
    }

    /** The values of a member with which more changes end than begin. */
    private static List<String> leftOpen(List<JsonNode> changes, String member) {
        List<String> open = new ArrayList<>(List.of(""));
        changes.stream()
                .filter(change -> change.path("member").asText().equals(member))
                .forEach(change -> open.add(change.path("to").asText()));
        List<String> unfounded = new ArrayList<>();
        changes.stream()
                .filter(change -> change.path("member").asText().equals(member))
                .map(change -> change.path("from").asText())
                .filter(from -> !open.remove(from))
                .forEach(unfounded::add);
        assertThat(unfounded).as("%s begins where nothing has ended", member).isEmpty();
        return open;
    }

    private List<JsonNode> history() {
        List<JsonNode> all = new ArrayList<>();
        String next = api.path() + "/history?limit=100";
        while (!next.isEmpty()) {
            JsonNode page = api.send("GET", next, null).body();
            page.at("/_embedded/history").forEach(all::add);
            next = page.at("/_links/next/href").asText();
        }
        return all;
    }

    private void assertPublishedOnce() {
        List<JsonNode> events = watching.events(api.environment(), "Sender Status Changed");
        assertThat(events).extracting(event -> event.path("id").asText()).doesNotHaveDuplicates();
    }

    private void assertNothingIsLeft() {
        assertThat(stored.items(api.environment()))
                .extracting(item -> Objects.requireNonNull(item.get("sk")).s())
                .isSubsetOf("SENDER", "POLICIES");
        assertThat(secrets()).as("secrets").isEmpty();
        assertThat(Stream.of(account, other).map(this::waba))
                .allSatisfy(waba -> assertThat(waba.linkedApps()).as("webhooks").isEmpty());
    }

    private void assertOneAccountIsLeft() {
        String version = stored.credentialsVersion(api.environment());
        assertThat(secrets()).singleElement().satisfies(secret -> {
            assertThat(secret.name()).isEqualTo(stored.secretName(api.environment()));
            assertThat(secret.secretVersionsToStages().get(version)).contains("AWSCURRENT");
            assertThat(secret.secretVersionsToStages().entrySet().stream()
                            .filter(staged -> !staged.getKey().equals(version))
                            .flatMap(staged -> staged.getValue().stream()))
                    .as("versions that nothing names")
                    .isSubsetOf("AWSPREVIOUS");
        });
    }

    private List<SecretListEntry> secrets() {
        return Services.of(system).secrets(api.environment());
    }

    private Waba waba(SimulatedAccount of) {
        return system.graph().world().waba(of.wabaId());
    }
}

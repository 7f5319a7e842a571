package org.mfasender.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.checks.MutatingGraph.Mutation;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.setup.dryrun.DryRun;

/**
 * Replaces every value of every answer of Meta by every kind of strange value, one at a time: a dry run still has an outcome, which
 * may be that Meta did not answer properly. Nothing is thrown, and no secret shows.
 */
class StrangeAnswersIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A missing node removes the value. */
    private static final List<JsonNode> STRANGE = List.of(
            MissingNode.getInstance(),
            JSON.nullNode(),
            JSON.textNode(""),
            JSON.textNode("SIMULATED_UNKNOWN {status}"),
            JSON.numberNode(0),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.booleanNode(true),
            JSON.arrayNode().add(JSON.nullNode()).add("x").add(JSON.arrayNode()),
            JSON.objectNode().put("id", "4711"));

    /** By call: what an answer says itself when one value of it is another. */
    private static final Map<String, String> MAY_BE_BLAMED = Map.of(
            "/debug_token",
            "tokenBelongsToApp scopeBusinessManagement scopeWhatsAppBusinessManagement scopeWhatsAppBusinessMessaging",
            "/{id}/phone_numbers",
            "senderNumber");

    private SimulatedGraph graph;
    private MutatingGraph mutating;
    private DryRun dryRun;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
        mutating = new MutatingGraph(graph.uri());
        dryRun = new DryRun(GraphClient.connect(mutating.uri(), "v26.0"));
    }

    @AfterEach
    void stop() {
        mutating.close();
        graph.close();
    }

    /** Each answer that a good account gets, and those that only others get: {@code assigned_users}, errors. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "good-one-number, /debug_token",
        "good-one-number, /{id}",
        "good-one-number, /{id}/system_users",
        "good-one-number, /{id}/phone_numbers",
        "good-one-number, /{id}/whatsapp_business_profile",
        "good-one-number, /{id}/message_templates",
        "employee-view-only, /{id}/assigned_users",
        "expired-token, /debug_token",
        "revoked-token, /debug_token",
        "foreign-account, /{id}"
    })
    void aStrangeValueDoesNotBreakADryRun(String name, String call) {
        SimulatedAccount account = graph.accounts().named(name);
        run(account, null);
        JsonNode answer = Objects.requireNonNull(mutating.answers().get(call), call);

        SoftAssertions.assertSoftly(all -> {
            for (JsonPointer place : places(answer)) {
                for (JsonNode strange : STRANGE) {
                    Mutation mutation = new Mutation(call, place, strange.isMissingNode() ? null : strange);
                    all.check(() -> judge(name, call, mutation, run(account, mutation)));
                }
            }
        });
    }

    /** What is right is not blamed, what Meta refuses does not pass. */
    private static void judge(String account, String call, Mutation mutation, DryRun.Outcome outcome) {
        if (account.equals("good-one-number")) {
            assertThat(outcome.checks())
                    .as(mutation.toString())
                    .filteredOn(check -> check.status() == CheckStatus.FAILED)
                    .extracting(check -> check.name().toString())
                    .allMatch(name -> MAY_BE_BLAMED.getOrDefault(call, "").contains(name));
        } else if (!account.equals("employee-view-only")) {
            assertThat(outcome.status())
                    .as(mutation.toString())
                    .isEqualTo(isUnanswered(outcome) ? CheckStatus.WARNING : CheckStatus.FAILED);
        }
    }

    /** Whether Meta did not answer properly, and nothing else is known to be wrong. */
    private static boolean isUnanswered(DryRun.Outcome outcome) {
        return outcome.checks().stream().noneMatch(check -> check.status() == CheckStatus.FAILED)
                && outcome.checks().stream()
                        .anyMatch(check -> check.status() == CheckStatus.UNKNOWN && check.remedy() != null);
    }

    private DryRun.Outcome run(SimulatedAccount account, @Nullable Mutation mutation) {
        mutating.mutate(mutation);
        Question question = new Question(
                account.wabaId(),
                new Credentials(
                        new Secret(account.userAccessToken()), account.appId(), new Secret(account.appSecret())),
                false);
        try {
            DryRun.Outcome outcome = dryRun.run(question, 1, List.of(), NOW);
            assertThat(outcome.checks())
                    .extracting(Check::name)
                    .doesNotHaveDuplicates()
                    .hasSize(21);
            assertThat(outcome.toString()).doesNotContain(account.userAccessToken(), account.appSecret());
            return outcome;
        } catch (RuntimeException e) {
            throw new AssertionError("Thrown with " + mutation + ": " + e, e);
        }
    }

    private static List<JsonPointer> places(JsonNode answer) {
        List<JsonPointer> places = new ArrayList<>();
        addPlaces(JsonPointer.empty(), answer, places);
        return places;
    }

    private static void addPlaces(JsonPointer here, JsonNode node, List<JsonPointer> places) {
        if (node.isObject()) {
            node.properties().forEach(member -> {
                JsonPointer place = here.appendProperty(member.getKey());
                places.add(place);
                addPlaces(place, member.getValue(), places);
            });
        }
        Stream.iterate(0, i -> node.isArray() && i < node.size(), i -> i + 1).forEach(i -> {
            JsonPointer place = here.appendIndex(i);
            places.add(place);
            addPlaces(place, node.get(i), places);
        });
    }
}

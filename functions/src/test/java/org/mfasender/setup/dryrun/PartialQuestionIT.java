package org.mfasender.setup.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Question;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;

/** A dry run with a part of the four values: what it can check, and what it says about the rest. */
class PartialQuestionIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final String OF_TOKEN = "tokenValid tokenNeverExpires tokenOfSystemUser scopeBusinessManagement "
            + "scopeWhatsAppBusinessManagement scopeWhatsAppBusinessMessaging";
    private static final String OF_ACCOUNT =
            "wabaReadable systemUserIsAdmin accountReviewed accountActive accountHealthy "
                    + "paymentMethod businessVerified messagingLimit senderNumber messagingRights templateRights templateCapacity";

    private SimulatedGraph graph;
    private DryRun dryRun;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
        dryRun = new DryRun(GraphClient.connect(graph.uri(), "v26.0"));
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    /** Given values (waba, token, app, secret), the checks that pass, and whether an account ID is said to be needed. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            waba                  |
            app                   |
            secret                |
            waba app              |
            waba secret           |
            app secret            | appCredentials
            waba app secret       | appCredentials
            token                 | TOKEN
            token app             | TOKEN tokenBelongsToApp
            token secret          | TOKEN appSecretProof
            token app secret      | TOKEN tokenBelongsToApp appCredentials appSecretProof
            waba token            | TOKEN ACCOUNT
            waba token app        | TOKEN ACCOUNT tokenBelongsToApp
            waba token secret     | TOKEN ACCOUNT appSecretProof
            waba token app secret | TOKEN ACCOUNT tokenBelongsToApp appCredentials appSecretProof
            """)
    void whatCanBeCheckedIsCheckedAndTheRestNamesWhatItNeeds(String given, @Nullable String passed) {
        DryRun.Outcome outcome = run(graph.accounts().named("good-one-number"), given);

        String expected =
                (passed == null ? "" : passed).replace("TOKEN", OF_TOKEN).replace("ACCOUNT", OF_ACCOUNT);
        assertThat(named(outcome, CheckStatus.PASSED))
                .containsExactlyInAnyOrder(Stream.of(expected.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toArray(String[]::new));
        assertThat(outcome.checks()).hasSize(21).extracting(Check::name).doesNotHaveDuplicates();
        assertThat(outcome.checks())
                .filteredOn(check -> check.status() != CheckStatus.PASSED)
                .allSatisfy(check -> {
                    assertThat(check.status()).isEqualTo(CheckStatus.SKIPPED);
                    assertThat(check.message()).contains("needs the ").doesNotContain("{");
                    assertThat(namesOnlyWhatIsMissing(check, given))
                            .as(check.message())
                            .isTrue();
                });
        assertThat(outcome.status()).isEqualTo(given.split(" ").length == 4 ? CheckStatus.PASSED : CheckStatus.WARNING);
        assertThat(outcome.numbers().isEmpty()).isEqualTo(!given.contains("waba token"));
    }

    private static boolean namesOnlyWhatIsMissing(Check check, String given) {
        List<String> values = List.of(given.split(" "));
        return Stream.of("waba=WhatsApp Business Account ID", "token=access token", "app=App ID", "secret=App Secret")
                .map(pair -> pair.split("="))
                .noneMatch(pair -> values.contains(pair[0]) && check.message().contains(pair[1]));
    }

    @ParameterizedTest
    @CsvSource({
        "expired-token, has expired",
        "revoked-token, was revoked",
        "app-removed-token, was removed from the system user"
    })
    void aTokenAloneThatIsNoLongerValidSaysWhy(String account, String message) {
        DryRun.Outcome outcome = run(graph.accounts().named(account), "token");

        assertThat(named(outcome, CheckStatus.FAILED)).containsExactly("tokenValid");
        assertThat(find(outcome, CheckName.TOKEN_VALID).message()).contains(message);
        assertThat(outcome.status()).isEqualTo(CheckStatus.FAILED);
    }

    @Test
    void aTokenAloneShowsItsFaults() {
        assertThat(named(run(graph.accounts().named("expiring-token"), "token"), CheckStatus.FAILED))
                .containsExactly("tokenNeverExpires");
        assertThat(named(run(graph.accounts().named("temporary-user-token"), "token"), CheckStatus.FAILED))
                .containsExactly("tokenNeverExpires", "tokenOfSystemUser");
        assertThat(named(run(graph.accounts().named("token-of-another-app"), "token app"), CheckStatus.FAILED))
                .containsExactly("tokenBelongsToApp");
    }

    /** An app that requires signed calls answers an unsigned token nothing. */
    @Test
    void aTokenOfAnAppThatRequiresSignaturesNeedsTheSecret() {
        SimulatedAccount account = graph.accounts().named("proof-required");

        Check without = find(run(account, "token"), CheckName.TOKEN_VALID);
        Check with = find(run(account, "token secret"), CheckName.TOKEN_VALID);

        assertThat(without.status()).isEqualTo(CheckStatus.SKIPPED);
        assertThat(without.message()).endsWith("needs the App Secret.");
        assertThat(with.status()).isEqualTo(CheckStatus.PASSED);
        assertThat(named(run(account, "waba token secret"), CheckStatus.FAILED)).isEmpty();
    }

    @Test
    void aWrongSecretBesideATokenIsFoundBySigning() {
        SimulatedAccount good = graph.accounts().named("good-one-number");
        PartialCredentials wrong =
                new PartialCredentials(new Secret(good.userAccessToken()), null, new Secret("f".repeat(32)));

        for (String waba : new String[] {null, good.wabaId()}) {
            DryRun.Outcome outcome = run(new Question(waba, wrong, false));

            assertThat(named(outcome, CheckStatus.FAILED)).containsExactly("appSecretProof");
            assertThat(find(outcome, CheckName.APP_SECRET_PROOF).field()).isEqualTo("appSecret");
            assertThat(find(outcome, CheckName.TOKEN_VALID).status()).isEqualTo(CheckStatus.PASSED);
        }
    }

    @Test
    void aWrongSecretOfAnAppIsFoundWithoutAToken() {
        SimulatedAccount good = graph.accounts().named("good-one-number");
        DryRun.Outcome outcome =
                run(new Question(null, new PartialCredentials(null, good.appId(), new Secret("f".repeat(32))), false));

        assertThat(named(outcome, CheckStatus.FAILED)).containsExactly("appCredentials");
        assertThat(find(outcome, CheckName.APP_CREDENTIALS).message()).contains(good.appId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"app secret", "token", "token app", "token secret", "token app secret"})
    void whatMetaDoesNotAnswerIsLeftOpen(String given) {
        graph.faults().on("GET", "/debug_token", Fault.throttled(80008, 7).times(9));

        DryRun.Outcome outcome = run(graph.accounts().named("good-one-number"), given);

        assertThat(named(outcome, CheckStatus.FAILED)).isEmpty();
        assertThat(outcome.checks())
                .filteredOn(check -> check.status() == CheckStatus.UNKNOWN)
                .singleElement()
                .satisfies(check -> assertThat(check.message()).contains("again in 7 min"));
        assertThat(outcome.status()).isEqualTo(CheckStatus.WARNING);
    }

    @Test
    void noTextHoldsASecret() {
        for (SimulatedAccount account : graph.accounts().all()) {
            for (String given : List.of("app secret", "token", "token app", "token secret", "waba token")) {
                assertThat(run(account, given).toString())
                        .doesNotContain(account.userAccessToken(), account.appSecret());
            }
        }
    }

    private DryRun.Outcome run(SimulatedAccount account, String given) {
        List<String> values = List.of(given.split(" "));
        return run(new Question(
                values.contains("waba") ? account.wabaId() : null,
                new PartialCredentials(
                        values.contains("token") ? new Secret(account.userAccessToken()) : null,
                        values.contains("app") ? account.appId() : null,
                        values.contains("secret") ? new Secret(account.appSecret()) : null),
                false));
    }

    private DryRun.Outcome run(Question question) {
        return dryRun.run(question, 1, List.of(), NOW);
    }

    private static Check find(DryRun.Outcome outcome, CheckName name) {
        return outcome.checks().stream()
                .filter(check -> check.name() == name)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> named(DryRun.Outcome outcome, CheckStatus status) {
        return outcome.checks().stream()
                .filter(check -> check.status() == status)
                .map(check -> check.name().toString())
                .toList();
    }
}

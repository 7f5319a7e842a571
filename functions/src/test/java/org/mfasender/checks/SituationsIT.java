package org.mfasender.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.checks.CheckStatus.FAILED;
import static org.mfasender.checks.CheckStatus.PASSED;
import static org.mfasender.checks.CheckStatus.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.numbers.NumberChecks;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;

/** What the checks find in situations that no account of {@code docs/simulated-accounts.md} starts in. */
class SituationsIT {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private SimulatedGraph graph;
    private GraphClient client;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
        client = GraphClient.connect(graph.uri(), "v27.0");
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenState.class,
            names = {"VALID"},
            mode = EnumSource.Mode.EXCLUDE)
    void whateverEndsATokenIsATokenThatIsNotValid(TokenState state) {
        SimulatedAccount account = graph.world().newAccount().tokenState(state).create();

        List<Check> checks = check(account);

        assertThat(checks)
                .filteredOn(check -> check.status() == FAILED)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.name().toString()).isEqualTo("tokenValid");
                    assertThat(check.remedy()).isNotBlank();
                });
    }

    @Test
    void aBlockedAppIsNoMistakeInACredential() {
        graph.world().app(good().appId()).block(true);

        assertThat(check(good()))
                .filteredOn(check -> check.status() == FAILED)
                .singleElement()
                .satisfies(check -> assertThat(check.message()).contains("blocks all calls of the app"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"employee-not-assigned", "limited-elsewhere"})
    void anAccountOutOfReachIsNotReadableWhateverMetaAnswers(String name) {
        for (boolean unknown : List.of(false, true)) {
            if (unknown) {
                graph.world().turnOn(Behaviour.UNASSIGNED_ACCOUNT_IS_UNKNOWN);
            }
            assertThat(check(graph.accounts().named(name)))
                    .filteredOn(check -> check.status() == FAILED)
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.name().toString()).isEqualTo("wabaReadable");
                        assertThat(check.remedy()).contains("account");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MANAGE, UNKNOWN",
        "MANAGE_TEMPLATES, FAILED",
        "MESSAGING, FAILED",
        "MANAGE_TEMPLATES MESSAGING, UNKNOWN",
        "MANAGE_TEMPLATES DEVELOP, UNKNOWN"
    })
    void anEmployeeNeedsTasksForTemplatesAndForMessages(String tasks, String status) {
        SimulatedAccount account =
                graph.world().newAccount().employee(tasks.split(" ", -1)).create();

        assertThat(check(account))
                .filteredOn(check -> check.name() == CheckName.SYSTEM_USER_IS_ADMIN)
                .extracting(check -> check.status().toString())
                .containsExactly(status);
    }

    @Test
    void aProfileThatAnyTokenReadsDoesNotHideThatAnEmployeeMayNotSend() {
        graph.world().turnOn(Behaviour.PROFILE_NEEDS_MANAGEMENT);
        SimulatedAccount account =
                graph.world().newAccount().employee("MANAGE_TEMPLATES").create();

        NumberChecks numbers = new NumberChecks(client);
        AccessToken token = Tokens.user(credentials(account));
        Check rights = numbers.check(token, numbers.list(token, account.wabaId(), List.of(), NOW))
                .getLast();

        assertThat(rights.status()).isEqualTo(PASSED);
        assertThat(rights.message()).contains("can read").doesNotContain("can send from");
        assertThat(check(account))
                .filteredOn(check -> check.status() == FAILED)
                .singleElement()
                .satisfies(check -> assertThat(check.message())
                        .contains("only has these tasks")
                        .containsIgnoringCase("templates"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatConcernsCallsOnlyBlocksNoMessages(boolean counts) {
        if (counts) {
            graph.world().turnOn(Behaviour.HEALTH_INCLUDES_CALLS);
        }
        graph.world()
                .setHealth(
                        good().appId(),
                        new Health(
                                "AVAILABLE",
                                "BLOCKED",
                                List.of(),
                                List.of(new Health.Problem(138025, "SIP is not set up.", "Set it up."))));

        assertThat(check(good()))
                .filteredOn(check -> check.name() == CheckName.ACCOUNT_HEALTHY)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.status()).isEqualTo(PASSED);
                    assertThat(check.meta()).isNull();
                });
    }

    @Test
    void aPageThatIsTooLargeIsAskedForInParts() {
        SimulatedAccount account = graph.accounts().named("many-numbers");
        graph.world().waba(account.wabaId()).largestPage(30);

        assertThat(client.phoneNumbers(Tokens.user(credentials(account)), account.wabaId()))
                .hasSize(130);
    }

    @Test
    void theUsersOfAnAccountAreAskedForWithItsPortfolio() {
        graph.world().turnOn(Behaviour.ASSIGNED_USERS_OF_ANY_BUSINESS);

        assertThat(check(graph.accounts().named("employee")))
                .filteredOn(check -> check.status() != PASSED)
                .extracting(check -> check.name() + " " + check.status())
                .containsExactly("systemUserIsAdmin " + UNKNOWN);
    }

    private SimulatedAccount good() {
        return graph.accounts().named("good-one-number");
    }

    private List<Check> check(SimulatedAccount account) {
        return new Prerequisites(client)
                .check(new Question(account.wabaId(), credentials(account), false))
                .checks();
    }

    private static Credentials credentials(SimulatedAccount account) {
        return new Credentials(new Secret(account.userAccessToken()), account.appId(), new Secret(account.appSecret()));
    }
}

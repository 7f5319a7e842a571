package org.mfasender.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mfasender.checks.CheckStatus.FAILED;
import static org.mfasender.checks.CheckStatus.PASSED;
import static org.mfasender.checks.CheckStatus.SKIPPED;
import static org.mfasender.checks.CheckStatus.UNKNOWN;
import static org.mfasender.checks.CheckStatus.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.protocol.RecordedRequest;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;

/** What the checks find on the accounts of {@code docs/simulated-accounts.md}. */
class PrerequisitesIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");

    private static final List<String> OF_A_READABLE_ACCOUNT = List.of(
            "systemUserIsAdmin",
            "accountReviewed",
            "accountActive",
            "accountHealthy",
            "paymentMethod",
            "businessVerified",
            "messagingLimit");

    private SimulatedGraph graph;
    private Prerequisites prerequisites;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
        prerequisites = new Prerequisites(GraphClient.connect(graph.uri(), "v26.0"));
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void theChecksShowWhatAnAccountIs(String account, Map<String, Word> notPassed) {
        List<Check> checks = check(graph.accounts().named(account));

        assertThat(checks)
                .extracting(check -> check.name().toString())
                .containsExactly(
                        "appCredentials",
                        "tokenBelongsToApp",
                        "tokenValid",
                        "tokenNeverExpires",
                        "tokenOfSystemUser",
                        "scopeBusinessManagement",
                        "scopeWhatsAppBusinessManagement",
                        "scopeWhatsAppBusinessMessaging",
                        "appSecretProof",
                        "wabaReadable",
                        "systemUserIsAdmin",
                        "accountReviewed",
                        "accountActive",
                        "accountHealthy",
                        "paymentMethod",
                        "businessVerified",
                        "messagingLimit");
        assertThat(notPassed(checks)).isEqualTo(notPassed);
    }

    static Stream<Arguments> theChecksShowWhatAnAccountIs() {
        return Stream.of(
                arguments("good-one-number", Map.of()),
                arguments("good-several-numbers", Map.of()),
                arguments("proof-required", Map.of()),
                arguments("limited-token", Map.of()),
                arguments("no-numbers", Map.of()),
                arguments("expired-token", noLongerValid()),
                arguments("revoked-token", noLongerValid()),
                arguments("app-removed-token", noLongerValid()),
                arguments("expiring-token", Map.of("tokenNeverExpires", FAILED)),
                arguments("temporary-user-token", Map.of("tokenNeverExpires", FAILED, "tokenOfSystemUser", FAILED)),
                arguments(
                        "without-business-management",
                        Map.of("scopeBusinessManagement", FAILED, "systemUserIsAdmin", SKIPPED)),
                arguments(
                        "without-whatsapp-management",
                        unreadable(Map.of("scopeWhatsAppBusinessManagement", FAILED, "wabaReadable", SKIPPED))),
                arguments("without-whatsapp-messaging", Map.of("scopeWhatsAppBusinessMessaging", FAILED)),
                arguments("limited-elsewhere", unreadable(Map.of("wabaReadable", FAILED))),
                arguments(
                        "token-of-another-app",
                        unreadable(Map.of(
                                "tokenBelongsToApp", FAILED, "appSecretProof", SKIPPED, "wabaReadable", SKIPPED))),
                arguments("opaque-app-token", Map.of("appSecretProof", WARNING)),
                arguments("opaque-and-proof", unreadable(Map.of("appSecretProof", FAILED, "wabaReadable", SKIPPED))),
                arguments("employee", Map.of("systemUserIsAdmin", UNKNOWN)),
                arguments("employee-view-only", Map.of("systemUserIsAdmin", FAILED)),
                arguments("employee-not-assigned", unreadable(Map.of("wabaReadable", FAILED))),
                arguments("foreign-account", unreadable(Map.of("wabaReadable", FAILED))),
                arguments("review-pending", Map.of("accountReviewed", WARNING)),
                arguments("review-rejected", Map.of("accountReviewed", FAILED)),
                arguments("no-payment-method", Map.of("paymentMethod", WARNING)),
                arguments("health-blocked", Map.of("accountHealthy", FAILED)),
                arguments("unverified-business", Map.of("businessVerified", WARNING, "messagingLimit", WARNING)));
    }

    @Test
    void anAdminTakesFiveCallsAtMostAndNothingIsWritten() {
        check(good());

        assertThat(graph.requests())
                .hasSizeLessThanOrEqualTo(5)
                .extracting(RecordedRequest::method)
                .containsOnly("GET");
    }

    @Test
    void aWrongSecretIsReportedAndWhatDoesNotNeedItIsStillChecked() {
        SimulatedAccount account = good();
        List<Check> checks = ask(account.wabaId(), credentials(account, "f".repeat(32)));

        assertThat(notPassed(checks)).isEqualTo(Map.of("appCredentials", FAILED, "appSecretProof", SKIPPED));
        assertThat(checks.getFirst().field()).isEqualTo("appSecret");
        assertThat(checks.getFirst().message()).contains(account.appId(), "is correct", "App Secret is not the secret");
        assertThat(checks.getFirst().meta())
                .satisfies(meta -> assertThat(meta.code()).isEqualTo(190));
    }

    @Test
    void aWrongSecretOfAnAppThatRequiresSignedCallsHidesTheAccount() {
        SimulatedAccount account = graph.accounts().named("proof-required");
        List<Check> checks = ask(account.wabaId(), credentials(account, "f".repeat(32)));

        assertThat(checks.getFirst().status()).isEqualTo(FAILED);
        assertThat(checks).extracting(Check::status).containsOnlyOnce(FAILED);
        assertThat(named(checks, "tokenValid").message()).contains("appCredentials");
    }

    @Test
    void anotherAppsIdAndSecretAreRight() {
        SimulatedAccount other = graph.accounts().named("good-several-numbers");
        SimulatedAccount account = good();
        Credentials mixed =
                new Credentials(new Secret(account.userAccessToken()), other.appId(), new Secret(other.appSecret()));
        Map<String, Word> found = notPassed(ask(account.wabaId(), mixed));

        assertThat(found).doesNotContainKey("appCredentials").containsEntry("tokenBelongsToApp", FAILED);
    }

    @Test
    void anotherAppsIdWithTheSecretOfTheTokensAppNamesTheTokensApp() {
        SimulatedAccount account = good();
        Credentials mixed = new Credentials(
                new Secret(account.userAccessToken()),
                graph.accounts().named("good-several-numbers").appId(),
                new Secret(account.appSecret()));
        Check app = ask(account.wabaId(), mixed).getFirst();

        assertThat(app.status()).isEqualTo(FAILED);
        assertThat(app.field()).isEqualTo("appId");
        assertThat(app.message()).contains("the access token was generated for the app " + account.appId());
        assertThat(app.remedy()).contains("Enter the App ID " + account.appId());
    }

    @Test
    void swappedValuesAreRecognised() {
        SimulatedAccount account = good();
        Credentials secrets = new Credentials(
                new Secret(account.appSecret()), account.appId(), new Secret(account.userAccessToken()));
        List<Check> swapped = ask(account.wabaId(), secrets);
        Credentials ids = new Credentials(
                new Secret(account.userAccessToken()), account.wabaId(), new Secret(account.appSecret()));

        assertThat(swapped).extracting(Check::status).containsOnlyOnce(FAILED).containsOnly(FAILED, SKIPPED);
        assertThat(swapped.getFirst().message()).contains("looks like an access token", "swapped");
        assertThat(ask(account.appId(), ids).getFirst().message()).contains("the two IDs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "UNPARSEABLE_INPUT_TOKEN_IS_HTTP_400", "MINIMAL_INVALID_TOKEN"})
    void whatIsNoTokenIsNotValid(String behaviour) {
        if (!behaviour.equals("none")) {
            graph.world().turnOn(Behaviour.valueOf(behaviour));
        }
        SimulatedAccount account = good();
        List<Check> checks = ask(
                account.wabaId(),
                new Credentials(new Secret("EAAsimulatedGarbage"), account.appId(), new Secret(account.appSecret())));

        assertThat(named(checks, "tokenValid").status()).isEqualTo(FAILED);
        assertThat(named(checks, "appCredentials").status()).isEqualTo(PASSED);
        assertThat(named(checks, "tokenBelongsToApp").status()).isEqualTo(SKIPPED);
        assertThat(named(checks, "wabaReadable").status()).isEqualTo(SKIPPED);
    }

    @Test
    void whatIsWrongWithTheBusinessAccountIdIsNamed() {
        SimulatedAccount account = good();
        String numberId =
                graph.world().waba(account.wabaId()).numbers().getFirst().id();

        assertThat(waba(account, "217640915500000").message()).contains("does not exist", "217640915500000");
        assertThat(waba(account, numberId).message()).contains("of a phone number");
        assertThat(waba(account, account.businessId()).message()).contains("business portfolio");
        assertThat(waba(account, account.appId()).message()).contains("is the App ID");
        assertThat(waba(account, "436605550100").message()).contains("looks like a phone number");
        SimulatedAccount templated = graph.accounts().named("similar-templates");
        String template = graph.world()
                .waba(templated.wabaId())
                .templates()
                .list()
                .getFirst()
                .id();
        assertThat(waba(templated, template).message()).contains("is not the ID of a WhatsApp Business Account");
        assertThat(check(graph.accounts().named("limited-elsewhere"), "wabaReadable")
                        .message())
                .contains("is limited to these WhatsApp Business Accounts: 217640915500001.");
    }

    @Test
    void aTokenThatIsLimitedToOtherAccountsNamesThem() {
        SimulatedAccount account = graph.accounts().named("limited-token");

        Check wrong = waba(account, "217640915500000");

        assertThat(wrong.message())
                .isEqualTo(
                        "The access token cannot read 217640915500000. It is limited to these WhatsApp Business Accounts: "
                                + account.wabaId() + ".");
        assertThat(wrong.remedy()).contains("generate a token that includes the account 217640915500000");
        assertThat(wrong.field()).isEqualTo("whatsAppAccountBusinessId");
        assertThat(waba(account, account.appId()).message()).contains("is the App ID");
    }

    @Test
    void aLongListOfAccountsIsCutShort() {
        String[] others = IntStream.range(0, 30)
                .mapToObj(i -> String.valueOf(217_640_915_600_000L + i))
                .toArray(String[]::new);
        SimulatedAccount account = graph.world().newAccount().targetIds(others).create();

        assertThat(waba(account, account.wabaId()).message())
                .endsWith(" and 20 more.")
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefusedProofIsDistinguishedFromAWrongAccount(boolean code104) {
        if (code104) {
            graph.world().turnOn(Behaviour.WRONG_PROOF_IS_CODE_104);
        }
        SimulatedAccount account = good();
        String issued = "a".repeat(32);
        graph.world().app(account.appId()).issue(issued);
        List<Check> checks = ask(account.wabaId(), credentials(account, issued));

        assertThat(notPassed(checks)).isEqualTo(unreadable(Map.of("appSecretProof", FAILED, "wabaReadable", SKIPPED)));
        assertThat(named(checks, "appSecretProof").message()).contains("does not accept calls that are signed");
    }

    @Test
    void anAppThatRequiresAProofWithoutASecretIsDistinguishedFromAWrongAccount() {
        assertThat(check(graph.accounts().named("opaque-and-proof"), "appSecretProof")
                        .message())
                .contains("requires");
    }

    @Test
    void anExpiredTokenIsDistinguishedFromARevokedOne() {
        assertThat(check(graph.accounts().named("expired-token"), "tokenValid").message())
                .contains("has expired");
        assertThat(check(graph.accounts().named("revoked-token"), "tokenValid").message())
                .contains("revoked");
    }

    @Test
    void theExpirationDateOfATokenIsNamed() {
        assertThat(check(graph.accounts().named("expiring-token"), "tokenNeverExpires")
                        .message())
                .contains("30 November 2026");
    }

    @Test
    void anExpiringTokenIsAcceptedOnRequest() {
        SimulatedAccount account = graph.accounts().named("expiring-token");
        Report report =
                prerequisites.check(new Question(account.wabaId(), credentials(account, account.appSecret()), true));

        assertThat(notPassed(report.checks())).isEqualTo(Map.of("tokenNeverExpires", WARNING));
        assertThat(named(report.checks(), "tokenNeverExpires").message()).contains("30 November 2026");
        assertThat(report.hasFailed()).isFalse();
        assertThat(report.tokenExpiresAt()).isEqualTo(NOW.plus(Duration.ofDays(60)));
    }

    @Test
    void theTasksOfAnEmployeeAreNamed() {
        assertThat(check(graph.accounts().named("employee-view-only"), "systemUserIsAdmin")
                        .message())
                .contains("only has these tasks", "view phone numbers, view message templates");
    }

    @Test
    void metasCodeSaysWhyAnAccountMayNotSend() {
        assertThat(check(graph.accounts().named("health-blocked"), "accountHealthy")
                        .meta())
                .satisfies(meta -> assertThat(meta.code()).isEqualTo(141006));
    }

    @Test
    void rateLimitsAndFailuresOfMetaSayNothingAboutTheCredentials() {
        assertThatThrownBy(() -> check(graph.accounts().named("throttled-at-first")))
                .isInstanceOf(GraphException.class);
        for (String path : List.of("/debug_token", "/{waba}")) {
            graph.faults().on("GET", path, Fault.overload().times(2));
            assertThatThrownBy(() -> check(good())).as(path).isInstanceOf(GraphException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"OVERLOAD", "UNKNOWN_ERROR", "SOMETHING_WENT_WRONG", "THROTTLED", "BAD_GATEWAY", "EMPTY"})
    void whatIsAskedInVainAboutTheSystemUserStopsNothing(Fault.Kind kind) {
        graph.faults().on("GET", "/{business}/system_users", Fault.of(kind).times(99));
        graph.faults().on("GET", "/{waba}/assigned_users", Fault.of(kind).times(99));

        assertThat(notPassed(check(good()))).isEqualTo(Map.of("systemUserIsAdmin", UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"/debug_token, UNKNOWN_ERROR", "/debug_token, OVERLOAD", "/{waba}, OVERLOAD", "/{waba}, BAD_GATEWAY"})
    void whatFailsOnceIsAskedOnceMore(String path, Fault.Kind kind) {
        graph.faults().on("GET", path, Fault.of(kind));

        assertThat(notPassed(check(good()))).isEmpty();
    }

    @Test
    void noTextHoldsASecretOrAnUnfilledValue() {
        for (SimulatedAccount account : graph.accounts().all()) {
            if (account.name().equals("throttled-at-first")) {
                continue;
            }
            assertThat(check(account).toString())
                    .as(account.name())
                    .doesNotContain(account.userAccessToken(), account.appSecret())
                    .as("only the path of a call has an {id}")
                    .doesNotContainPattern("[{](?!id})|(?<!GET /|POST /)[{]id}");
        }
    }

    private SimulatedAccount good() {
        return graph.accounts().named("good-one-number");
    }

    private Check waba(SimulatedAccount account, String id) {
        Check check = named(ask(id, credentials(account, account.appSecret())), "wabaReadable");
        assertThat(check.status()).isEqualTo(FAILED);
        return check;
    }

    private Check check(SimulatedAccount account, String name) {
        return named(check(account), name);
    }

    private List<Check> ask(String businessAccountId, Credentials credentials) {
        return prerequisites
                .check(new Question(businessAccountId, credentials, false))
                .checks();
    }

    private List<Check> check(SimulatedAccount account) {
        return ask(account.wabaId(), credentials(account, account.appSecret()));
    }

    private static Check named(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Credentials credentials(SimulatedAccount account, String appSecret) {
        return new Credentials(new Secret(account.userAccessToken()), account.appId(), new Secret(appSecret));
    }

    private static Map<String, Word> notPassed(List<Check> checks) {
        Map<String, Word> found = new LinkedHashMap<>();
        checks.stream()
                .filter(check -> check.status() != PASSED)
                .forEach(check -> found.put(check.name().toString(), check.status()));
        return found;
    }

    /** Of a token that is no longer valid. */
    private static Map<String, Word> noLongerValid() {
        Map<String, Word> found = new LinkedHashMap<>();
        List.of(
                        "tokenNeverExpires",
                        "tokenOfSystemUser",
                        "scopeBusinessManagement",
                        "scopeWhatsAppBusinessManagement",
                        "scopeWhatsAppBusinessMessaging",
                        "appSecretProof",
                        "wabaReadable")
                .forEach(name -> found.put(name, SKIPPED));
        OF_A_READABLE_ACCOUNT.forEach(name -> found.put(name, SKIPPED));
        found.put("tokenValid", FAILED);
        return found;
    }

    /** Of an account that cannot be read; then names and statuses of what else did not pass. */
    private static Map<String, Word> unreadable(Map<String, Word> others) {
        Map<String, Word> found = new LinkedHashMap<>(others);
        OF_A_READABLE_ACCOUNT.forEach(name -> found.put(name, SKIPPED));
        return found;
    }
}

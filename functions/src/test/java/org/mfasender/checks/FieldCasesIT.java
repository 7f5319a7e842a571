package org.mfasender.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.setup.dryrun.DryRun;

/** What administrators read when Meta answers as it was seen to answer, from the HTTP answer to the wording. */
class FieldCasesIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final String ALL = ".*";
    private static final String DEBUG = "/debug_token";

    private SimulatedGraph graph;
    private MutatingGraph meta;
    private DryRun dryRun;
    private SimulatedAccount good;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
        meta = new MutatingGraph(graph.uri());
        dryRun = new DryRun(GraphClient.connect(meta.uri(), "v26.0"));
        good = graph.accounts().named("good-one-number");
    }

    @AfterEach
    void stop() {
        meta.close();
        graph.close();
    }

    /** The first check that failed; nothing else may be blamed. */
    @ParameterizedTest(name = "{0}: {1} {2}/{3}")
    @CsvSource(delimiter = '|', textBlock = """
            # path                | status | code   | subcode | check          | message                        | remedy                   | field
            .*                    | 400 | 200    |     | appCredentials | blocks all calls of the app            | Required actions         |
            .*                    | 400 | 101    |     | appCredentials | does not exist: it was deleted         | My Apps                  | appId
            .*                    | 400 | 190    |     | appCredentials | neither the App ID                     | still exists             |
            .*                    | 500 | 3      |     | appCredentials | does not have the capability           | add the product WhatsApp |
            .*                    | 400 | 5      |     | appCredentials | Meta refuses the calls of the app      | server addresses         |
            .*                    | 400 | 4711   |     | appCredentials | a reason that is unknown here (4711)   | trace ID                 |
            /debug_token          | 400 | 200    |     | appCredentials | blocks all calls of the app            | Required actions         |
            /debug_token          | 403 | 200    |     | appCredentials | blocks all calls of the app            | Required actions         |
            /debug_token          | 400 | 101    |     | appCredentials | does not exist: it was deleted         | My Apps                  | appId
            /{waba}               | 500 | 3      |     | wabaReadable   | does not have the capability           | add the product WhatsApp |
            /{waba}               | 400 | 200    |     | wabaReadable   | may not act for this system user       | switch the app to Live   |
            /{waba}               | 403 | 200    |     | wabaReadable   | does not have access                   | must be Live             |
            /{waba}               | 403 | 10     |     | wabaReadable   | does not have access                   | full control             |
            /{waba}               | 403 | 131005 |     | wabaReadable   | does not have access                   | full control             |
            /{waba}               | 403 | 294    |     | wabaReadable   | does not have access                   | full control             |
            /{waba}               | 403 | 131031 |     | wabaReadable   | has locked                             | Business support home    |
            /{waba}               | 403 | 368    |     | wabaReadable   | violation of its policies              | Business support home    |
            /{waba}               | 400 | 131042 |     | wabaReadable   | payment method                         | Payment settings         |
            /{waba}               | 400 | 100    | 33  | wabaReadable   | does not exist, belongs to another     | Compare the ID           | whatsAppAccountBusinessId
            /{waba}               | 400 | 190    |     | wabaReadable   | does not accept the access token       | generate a new token     | userAccessToken
            /{waba}               | 400 | 190    | 460 | wabaReadable   | revoked                                | generate a new token     | userAccessToken
            /{waba}               | 400 | 190    | 463 | wabaReadable   | has expired                            | generate a new token     | userAccessToken
            /{waba}               | 400 | 190    | 490 | wabaReadable   | belongs to a person                    | system user              | userAccessToken
            /{waba}               | 400 | 12     |     | wabaReadable   | in this version any more (12)          | newer version            |
            /{waba}               | 400 | 4711   | 5   | wabaReadable   | unknown here (4711/5)                  | trace ID                 |
            /{waba}/phone_numbers | 403 | 200    |     | senderNumber   | does not have access                   | full control             |
            /{waba}/phone_numbers | 400 | 200    |     | senderNumber   | it is blocked or restricted            | required actions         |
            /{waba}/phone_numbers | 403 | 131031 |     | senderNumber   | has locked                             | Business support home    |
            /{waba}/phone_numbers | 400 | 100    |     | senderNumber   | how this system asks for the list of phone numbers (100) | fault of this system |
            /{waba}/phone_numbers | 400 | 4711   |     | senderNumber   | unknown here (4711)                    | trace ID                 |
            /{waba}/message_templates | 403 | 200 |    | templateRights | cannot read the account's templates    | full control             |
            /{waba}/message_templates | 403 | 368 |    | templateRights | violation of its policies              | Business support home    |
            """)
    void aRefusalNamesItsCause(
            String path,
            int status,
            int code,
            @Nullable Integer subcode,
            String check,
            String message,
            String remedy,
            @Nullable String field) {
        meta.refuse(path(path), 99, status, error(code, subcode));

        DryRun.Outcome outcome = run();

        assertThat(outcome.status()).isEqualTo(CheckStatus.FAILED);
        assertThat(failed(outcome)).singleElement().satisfies(failed -> {
            assertThat(failed.name()).hasToString(check);
            assertThat(failed.message()).contains(message);
            assertThat(failed.remedy()).contains(remedy);
            assertThat(failed.field()).isEqualTo(field);
            assertThat(failed.meta()).satisfies(meta -> assertThat(meta.code()).isEqualTo(code));
        });
    }

    @ParameterizedTest(name = "{0} {1} times: {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            /debug_token              | 1 | 500 | 1      |
            /debug_token              | 1 | 503 | 2      |
            /debug_token              | 1 | 400 | 190    |
            /{waba}                   | 1 | 400 | 190    |
            /{waba}                   | 1 | 500 | 131000 |
            /{waba}/phone_numbers     | 1 | 400 | 190    |
            /{waba}/phone_numbers     | 1 | 400 | 100    |
            /{waba}/phone_numbers     | 2 | 500 | 1      |
            /{waba}/message_templates | 1 | 503 | 2      |
            """)
    void whatPassesOrCanBeAskedOtherwiseShowsNowhere(String path, int times, int status, int code) {
        meta.refuse(path(path), times, status, error(code, null));

        assertThat(run().status()).isEqualTo(CheckStatus.PASSED);
    }

    @ParameterizedTest
    @CsvSource({"500, 1", "503, 2", "500, 131000", "400, 80008", "400, 190", "403, 200", "400, 4711"})
    void whatIsAskedInVainAboutTheSystemUserIsUnknown(int status, int code) {
        meta.refuse("/\\d+/(system_users|assigned_users)", 99, status, error(code, null));

        DryRun.Outcome outcome = run();

        assertThat(outcome.status()).isEqualTo(CheckStatus.PASSED);
        assertThat(named(outcome, CheckName.SYSTEM_USER_IS_ADMIN).status()).isEqualTo(CheckStatus.UNKNOWN);
    }

    /** Whatever error comes with it, a token that Meta calls invalid, or that has an error, does not pass. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5, 10, 100, 101, 102, 104, 190, 200, 294, 368, 803, 4711, 131005, 131031, 2500})
    void anInvalidTokenNeverPasses(int code) {
        for (boolean valid : List.of(true, false)) {
            for (String members : List.of(
                    "", ", \"app_id\": \"" + good.appId() + "\", \"type\": \"SYSTEM_USER\", \"expires_at\": 0")) {
                meta.refuse(
                        DEBUG,
                        99,
                        200,
                        "{\"data\": {\"is_valid\": " + valid + ", \"error\": {\"code\": " + code
                                + ", \"message\": \"Simulated.\"}, \"scopes\": []" + members + "}}");

                DryRun.Outcome outcome = run();

                assertThat(outcome.status()).isEqualTo(CheckStatus.FAILED);
                assertThat(failed(outcome)).extracting(Check::name).containsExactly(CheckName.TOKEN_VALID);
                assertThat(failed(outcome).getFirst().field()).isIn("userAccessToken", "appId", null);
            }
        }
    }

    /** Every call that must succeed, refused with every kind of code: whatever comes of it, it is not passed. */
    @ParameterizedTest
    @ValueSource(strings = {DEBUG, "/{waba}", "/{waba}/phone_numbers", "/{waba}/message_templates"})
    void noRefusalOfARequiredCallPasses(String path) {
        int[] codes = {
            0, 3, 5, 10, 12, 33, 100, 101, 104, 110, 199, 200, 299, 368, 803, 2500, 4711, 131005, 131031, 131042
        };
        for (int code : codes) {
            for (int status : new int[] {200, 400, 403, 500}) {
                for (Integer subcode : Arrays.asList(null, 33, 460, 4711)) {
                    meta.refuse(path(path), 99, status, error(code, subcode));

                    DryRun.Outcome outcome = run();

                    assertThat(outcome.status())
                            .as("%s %s/%s", status, code, subcode)
                            .isEqualTo(CheckStatus.FAILED);
                    assertThat(failed(outcome))
                            .hasSize(1)
                            .allSatisfy(failed -> assertThat(failed.remedy()).isNotBlank());
                }
            }
        }
    }

    @Test
    void permissionsThatMetaDoesNotNameAreNotCalledMissing() {
        meta.refuse(
                DEBUG,
                99,
                200,
                "{\"data\": {\"is_valid\": true, \"app_id\": \"" + good.appId()
                        + "\", \"type\": \"SYSTEM_USER\", \"expires_at\": 0, \"user_id\": \"1\"}}");

        DryRun.Outcome outcome = run();

        assertThat(failed(outcome)).isEmpty();
        assertThat(outcome.status()).isEqualTo(CheckStatus.WARNING);
        assertThat(named(outcome, CheckName.SCOPE_BUSINESS_MANAGEMENT).status()).isEqualTo(CheckStatus.UNKNOWN);
    }

    /** Member by member, so that the words of what is wrong are those of the entity that is at fault. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            calls only, blocked as a whole | PASSED  |        | can send messages | {"can_send_message": "BLOCKED", "entities": [{"entity_type": "WABA", "id": "1", "can_send_message": "AVAILABLE"}, {"entity_type": "APP", "id": "2", "can_send_message": "AVAILABLE", "can_receive_call_sip": "BLOCKED", "errors": [{"error_code": 138025, "error_description": "SIP"}]}]}
            calls only                     | PASSED  |        | can send messages | {"can_send_message": "AVAILABLE", "entities": [{"entity_type": "APP", "id": "2", "can_send_message": "AVAILABLE", "errors": [{"error_code": 138025, "error_description": "SIP"}]}]}
            limited, information only      | WARNING |        | The phone number 3 is limited: Display name review is still open. | {"can_send_message": "LIMITED", "entities": [{"entity_type": "PHONE_NUMBER", "id": "3", "can_send_message": "LIMITED", "additional_info": ["Display name review is still open."], "errors": [{"error_code": 138024, "error_description": "SIP"}]}]}
            behind an error of calls       | WARNING | 141010 | The business portfolio 4 is limited: (141010) Not verified. Verify it. | {"can_send_message": "BLOCKED", "entities": [{"entity_type": "APP", "id": "2", "can_send_message": "AVAILABLE", "errors": [{"error_code": 138025}]}, {"entity_type": "BUSINESS", "id": "4", "can_send_message": "LIMITED", "errors": [{"error_code": 141010, "error_description": "Not verified", "possible_solution": "Verify it"}]}]}
            the worst first                | FAILED  | 141006 | The WhatsApp Business Account 1 is blocked: (141006) Payment. Pay. The business portfolio 4 is limited: (141010) Not verified. | {"can_send_message": "BLOCKED", "entities": [{"entity_type": "BUSINESS", "id": "4", "can_send_message": "LIMITED", "errors": [{"error_code": 141010, "error_description": "Not verified"}]}, {"entity_type": "WABA", "id": "1", "can_send_message": "BLOCKED", "errors": [{"error_code": 141006, "error_description": "Payment", "possible_solution": "Pay"}]}]}
            without entities               | FAILED  |        | has blocked       | {"can_send_message": "BLOCKED"}
            an entity without a word       | FAILED  |        | has blocked       | {"can_send_message": "BLOCKED", "entities": [{"entity_type": "WABA", "id": "1"}]}
            hostile words                  | FAILED  | 1      | is blocked: (1) Say (removed) now. | {"can_send_message": "BLOCKED", "entities": [{"entity_type": "WABA", "id": "1", "can_send_message": "BLOCKED", "errors": [{"error_code": 1, "error_description": "<b>Say</b> EAAsimulatedSomething \\u0007\\u200bnow"}]}]}
            """)
    void whatBlocksSendingIsTheEntityThatBlocksIt(
            String situation, CheckStatus status, @Nullable Integer code, String message, String health) {
        meta.set(path("/{waba}"), "/health_status", health);

        Check check = named(run(), CheckName.ACCOUNT_HEALTHY);

        assertThat(check.status()).isEqualTo(status);
        assertThat(check.message()).contains(message).doesNotContain("138", "SIP");
        assertThat(check.meta() == null ? null : check.meta().code()).isEqualTo(code);
    }

    /** It limits tokens of people, so that it is said and asks for nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1798761600 | The access token never expires. Meta shows 1 January 2027 as the end of its access to data.
            0          | -
            -1         | -
            1e30       | -
            "soon"     | -
            null       | -
            """)
    void theEndOfTheAccessToDataIsMentioned(String seconds, @Nullable String message) {
        meta.set(DEBUG, "/data/data_access_expires_at", seconds);

        DryRun.Outcome outcome = run();

        assertThat(outcome.status()).isEqualTo(CheckStatus.PASSED);
        assertThat(named(outcome, CheckName.TOKEN_NEVER_EXPIRES).message())
                .startsWith(message == null ? "The access token never expires." : message);
        assertThat(named(outcome, CheckName.TOKEN_NEVER_EXPIRES).message().contains("access to data"))
                .isEqualTo(message != null);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"'', PASSED", "'\"\"', UNKNOWN", "{}, UNKNOWN", "true, UNKNOWN", "null, WARNING"})
    void aPaymentMethodIsMissingOnlyIfMetaLeavesItOut(String value, CheckStatus status) {
        if (!value.isEmpty()) {
            meta.set(path("/{waba}"), "/primary_funding_id", value);
        }

        assertThat(named(run(), CheckName.PAYMENT_METHOD).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"approved, PASSED", "Approved, PASSED", "rejected, FAILED", "pending, WARNING"})
    void metasWordsMayBeInEitherCase(String word, CheckStatus status) {
        meta.set(path("/{waba}"), "/account_review_status", '"' + word + '"');

        assertThat(named(run(), CheckName.ACCOUNT_REVIEWED).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Hostile.class)
    void whatMetaSaysIsShortAndHoldsNoSecret(Hostile hostile) {
        String text = hostile.text(good);
        meta.refuse(
                path("/{waba}"),
                99,
                400,
                "{\"error\": {\"code\": 4711, \"message\": " + text
                        + ", \"error_user_title\": " + text + ", \"error_user_msg\": " + text + ", \"fbtrace_id\": "
                        + text
                        + ", \"error_data\": {\"details\": " + text + "}}}");

        String checks = run().checks().toString();

        assertThat(checks)
                .doesNotContain(good.userAccessToken(), good.appSecret(), "EAA", "<", "\u0007", "\u200b")
                .hasSizeLessThan(10_000);
    }

    /** Texts as JSON. */
    enum Hostile {
        TOKEN,
        SECRET,
        APP_TOKEN,
        LONG,
        MARKUP,
        SPLIT;

        String text(SimulatedAccount account) {
            String token = account.userAccessToken();
            return '"'
                    + switch (this) {
                        case TOKEN -> "Malformed access token " + token + " was given";
                        case SECRET -> "It is " + account.appSecret();
                        case APP_TOKEN -> account.appId() + "|" + account.appSecret();
                        case LONG -> "x".repeat(500_000);
                        case MARKUP -> "<html><script>alert(1)</script> \\u0007 {call} {said}";
                        case SPLIT -> token.substring(0, 5) + "\\u200b" + token.substring(5);
                    }
                    + '"';
        }
    }

    private DryRun.Outcome run() {
        Question question = new Question(
                good.wabaId(),
                new Credentials(new Secret(good.userAccessToken()), good.appId(), new Secret(good.appSecret())),
                false);
        return dryRun.run(question, 1, List.of(), NOW);
    }

    private String path(String path) {
        return path.equals(ALL) ? ALL : path.replace("{waba}", good.wabaId());
    }

    private static String error(int code, @Nullable Integer subcode) {
        return "{\"error\": {\"code\": " + code + (subcode == null ? "" : ", \"error_subcode\": " + subcode)
                + ", \"message\": \"(#" + code + ") Simulated words.\", \"fbtrace_id\": \"simulatedTrace\"}}";
    }

    private static List<Check> failed(DryRun.Outcome outcome) {
        return outcome.checks().stream()
                .filter(check -> check.status() == CheckStatus.FAILED)
                .toList();
    }

    private static Check named(DryRun.Outcome outcome, CheckName name) {
        return Stream.of(outcome)
                .flatMap(found -> found.checks().stream())
                .filter(check -> check.name() == name)
                .findFirst()
                .orElseThrow();
    }
}

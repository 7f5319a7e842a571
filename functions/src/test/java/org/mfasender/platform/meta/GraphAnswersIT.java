package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.meta.GraphFailure.Kind;

/** How the client reads strange answers. */
class GraphAnswersIT {

    private static final String WABA = "217640915503381";
    private static final AccessToken TOKEN = AccessToken.unsigned("EAAsimulatedToken");
    private static final AccessToken APP = AccessToken.ofApp("845120037719402", "simulatedSecret");

    private CannedGraph graph;
    private GraphClient client;

    @BeforeEach
    void start() {
        graph = new CannedGraph();
        client = graph.client();
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "null", "true", "\"text\"", "{\"data\": {}}", "{\"id\": \"4711\"}", "{\"data\": 1}"})
    void aSuccessWithoutWhatWasAskedForIsRetried(String body) {
        graph.answering(200, body);

        assertThat(failure(() -> client.inspectToken(APP, TOKEN)).kind()).isEqualTo(Kind.RETRY);
        assertThat(failure(() -> client.businessAccount(TOKEN, WABA)).kind()).isEqualTo(Kind.RETRY);
        assertThat(failure(() -> client.phoneNumbers(TOKEN, WABA)).kind()).isEqualTo(Kind.RETRY);
        assertThat(failure(() -> client.templates().list(TOKEN, WABA).templates())
                        .kind())
                .isEqualTo(Kind.RETRY);
        assertThat(failure(() -> client.systemUsers(TOKEN, "660238814470915")).kind())
                .isEqualTo(Kind.RETRY);
        assertThat(failure(() -> client.assignedTasks(TOKEN, WABA, "660238814470915"))
                        .kind())
                .isEqualTo(Kind.RETRY);
    }

    @Test
    void theAnswerOfACreationIsNotReliedOn() {
        graph.answering(200, "{}");

        assertThatCode(() -> client.templates()
                        .upsert(
                                TOKEN,
                                WABA,
                                new AuthenticationTemplate(
                                        "mfa_x", List.of("en"), true, 10, 600, "COPY_CODE", List.of(), false)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"429, WAIT", "302, RETRY", "404, RETRY", "500, RETRY", "503, RETRY"})
    void anAnswerWithoutMetasEnvelopeIsTypedByItsStatus(int status, Kind kind) {
        graph.answering(status, "{\"message\": \"from somewhere else\"}", Map.of("x-fb-trace-id", "simulatedTrace"));
        GraphFailure failure = failure(() -> client.userId(TOKEN));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isNull();
        assertThat(failure.traceId()).isEqualTo("simulatedTrace");
    }

    @Test
    void anErrorInASuccessIsAnError() {
        graph.answering(200, "{\"error\": {\"code\": 190, \"error_subcode\": 460, \"fbtrace_id\": \"t\"}}");
        GraphFailure failure = failure(() -> client.userId(TOKEN));

        assertThat(failure.cause()).isEqualTo(GraphCause.TOKEN_REVOKED);
        assertThat(failure.subcode()).isEqualTo(460);
        assertThat(failure.traceId()).isEqualTo("t");
    }

    @Test
    void theLongestTimeToRegainAccessCounts() {
        graph.answering(400, "{\"error\": {\"code\": 80008}}", Map.of("X-Business-Use-Case-Usage", """
                {"1": [{"type": "a", "estimated_time_to_regain_access": 3}, {"type": "b"}],\
                 "2": [{"estimated_time_to_regain_access": 19}]}"""));

        assertThat(failure(() -> client.userId(TOKEN)).regainAccess()).isEqualTo(Duration.ofMinutes(19));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing readable",
                "[]",
                "{}",
                "{\"1\": 5}",
                "{\"1\": [{\"estimated_time_to_regain_access\": -5}]}"
            })
    void anUnreadableUsageHeaderNamesNoTime(String header) {
        graph.answering(400, "{\"error\": {\"code\": 80008}}", Map.of("X-Business-Use-Case-Usage", header));

        assertThat(failure(() -> client.userId(TOKEN)).regainAccess()).isNull();
    }

    @Test
    void aMinimalInvalidTokenIsInspected() {
        graph.answering(200, "{\"data\": {\"is_valid\": false, \"error\": {\"code\": 190}, \"scopes\": []}}");
        TokenInspection inspection = client.inspectToken(APP, TOKEN);

        assertThat(inspection)
                .isEqualTo(new TokenInspection(
                        false, null, null, null, null, List.of(), List.of(), null, 190, null, null));
        assertThat(inspection.neverExpires()).isFalse();
        assertThat(inspection.expiry()).isEmpty();
    }

    @Test
    void whatMetaLeavesOutOfANumberOrTemplateIsUnknown() {
        graph.answering(200, "{\"data\": [{\"id\": 1001}]}");

        assertThat(client.phoneNumbers(TOKEN, WABA))
                .containsExactly(new PhoneNumber(
                        "1001", null, null, null, null, null, null, null, null, null, null, null, null, null));
        assertThat(client.templates().list(TOKEN, WABA).templates())
                .containsExactly(new Template("1001", "", "", "", "UNKNOWN", null, null, null, null));
    }

    @Test
    void everyPageIsReadAlsoBehindAnEmptyOne() {
        graph.answering(200, page("", "one"))
                .answering(200, page("{\"id\": \"1\"}", "two"))
                .answering(200, page("", "three"))
                .answering(200, "{\"data\": [{\"id\": \"2\"}]}");

        assertThat(client.phoneNumbers(TOKEN, WABA)).extracting(PhoneNumber::id).containsExactly("1", "2");
        assertThat(graph.queries())
                .extracting(query -> query.replaceAll("^.*limit=100", ""))
                .containsExactly("", "&after=one", "&after=two", "&after=three");
    }

    @Test
    void aCursorWithoutANextPageEndsTheList() {
        graph.answering(200, "{\"data\": [{\"id\": \"1\"}], \"paging\": {\"cursors\": {\"after\": \"one\"}}}");

        assertThat(client.phoneNumbers(TOKEN, WABA)).hasSize(1);
        assertThat(graph.queries()).hasSize(1);
    }

    @Test
    void aListThatRepeatsItselfIsNoAnswer() {
        graph.answering(200, page("{\"id\": \"1\"}", "again"));

        assertThat(failure(() -> client.phoneNumbers(TOKEN, WABA)).kind()).isEqualTo(Kind.RETRY);
        assertThat(graph.queries()).hasSize(2);
    }

    @Test
    void aNextPageWithoutACursorIsNoAnswer() {
        graph.answering(200, "{\"data\": [{\"id\": \"1\"}], \"paging\": {\"next\": \"https://graph.example/next\"}}");

        assertThat(failure(() -> client.phoneNumbers(TOKEN, WABA)).kind()).isEqualTo(Kind.RETRY);
        assertThat(graph.queries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, WAIT", "500, RETRY", "503, RETRY"})
    void anErrorWithoutACodeIsTypedByItsStatus(int status, Kind kind) {
        graph.answering(status, "{\"error\": {\"message\": \"without a code\", \"fbtrace_id\": \"t\"}}");
        GraphFailure failure = failure(() -> client.userId(TOKEN));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isNull();
        assertThat(failure.traceId()).isEqualTo("t");
    }

    @Test
    void aMissingSummaryLeavesTheTemplateCapacityUnknown() {
        graph.answering(200, "{\"data\": []}");

        assertThat(client.templates().capacity(TOKEN, WABA)).isEqualTo(new TemplateCapacity(null, null));
    }

    @Test
    void whatMetaLeavesOutOfABusinessAccountIsUnknown() {
        graph.answering(200, "{\"id\": \"" + WABA + "\"}");

        assertThat(client.businessAccount(TOKEN, WABA))
                .isEqualTo(new BusinessAccount(
                        WABA, null, null, null, null, null, null, null, new Health(null, List.of())));
    }

    @Test
    void aFailureOnALaterPageFailsTheList() {
        graph.answering(200, page("{\"id\": \"1\"}", "one")).answering(503, "");

        assertThat(failure(() -> client.phoneNumbers(TOKEN, WABA)).kind()).isEqualTo(Kind.RETRY);
    }

    @Test
    void theAddressOfTheNextPageIsNotFollowed() {
        graph.answering(
                        200,
                        "{\"data\": [], \"paging\": {\"cursors\": {\"after\": \"a&b\"},"
                                + " \"next\": \"https://graph.example/elsewhere?access_token=EAAsimulatedToken\"}}")
                .answering(200, "{\"data\": [{\"id\": \"1\"}]}");

        assertThat(client.phoneNumbers(TOKEN, WABA)).hasSize(1);
        assertThat(graph.queries().getLast()).endsWith("&after=a%26b").doesNotContain("access_token");
    }

    private static String page(String rows, String after) {
        return "{\"data\": [" + rows + "], \"paging\": {\"cursors\": {\"before\": \"b\", \"after\": \"" + after
                + "\"}, \"next\": \"https://graph.example/next\"}}";
    }

    private static GraphFailure failure(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(GraphException.class, call))
                .failure();
    }
}

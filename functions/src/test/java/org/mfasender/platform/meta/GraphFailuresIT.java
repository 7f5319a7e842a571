package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.platform.meta.GraphFailure.Kind;

/** How refusals and failures of the Graph API are classified. */
class GraphFailuresIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");

    private SimulatedGraph graph;
    private GraphClient client;
    private SimulatedAccount good;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
        client = GraphClient.connect(graph.uri(), "v26.0");
        good = graph.accounts().named("good-one-number");
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @ParameterizedTest
    @CsvSource({
        "expired-token,               190, 463, FIX",
        "revoked-token,               190, 460, FIX",
        "app-removed-token,           190, 458, FIX",
        "without-whatsapp-management, 200, ,    FIX",
        "limited-elsewhere,           200, ,    FIX",
        "employee-not-assigned,       200, ,    FIX",
        "foreign-account,             100, 33,  FIX",
        "throttled-at-first,          80008, ,  WAIT"
    })
    void aRefusalHasCodeAndSubcode(String account, int code, Integer subcode, Kind kind) {
        GraphFailure failure = failure(() -> read(graph.accounts().named(account)));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.subcode()).isEqualTo(subcode);
        assertThat(failure.traceId()).isNotBlank();
        assertThat(failure.call()).isEqualTo("GET /{id}");
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"INVALID_TOKEN_IS_HTTP_401", "NO_USAGE_HEADERS"})
    void theHttpStatusDecidesNothing(Behaviour behaviour) {
        graph.world().turnOn(behaviour);

        assertThat(failure(() -> read(graph.accounts().named("revoked-token"))).kind())
                .isEqualTo(Kind.FIX);
    }

    @Test
    void failuresSayWhatTheyConcern() {
        assertThat(failure(() -> read(graph.accounts().named("revoked-token"))).cause())
                .isEqualTo(GraphCause.TOKEN_REVOKED);
        assertThat(failure(() -> read(graph.accounts().named("limited-elsewhere")))
                        .cause())
                .isEqualTo(GraphCause.PERMISSION);
        assertThat(failure(() -> read(graph.accounts().named("foreign-account")))
                        .cause())
                .isEqualTo(GraphCause.WRONG_ID);
        assertThat(failure(() -> client.userId(AccessToken.signed(good.userAccessToken(), "0".repeat(32))))
                        .isParameterRefused())
                .isTrue();
        String numberId = graph.world().waba(good.wabaId()).numbers().getFirst().id();
        assertThat(failure(() -> client.businessAccount(token(good), numberId)).isParameterRefused())
                .isTrue();
    }

    @Test
    void aMissingPermissionMayBeCode10AndAWrongProofCode104() {
        graph.world().turnOn(Behaviour.MISSING_PERMISSION_IS_CODE_10, Behaviour.WRONG_PROOF_IS_CODE_104);

        assertThat(failure(() -> read(graph.accounts().named("limited-elsewhere")))
                        .cause())
                .isEqualTo(GraphCause.PERMISSION);
        assertThat(failure(() -> client.userId(AccessToken.signed(good.userAccessToken(), "0".repeat(32))))
                        .isParameterRefused())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"4, 3", "80007, 60", "80008, 1440"})
    void throttlingSaysWhenCallsAreAcceptedAgain(int code, int minutes) {
        strike(Fault.throttled(code, minutes));
        GraphFailure failure = failure(() -> read(good));

        assertThat(failure.kind()).isEqualTo(Kind.WAIT);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.regainAccess()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void throttlingWithoutATimeLeavesItOpen() {
        strike(Fault.throttled(80008, 0));

        assertThat(failure(() -> read(good)).regainAccess()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "OVERLOAD,             503, 2",
        "UNKNOWN_ERROR,        400, 1",
        "SOMETHING_WENT_WRONG, 500, 131000",
        "BAD_GATEWAY,          502, ",
        "RESET,                0,   ",
        "TRUNCATED,            200, ",
        "EMPTY,                200, "
    })
    void afterAFailureOfMetaOrTheNetworkTheCallIsRetried(Fault.Kind kind, int status, Integer code) {
        // Twice: the call is retried once, by the JDK's client itself when a connection ends without an answer.
        strike(Fault.of(kind).times(2));
        GraphFailure failure = failure(() -> read(good));

        assertThat(failure.kind()).isEqualTo(Kind.RETRY);
        assertThat(failure.httpStatus()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.subcode()).isNull();
    }

    @Test
    void aSlowAnswerIsWaitedFor() {
        strike(Fault.slow(Duration.ofMillis(300)));

        assertThat(read(good).id()).isEqualTo(good.wabaId());
    }

    @Test
    void unknownMembersAndWordsAreTolerated() {
        graph.faults().on("GET", "/{waba}/phone_numbers", Fault.of(Fault.Kind.UNKNOWN_MEMBERS));

        assertThat(client.phoneNumbers(token(good), good.wabaId()))
                .singleElement()
                .satisfies(number -> {
                    assertThat(number.status()).isEqualTo("CONNECTED");
                    assertThat(number.qualityRating()).isEqualTo("SIMULATED_UNKNOWN");
                });
    }

    @Test
    void anAddressWithoutAServerIsRetried() {
        graph.close();

        GraphFailure failure = failure(() -> read(good));
        assertThat(failure.kind()).isEqualTo(Kind.RETRY);
        assertThat(failure.httpStatus()).isZero();
    }

    @Test
    void anInterruptedCallIsRetriedAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThat(failure(() -> read(good)).kind()).isEqualTo(Kind.RETRY);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aVersionThatNeverExistedIsAFaultOfThisSystem() {
        GraphClient strange = GraphClient.connect(graph.uri(), "v99.0");

        GraphFailure failure = failure(() -> strange.businessAccount(token(good), good.wabaId()));
        assertThat(failure.kind()).isEqualTo(Kind.BUG);
        assertThat(failure.code()).isEqualTo(2500);
    }

    @Test
    void aRefusedTemplateHasItsSubcode() {
        SimulatedAccount full = graph.accounts().named("nearly-full");
        AuthenticationTemplate template = new AuthenticationTemplate(
                "mfa_x", List.of("en", "de", "fr", "es"), true, 10, 600, "COPY_CODE", List.of(), false);

        GraphFailure failure = failure(() -> client.templates().upsert(token(full), full.wabaId(), template));
        assertThat(failure.kind()).isEqualTo(Kind.FIX);
        assertThat(failure.subcode()).isEqualTo(2388019);
        assertThat(failure.call()).isEqualTo("POST /{id}/upsert_message_templates");
    }

    @Test
    void theTextOfAFailureHoldsNoSecretAndNoTextOrIdOfMeta() {
        SimulatedAccount account = graph.accounts().named("expired-token");

        assertThatThrownBy(() -> read(account))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("code 190")
                .hasMessageContaining("subcode 463")
                .hasMessageNotContaining(account.userAccessToken())
                .hasMessageNotContaining(account.appSecret())
                .hasMessageNotContaining(account.wabaId())
                .hasMessageNotContaining("appsecret_proof")
                .hasMessageNotContaining("Session")
                .hasNoCause();
    }

    @Test
    void aConnectionThatFailsQuotesNoAddress() {
        strike(Fault.of(Fault.Kind.RESET).times(2));

        assertThatThrownBy(() -> read(good))
                .hasMessageNotContaining("appsecret_proof")
                .hasNoCause();
    }

    private void strike(Fault fault) {
        graph.faults().on("GET", "/" + good.wabaId(), fault);
    }

    private BusinessAccount read(SimulatedAccount account) {
        return client.businessAccount(token(account), account.wabaId());
    }

    private static AccessToken token(SimulatedAccount account) {
        return AccessToken.signed(account.userAccessToken(), account.appSecret());
    }

    private static GraphFailure failure(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(GraphException.class, call))
                .failure();
    }
}

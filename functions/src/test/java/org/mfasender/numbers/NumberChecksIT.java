package org.mfasender.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckStatus;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.CannedGraph;

/** What Meta's answers about numbers mean, and whether the token may send. */
class NumberChecksIT {

    private static final AccessToken TOKEN = AccessToken.unsigned(Fixtures.TOKEN);
    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");

    private CannedGraph graph;
    private NumberChecks numbers;

    @BeforeEach
    void start() {
        graph = new CannedGraph();
        numbers = new NumberChecks(graph.client());
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void whatMetaListsIsDescribed() {
        graph.answering(200, """
                {"data": [{"id": "1001", "display_phone_number": "+43 660 5550100", "status": "CONNECTED",
                  "account_mode": "SANDBOX"}]}
                """);

        assertThat(numbers.list(TOKEN, Fixtures.WABA, List.of(), NOW))
                .singleElement()
                .satisfies(number -> {
                    assertThat(number.number()).isEqualTo("+43 660 5550100");
                    assertThat(number.usable()).isFalse();
                    assertThat(number.createdAt()).isEqualTo(NOW);
                });
    }

    @Test
    void oneUsableNumberPassesAndTheTokenIsTriedOnIt() {
        graph.answering(200, "{\"data\": []}");

        List<Check> checks = numbers.check(TOKEN, List.of(Fixtures.BANNED, Fixtures.FIRST));

        assertThat(checks)
                .extracting(check -> check.name().toString())
                .containsExactly("senderNumber", "messagingRights");
        assertThat(checks).extracting(Check::status).containsOnly(CheckStatus.PASSED);
        assertThat(checks.getFirst().message()).contains("1 of 2");
        assertThat(graph.queries()).containsExactly("fields=about");
    }

    @Test
    void numbersThatCannotSendFailWithEachReasonOnceAndNoneIsTried() {
        List<Check> checks = numbers.check(
                TOKEN,
                List.of(
                        Fixtures.BANNED,
                        Fixtures.number("1004", "+43 660 5550104", "BANNED"),
                        Fixtures.number("1005", "+43 660 5550105", "PENDING")));

        assertThat(checks).extracting(Check::status).containsExactly(CheckStatus.FAILED, CheckStatus.SKIPPED);
        assertThat(checks.getFirst().message())
                .contains("No phone number can send (3 checked)")
                .containsOnlyOnce("banned")
                .containsOnlyOnce("not registered");
        assertThat(checks.getFirst().remedy()).isNotBlank();
        assertThat(graph.queries()).isEmpty();
    }

    @ParameterizedTest(name = "code {0}: {1}")
    @CsvSource({"200, FAILED", "10, FAILED", "3, FAILED", "131005, FAILED", "100, UNKNOWN", "190, UNKNOWN"})
    void onlyAMissingPermissionSaysThatTheTokenMayNotSend(int code, CheckStatus status) {
        graph.answering(400, "{\"error\": {\"code\": " + code + ", \"fbtrace_id\": \"simulatedTrace\"}}");

        Check rights = numbers.check(TOKEN, List.of(Fixtures.FIRST)).getLast();

        assertThat(rights.name()).hasToString("messagingRights");
        assertThat(rights.status()).isEqualTo(status);
        assertThat(rights.meta()).satisfies(meta -> {
            assertThat(meta.code()).isEqualTo(code);
            assertThat(meta.traceId()).isEqualTo("simulatedTrace");
        });
    }

    @ParameterizedTest
    @CsvSource({"80008, 400", "2, 503", "131000, 500"})
    void rateLimitsAndFailuresOfMetaSayNothingAboutTheRightToSend(int code, int status) {
        graph.answering(status, "{\"error\": {\"code\": " + code + "}}");

        Check rights = numbers.check(TOKEN, List.of(Fixtures.FIRST)).getLast();

        assertThat(rights.status()).isEqualTo(CheckStatus.UNKNOWN);
        assertThat(rights.meta()).satisfies(meta -> assertThat(meta.code()).isEqualTo(code));
    }
}

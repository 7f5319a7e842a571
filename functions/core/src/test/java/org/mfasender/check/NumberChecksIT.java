package org.mfasender.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.meta.AccessToken;
import org.mfasender.meta.CannedGraph;
import org.mfasender.meta.GraphException;
import org.mfasender.sender.Check;
import org.mfasender.sender.CheckStatus;
import org.mfasender.sender.SenderNumber;

/** What is made of the numbers that Meta lists, and of the probe whether the token may send. */
class NumberChecksIT {

    private static final AccessToken TOKEN = AccessToken.unsigned(Fixtures.TOKEN);
    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

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
    void aNumberIsKeptInMetasWords() {
        graph.answering(200, """
                {"data": [{"id": "1001", "display_phone_number": "+43 660 5550100", "verified_name": "Contoso",
                  "status": "CONNECTED", "quality_rating": "GREEN", "code_verification_status": "VERIFIED",
                  "name_status": "APPROVED", "platform_type": "CLOUD_API", "account_mode": "LIVE",
                  "throughput": {"level": "HIGH"}, "is_pin_enabled": true, "is_official_business_account": false,
                  "is_on_biz_app": true}]}
                """);

        assertThat(list(List.of(), NOW))
                .containsExactly(new SenderNumber(
                        "1001",
                        "+43 660 5550100",
                        "Contoso",
                        "CONNECTED",
                        "GREEN",
                        "VERIFIED",
                        "APPROVED",
                        "CLOUD_API",
                        "LIVE",
                        "HIGH",
                        true,
                        false,
                        true,
                        true,
                        true,
                        List.of(),
                        List.of("It is also used in the WhatsApp Business app: at most 20 messages a second."),
                        NOW));
    }

    @Test
    void aNumberOfWhichMetaSaysLittleIsUsable() {
        graph.answering(200, "{\"data\": [{\"id\": \"1001\"}]}");

        SenderNumber number = list(List.of(), NOW).getFirst();

        assertThat(number.number()).isEmpty();
        assertThat(number.usable()).isTrue();
    }

    @Test
    void aKnownNumberKeepsTheDateAtWhichItWasFirstSeen() {
        graph.answering(200, "{\"data\": [" + number("1001", "PENDING") + "]}")
                .answering(200, "{\"data\": [" + number("1001", "CONNECTED") + ", " + number("1002", "CONNECTED") + "]}");
        List<SenderNumber> known = list(List.of(), NOW);
        List<SenderNumber> again = list(known, LATER);

        assertThat(again).extracting(SenderNumber::createdAt).containsExactly(NOW, LATER);
        assertThat(again).extracting(SenderNumber::usable).containsExactly(true, true);
    }

    @Test
    void oneUsableNumberPassesAndIsTheOneThatIsProbed() {
        graph.answering(200, "{\"data\": []}");

        List<Check> checks = numbers.check(TOKEN, List.of(Fixtures.BANNED, Fixtures.FIRST));

        assertThat(checks).extracting(Check::name).containsExactly("senderNumber", "messagingRights");
        assertThat(checks).extracting(Check::status).containsOnly(CheckStatus.PASSED);
        assertThat(checks.getFirst().message()).contains("1 of 2");
        assertThat(graph.queries()).containsExactly("fields=about");
    }

    @Test
    void numbersThatCannotSendFailWithEachReasonOnceAndNothingIsProbed() {
        List<Check> checks = numbers.check(
                TOKEN,
                List.of(
                        Fixtures.BANNED,
                        Fixtures.number("1004", "+43 660 5550104", "BANNED"),
                        Fixtures.number("1005", "+43 660 5550105", "PENDING")));

        assertThat(checks).extracting(Check::status).containsExactly(CheckStatus.FAILED, CheckStatus.SKIPPED);
        assertThat(checks.getFirst().message())
                .contains("None of the 3")
                .containsOnlyOnce("banned")
                .containsOnlyOnce("not registered");
        assertThat(checks.getFirst().remedy()).isNotBlank();
        assertThat(graph.queries()).isEmpty();
    }

    @Test
    void anAccountWithoutNumbersFailsInWordsOfItsOwn() {
        List<Check> checks = numbers.check(TOKEN, List.of());

        assertThat(checks).extracting(Check::status).containsExactly(CheckStatus.FAILED, CheckStatus.SKIPPED);
        assertThat(checks.getFirst().message()).contains("has no number");
    }

    @ParameterizedTest(name = "code {0}: {1}")
    @CsvSource({"200, FAILED", "10, FAILED", "3, FAILED", "100, UNKNOWN", "190, UNKNOWN"})
    void onlyAMissingPermissionSaysThatTheTokenMayNotSend(int code, CheckStatus status) {
        graph.answering(400, "{\"error\": {\"code\": " + code + ", \"fbtrace_id\": \"simulatedTrace\"}}");

        Check rights = numbers.check(TOKEN, List.of(Fixtures.FIRST)).getLast();

        assertThat(rights.name()).isEqualTo("messagingRights");
        assertThat(rights.status()).isEqualTo(status);
        assertThat(rights.meta()).satisfies(meta -> {
            assertThat(meta.code()).isEqualTo(code);
            assertThat(meta.traceId()).isEqualTo("simulatedTrace");
        });
    }

    @ParameterizedTest
    @CsvSource({"80008, 400", "2, 503", "131000, 500"})
    void limitsAndFaultsOfMetaSayNothingAboutTheRightToSend(int code, int status) {
        graph.answering(status, "{\"error\": {\"code\": " + code + "}}");

        assertThatThrownBy(() -> numbers.check(TOKEN, List.of(Fixtures.FIRST))).isInstanceOf(GraphException.class);
    }

    private List<SenderNumber> list(List<SenderNumber> known, Instant now) {
        return numbers.list(TOKEN, Fixtures.WABA, known, now);
    }

    private static String number(String id, String status) {
        return """
                {"id": "%s", "display_phone_number": "+43 660 555%s", "status": "%s", "platform_type": "CLOUD_API",
                 "account_mode": "LIVE"}
                """.formatted(id, id, status);
    }
}

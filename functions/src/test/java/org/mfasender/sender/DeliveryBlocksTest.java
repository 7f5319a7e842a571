package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.Fixtures;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Word;
import org.mfasender.health.Health;
import org.mfasender.platform.meta.MetaError;

class DeliveryBlocksTest {

    /** As Meta's page lists them. */
    private static final List<String> PERMISSIONS =
            List.of("whatsapp_business_management", "whatsapp_business_messaging", "business_management");

    private static final List<CheckName> CHECKS = List.of(
            CheckName.TOKEN_VALID,
            CheckName.WABA_READABLE,
            CheckName.ACCOUNT_REVIEWED,
            CheckName.ACCOUNT_ACTIVE,
            CheckName.ACCOUNT_HEALTHY,
            CheckName.PAYMENT_METHOD);

    /** What was found before, the checks that did not pass, and what is found then. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                | -                                                | -
            -                                | PAYMENT_METHOD WARNING                           | PAYMENT_METHOD_MISSING
            -                                | PAYMENT_METHOD UNKNOWN                           | -
            -                                | ACCOUNT_REVIEWED FAILED                          | ACCOUNT_REJECTED
            -                                | ACCOUNT_REVIEWED WARNING                         | -
            -                                | ACCOUNT_ACTIVE FAILED                            | ACCOUNT_BLOCKED
            -                                | ACCOUNT_HEALTHY FAILED                           | ACCOUNT_BLOCKED
            -                                | ACCOUNT_HEALTHY WARNING                          | -
            -                                | WABA_READABLE FAILED 131031                      | ACCOUNT_BLOCKED
            -                                | WABA_READABLE FAILED 368                         | ACCOUNT_BLOCKED
            -                                | WABA_READABLE FAILED 10                          | -
            -                                | TOKEN_VALID FAILED 190                           | TOKEN_REFUSED
            -                                | TOKEN_VALID FAILED 190/463                       | TOKEN_EXPIRED
            -                                | ACCOUNT_HEALTHY FAILED, PAYMENT_METHOD WARNING   | ACCOUNT_BLOCKED PAYMENT_METHOD_MISSING
            PAYMENT_METHOD_MISSING           | -                                                | -
            PAYMENT_METHOD_MISSING           | PAYMENT_METHOD UNKNOWN                           | -
            PAYMENT_METHOD_MISSING           | TOKEN_VALID FAILED 190, PAYMENT_METHOD SKIPPED   | PAYMENT_METHOD_MISSING TOKEN_REFUSED
            ACCOUNT_BLOCKED                  | ACCOUNT_ACTIVE SKIPPED, ACCOUNT_HEALTHY SKIPPED  | ACCOUNT_BLOCKED
            ACCOUNT_BLOCKED                  | ACCOUNT_HEALTHY UNKNOWN                          | -
            TOKEN_EXPIRED TOKEN_REFUSED      | -                                                | -
            TOKEN_REFUSED                    | TOKEN_VALID SKIPPED                              | TOKEN_REFUSED
            SOMETHING_NEW ACCOUNT_REJECTED   | -                                                | SOMETHING_NEW
            """)
    void whatBlocksFollowsFromTheChecks(@Nullable String before, @Nullable String found, @Nullable String after) {
        Map<CheckName, Check> other = parts(found, ", ")
                .map(DeliveryBlocksTest::check)
                .collect(Collectors.toMap(check -> (CheckName) check.name(), check -> check));
        List<Check> checks = CHECKS.stream()
                .map(name -> other.getOrDefault(name, Check.passed(name, Map.of("wabaId", "1", "status", "GOOD"))))
                .toList();

        DeliveryBlocks blocks = new DeliveryBlocks(parts(before, " +").collect(Collectors.toSet())).after(checks);

        assertThat(blocks.words())
                .containsExactlyInAnyOrderElementsOf(parts(after, " ").toList());
    }

    private static Stream<String> parts(@Nullable String text, String separator) {
        return text == null ? Stream.empty() : Stream.of(text.split(separator, -1));
    }

    private static Check check(String words) {
        String[] parts = words.split(" ", -1);
        CheckName name = CheckName.valueOf(parts[0]);
        return switch (parts[1]) {
            case "WARNING" -> Check.warning(name, Map.of("status", "LIMITED"));
            case "UNKNOWN" -> Check.unknown(name, null);
            case "SKIPPED" -> Check.skipped(name, CheckName.WABA_READABLE);
            default ->
                new Check(
                        name,
                        CheckStatus.FAILED,
                        "Simulated.",
                        null,
                        null,
                        null,
                        null,
                        parts.length == 2 ? null : error(parts[2]));
        };
    }

    private static MetaError error(String codes) {
        String[] parts = codes.split("/", -1);
        return new MetaError(Integer.valueOf(parts[0]), parts.length == 1 ? null : Integer.valueOf(parts[1]), null);
    }

    /** Of a connection that works otherwise, and of a candidate that has listed its numbers. */
    @ParameterizedTest
    @CsvSource({
        "TOKEN_EXPIRED,          REAUTHORIZATION_REQUIRED, ACTION_REQUIRED",
        "TOKEN_REFUSED,          REAUTHORIZATION_REQUIRED, ACTION_REQUIRED",
        "ACCOUNT_REJECTED,       ACTION_REQUIRED,          ACTION_REQUIRED",
        "ACCOUNT_BLOCKED,        ACTION_REQUIRED,          ACTION_REQUIRED",
        "PAYMENT_METHOD_MISSING, ACTION_REQUIRED,          ACTION_REQUIRED",
        "SOMETHING_NEW,          ACTION_REQUIRED,          ACTION_REQUIRED"
    })
    void whatIsNotDeliveredIsNotReady(String word, SenderStatus verified, SenderStatus tried) {
        Connection works = Fixtures.connected(1).withBlocks(DeliveryBlocks.stored(List.of(word)));

        assertThat(works.canSend()).isFalse();
        assertThat(works.settled().status()).isEqualTo(verified);
        assertThat(untried(works).settled().status()).isEqualTo(tried);
        assertThat(SendObstacle.of(works)).singleElement().satisfies(obstacle -> {
            assertThat(obstacle.code().name()).isEqualTo(word.equals("SOMETHING_NEW") ? "OTHER" : word);
            assertThat(obstacle.purpose()).isNull();
            assertThat(ObstacleAnswer.of(obstacle).message()).endsWith(".");
        });
    }

    private static Connection untried(Connection connection) {
        return new Connection(
                connection.whatsAppAccountBusinessId(),
                connection.appId(),
                connection.credentials(),
                false,
                null,
                null,
                connection.templates(),
                connection.numbers(),
                connection.coverage(),
                connection.blocks(),
                MetaReports.NONE,
                connection.run(),
                null,
                SenderStatus.VERIFYING,
                Health.UNKNOWN);
    }

    @Test
    void anotherWhatsAppBusinessAccountReplacesWhatWorksOnlyIfItDelivers() {
        Connection works = Fixtures.connected(1);
        Connection other = Fixtures.connected(2);
        Connection candidate = new Connection(
                "217640915504390",
                other.appId(),
                other.credentials(),
                false,
                null,
                null,
                other.templates(),
                other.numbers(),
                other.coverage(),
                DeliveryBlocks.NONE.with(SendObstacle.Code.PAYMENT_METHOD_MISSING),
                MetaReports.NONE,
                other.run(),
                null,
                SenderStatus.VERIFYING,
                Health.UNKNOWN);

        assertThat(Fixtures.account(works, candidate).settled().connection())
                .extracting(Connection::whatsAppAccountBusinessId)
                .isEqualTo(Fixtures.WABA);
        assertThat(Fixtures.account(works, candidate.checked(paid())).settled().connection())
                .extracting(Connection::whatsAppAccountBusinessId)
                .isEqualTo("217640915504390");
    }

    private static List<Check> paid() {
        return List.of(Check.passed(CheckName.PAYMENT_METHOD));
    }

    /** No run is needed to know it. */
    @Test
    void anAcceptedTokenThatHasExpiredSinceBlocks() {
        Instant end = NOW.plus(Duration.ofDays(60));
        SenderAccount account = Fixtures.account(Fixtures.connected(1).withTokenExpiry(end), null);

        SenderAccount before = account.asSeenAt(end.minusMillis(1));
        SenderAccount after = account.asSeenAt(end);

        assertThat(before).isEqualTo(account);
        assertThat(before.obstacles()).isEmpty();
        assertThat(after.obstacles()).containsExactly(new SendObstacle(SendObstacle.Code.TOKEN_EXPIRED, null));
        assertThat(after.shown().status()).isEqualTo(SenderStatus.REAUTHORIZATION_REQUIRED);
        assertThat(after.shown()
                        .checked(List.of(Check.passed(CheckName.TOKEN_VALID)))
                        .blocks()
                        .isEmpty())
                .as("a run that finds it valid clears it")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasWords(SendObstacle.Code code) {
        String message = ObstacleAnswer.of(new SendObstacle(code, null)).message();
        for (String permission : PERMISSIONS) {
            message = message.replace(permission, "");
        }
        assertThat(message).endsWith(".").doesNotContain("_");
        assertThat(SendObstacle.Code.of(code.name())).isEqualTo(code);
    }

    @Test
    void aCheckThatAnotherReleaseHasDecidesNothing() {
        Check foreign =
                new Check(Word.of("somethingNew"), CheckStatus.FAILED, "Simulated.", null, null, null, null, null);

        assertThat(DeliveryBlocks.NONE.after(List.of(foreign))).isEqualTo(DeliveryBlocks.NONE);
        assertThat(DeliveryBlocks.NONE
                        .after(List.of(Check.failed(
                                CheckName.TOKEN_NEVER_EXPIRES, Cause.FAILED, Map.of("date", "tomorrow"), null)))
                        .isEmpty())
                .isTrue();
    }
}

package org.mfasender.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckStatus;
import org.mfasender.platform.meta.PhoneNumber;

class NumberChecksTest {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);

    @Test
    void aNumberIsKeptInMetasWords() {
        PhoneNumber listed = new PhoneNumber(
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
                null);

        assertThat(NumberChecks.describe(List.of(listed), List.of(), NOW))
                .containsExactly(new SenderNumber(
                        listed,
                        true,
                        List.of(),
                        List.of("It is also used in the WhatsApp Business app: at most 20 messages a second."),
                        NOW));
    }

    @Test
    void aNumberAboutWhichMetaSaysLittleIsUsable() {
        SenderNumber number = NumberChecks.describe(
                        List.of(new PhoneNumber(
                                "1001", null, null, null, null, null, null, null, null, null, null, null, null, null)),
                        List.of(),
                        NOW)
                .getFirst();

        assertThat(number.number()).isEmpty();
        assertThat(number.usable()).isTrue();
    }

    @Test
    void aKnownNumberKeepsTheDateAtWhichItWasFirstSeen() {
        List<SenderNumber> known = NumberChecks.describe(List.of(number("1001", "PENDING")), List.of(), NOW);
        List<SenderNumber> again =
                NumberChecks.describe(List.of(number("1001", "CONNECTED"), number("1002", "CONNECTED")), known, LATER);

        assertThat(again).extracting(SenderNumber::createdAt).containsExactly(NOW, LATER);
        assertThat(again).extracting(SenderNumber::usable).containsExactly(true, true);
    }

    @Test
    void oneUsableNumberPasses() {
        Check check = check(number("1001", "BANNED"), number("1002", "CONNECTED"));

        assertThat(check.status()).isEqualTo(CheckStatus.PASSED);
        assertThat(check.message()).contains("1 of 2");
    }

    @Test
    void numbersThatCannotSendFailWithEachReasonOnce() {
        Check check = check(number("1001", "BANNED"), number("1002", "BANNED"), number("1003", "PENDING"));

        assertThat(check.status()).isEqualTo(CheckStatus.FAILED);
        assertThat(check.message())
                .contains("No phone number can send (3 checked)")
                .containsOnlyOnce("banned")
                .containsOnlyOnce("not registered");
        assertThat(check.remedy()).isNotBlank();
    }

    @Test
    void anAccountWithoutNumbersHasItsOwnMessage() {
        Check check = check();

        assertThat(check.status()).isEqualTo(CheckStatus.FAILED);
        assertThat(check.message()).contains("has no phone number");
    }

    private static Check check(PhoneNumber... listed) {
        return NumberChecks.senderNumber(NumberChecks.describe(List.of(listed), List.of(), NOW));
    }

    private static PhoneNumber number(String id, String status) {
        return new PhoneNumber(
                id,
                "+43 660 555" + id,
                null,
                status,
                null,
                null,
                null,
                "CLOUD_API",
                "LIVE",
                null,
                null,
                null,
                null,
                null);
    }
}

package org.mfasender.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.platform.meta.PhoneNumber;

class NumberUsabilityTest {

    @ParameterizedTest
    @CsvSource({
        "CONNECTED, CLOUD_API, LIVE",
        ", CLOUD_API, LIVE",
        "CONNECTED, , LIVE",
        "CONNECTED, CLOUD_API, ",
        ", , ",
        "CONNECTED, CLOUD_API, SIMULATED_UNKNOWN"
    })
    void isUsable(String status, String platformType, String accountMode) {
        assertThat(reasons(status, platformType, accountMode)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING,           CLOUD_API,      LIVE,    not registered",
        "UNVERIFIED,        CLOUD_API,      LIVE,    not verified",
        "DISCONNECTED,      CLOUD_API,      LIVE,    disconnected",
        "UNLINKED,          CLOUD_API,      LIVE,    disconnected",
        "BANNED,            CLOUD_API,      LIVE,    banned",
        "RESTRICTED,        CLOUD_API,      LIVE,    restricts",
        "RATE_LIMITED,      CLOUD_API,      LIVE,    lifts the limit",
        "FLAGGED,           CLOUD_API,      LIVE,    flagged",
        "MIGRATED,          CLOUD_API,      LIVE,    moved",
        "DELETED,           CLOUD_API,      LIVE,    deleted",
        "SIMULATED_UNKNOWN, CLOUD_API,      LIVE,    SIMULATED_UNKNOWN",
        "CONNECTED,         NOT_APPLICABLE, LIVE,    not registered",
        "CONNECTED,         ON_PREMISE,     LIVE,    On-Premises",
        "CONNECTED,         CLOUD_API,      SANDBOX, test number",
        ",                  ,               SANDBOX, test number"
    })
    void isNotUsable(String status, String platformType, String accountMode, String reason) {
        assertThat(reasons(status, platformType, accountMode))
                .singleElement()
                .asString()
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING,      CLOUD_API,      true",
        "UNVERIFIED,   CLOUD_API,      true",
        "DISCONNECTED, CLOUD_API,      true",
        "UNLINKED,     CLOUD_API,      true",
        "CONNECTED,    NOT_APPLICABLE, true",
        ",             NOT_APPLICABLE, true",
        "CONNECTED,    CLOUD_API,      false",
        "BANNED,       NOT_APPLICABLE, false",
        "FLAGGED,      CLOUD_API,      false",
        ",             ,               false"
    })
    void requiresItsRegistration(String status, String platformType, boolean required) {
        SenderNumber number = new SenderNumber(
                phone(status, "VERIFIED", "APPROVED", platformType, "LIVE"), true, List.of(), List.of(), Fixtures.NOW);

        assertThat(number.registrationRequired()).isEqualTo(required);
        assertThat(number.gone().registrationRequired()).isFalse();
    }

    @Test
    void everyReasonIsGiven() {
        assertThat(reasons("BANNED", "ON_PREMISE", "SANDBOX")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "GREEN,   APPROVED,                 false, 0",
        ",        ,                         ,      0",
        "UNKNOWN, AVAILABLE_WITHOUT_REVIEW, false, 0",
        "RED,     APPROVED,                 false, 1",
        "GREEN,   DECLINED,                 false, 1",
        "GREEN,   APPROVED,                 true,  1",
        "RED,     EXPIRED,                  true,  3"
    })
    void warns(String quality, String nameStatus, Boolean onBusinessApp, int warnings) {
        assertThat(NumberUsability.warnings(new PhoneNumber(
                        "1",
                        null,
                        null,
                        "CONNECTED",
                        quality,
                        null,
                        nameStatus,
                        null,
                        null,
                        null,
                        null,
                        null,
                        onBusinessApp,
                        null)))
                .hasSize(warnings);
    }

    @ParameterizedTest
    @CsvSource({
        "+43 660 5550100,     true",
        "436605550100,        true",
        "+43 (660) 555-01-00, true",
        "+43 660 5550101,     false",
        "6605550100,          false",
        "+,                   false",
        "'',                  false"
    })
    void aNumberIsRecognisedInAnySpelling(String written, boolean same) {
        assertThat(Fixtures.FIRST.isWritten(written)).isEqualTo(same);
    }

    /** One sentence for one cause, and who has to act: status, code, name and platform together. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            PENDING      | VERIFIED     | PENDING_REVIEW | CLOUD_API      | META          | reviewing the display name
            PENDING      | VERIFIED     | PENDING_REVIEW | NOT_APPLICABLE | META          | reviewing the display name
            CONNECTED    | VERIFIED     | PENDING_REVIEW | NOT_APPLICABLE | META          | reviewing the display name
            PENDING      | -            | PENDING_REVIEW | -              | META          | reviewing the display name
            PENDING      | NOT_VERIFIED | PENDING_REVIEW | CLOUD_API      | ADMINISTRATOR | not verified
            PENDING      | EXPIRED      | APPROVED       | NOT_APPLICABLE | ADMINISTRATOR | not verified
            UNVERIFIED   | -            | APPROVED       | NOT_APPLICABLE | ADMINISTRATOR | not verified
            PENDING      | VERIFIED     | DECLINED       | NOT_APPLICABLE | ADMINISTRATOR | declined the display name
            PENDING      | VERIFIED     | EXPIRED        | NOT_APPLICABLE | ADMINISTRATOR | has expired
            PENDING      | VERIFIED     | APPROVED       | NOT_APPLICABLE | ADMINISTRATOR | two-step PIN
            PENDING      | VERIFIED     | APPROVED       | CLOUD_API      | ADMINISTRATOR | two-step PIN
            PENDING      | -            | -              | -              | ADMINISTRATOR | two-step PIN
            CONNECTED    | VERIFIED     | APPROVED       | NOT_APPLICABLE | ADMINISTRATOR | not registered
            PENDING      | VERIFIED     | APPROVED       | ON_PREMISE     | ADMINISTRATOR | migrate it
            CONNECTED    | EXPIRED      | APPROVED       | ON_PREMISE     | ADMINISTRATOR | migrate it
            DISCONNECTED | EXPIRED      | APPROVED       | CLOUD_API      | ADMINISTRATOR | disconnected
            BANNED       | VERIFIED     | DECLINED       | NOT_APPLICABLE | ADMINISTRATOR | banned
            RATE_LIMITED | VERIFIED     | APPROVED       | CLOUD_API      | META          | lifts the limit
            """)
    void oneCauseIsOneSentence(String status, String code, String name, String platform, Actor actor, String sentence) {
        PhoneNumber phone = phone(status, code, name, platform, "LIVE");

        assertThat(NumberUsability.reasons(phone)).singleElement().asString().contains(sentence);
        assertThat(NumberUsability.actor(phone)).isEqualTo(actor);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            APPROVED       | -             | -
            PENDING_REVIEW | META          | Its display name is not approved yet: Meta is reviewing it.
            DECLINED       | ADMINISTRATOR | Its display name is not approved: Meta has declined it. Choose another in WhatsApp Manager > Phone numbers.
            NONE           | ADMINISTRATOR | Its display name is not approved. Choose one in WhatsApp Manager > Phone numbers.
            """)
    void theNameOfANumberThatSendsIsAWarning(String name, Actor actor, String warning) {
        PhoneNumber phone = phone("CONNECTED", "EXPIRED", name, "CLOUD_API", "LIVE");

        assertThat(NumberUsability.reasons(phone)).isEmpty();
        assertThat(NumberUsability.warnings(phone)).isEqualTo(warning == null ? List.of() : List.of(warning));
        assertThat(NumberUsability.actor(phone)).isEqualTo(actor);
    }

    @Test
    void aWordThatIsNoneIsNotRepeated() {
        String hostile = "EAA<b>simulated".repeat(1000);

        assertThat(NumberUsability.reasons(phone(hostile, hostile, hostile, hostile, hostile))
                        .toString())
                .doesNotContain("EAA")
                .hasSizeLessThan(500);
    }

    @ParameterizedTest
    @CsvSource({"0660 5550100, true", "6605550100, true", "0660 5550101, false", "100, false", "0, false"})
    void aNumberIsRecognisedWithoutItsCountryCode(String written, boolean same) {
        assertThat(Fixtures.FIRST.isWrittenNationally(written)).isEqualTo(same);
    }

    private static List<String> reasons(String status, String platformType, String accountMode) {
        return NumberUsability.reasons(phone(status, null, null, platformType, accountMode));
    }

    private static PhoneNumber phone(
            @Nullable String status,
            @Nullable String code,
            @Nullable String name,
            @Nullable String platform,
            @Nullable String mode) {
        return new PhoneNumber("1", null, null, status, null, code, name, platform, mode, null, null, null, null, null);
    }
}

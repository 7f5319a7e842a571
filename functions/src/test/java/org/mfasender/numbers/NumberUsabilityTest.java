package org.mfasender.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;

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
        assertThat(NumberUsability.reasons(status, platformType, accountMode)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING,           CLOUD_API,      LIVE,    not registered",
        "UNVERIFIED,        CLOUD_API,      LIVE,    not verified",
        "DISCONNECTED,      CLOUD_API,      LIVE,    disconnected",
        "UNLINKED,          CLOUD_API,      LIVE,    disconnected",
        "BANNED,            CLOUD_API,      LIVE,    banned",
        "RESTRICTED,        CLOUD_API,      LIVE,    (RESTRICTED)",
        "RATE_LIMITED,      CLOUD_API,      LIVE,    (RATE_LIMITED)",
        "FLAGGED,           CLOUD_API,      LIVE,    (FLAGGED)",
        "MIGRATED,          CLOUD_API,      LIVE,    moved",
        "DELETED,           CLOUD_API,      LIVE,    deleted",
        "SIMULATED_UNKNOWN, CLOUD_API,      LIVE,    SIMULATED_UNKNOWN",
        "CONNECTED,         NOT_APPLICABLE, LIVE,    not registered",
        "CONNECTED,         ON_PREMISE,     LIVE,    ON_PREMISE",
        "CONNECTED,         CLOUD_API,      SANDBOX, test number",
        ",                  ,               SANDBOX, test number"
    })
    void isNotUsable(String status, String platformType, String accountMode, String reason) {
        assertThat(NumberUsability.reasons(status, platformType, accountMode))
                .singleElement()
                .asString()
                .contains(reason);
    }

    @Test
    void everyReasonIsGiven() {
        assertThat(NumberUsability.reasons("BANNED", "ON_PREMISE", "SANDBOX")).hasSize(3);
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
        assertThat(NumberUsability.warnings(quality, nameStatus, onBusinessApp)).hasSize(warnings);
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
}

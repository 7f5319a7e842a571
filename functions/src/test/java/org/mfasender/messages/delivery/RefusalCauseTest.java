package org.mfasender.messages.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.platform.meta.Failures;

class RefusalCauseTest {

    /** Meta's HTTP status and code, what it means for a message, and after how many seconds the same may be tried. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            400, 131026, NOT_ON_WHATSAPP,     0
            400, 131021, RECIPIENT_REFUSED,   0
            400, 131030, RECIPIENT_REFUSED,   0
            400, 137000, IDENTITY_CHANGED,    0
            403, 130497, COUNTRY_REFUSED,     0
            400, 131056, RECIPIENT_LIMITED,   30
            400, 130429, RATE_LIMITED,        30
            400, 131048, RATE_LIMITED,        30
            400, 80007,  RATE_LIMITED,        30
            400, 4,      RATE_LIMITED,        30
            500, 131000, META_UNAVAILABLE,    5
            500, 131016, META_UNAVAILABLE,    5
            500, 131057, META_UNAVAILABLE,    5
            503, 2,      META_UNAVAILABLE,    5
            400, 1,      META_UNAVAILABLE,    5
            404, 132001, TEMPLATE_REFUSED,    0
            400, 132000, TEMPLATE_REFUSED,    0
            400, 132015, TEMPLATE_REFUSED,    0
            400, 132016, TEMPLATE_REFUSED,    0
            400, 131008, TEMPLATE_REFUSED,    0
            400, 133010, NUMBER_REFUSED,      0
            400, 33,     NUMBER_REFUSED,      0
            500, 131045, NUMBER_REFUSED,      0
            401, 190,    CREDENTIALS_REFUSED, 0
            403, 10,     CREDENTIALS_REFUSED, 0
            403, 200,    CREDENTIALS_REFUSED, 0
            400, 104,    CREDENTIALS_REFUSED, 0
            403, 131031, ACCOUNT_REFUSED,     0
            400, 131042, ACCOUNT_REFUSED,     0
            403, 368,    ACCOUNT_REFUSED,     0
            400, 100,    OTHER,               0
            400, 4711,   OTHER,               0
            """)
    void metasCodeDecides(int status, int code, RefusalCause cause, int seconds) {
        assertThat(RefusalCause.of(Failures.of(status, code, 0))).isEqualTo(cause);
        assertThat(cause.pause().toSeconds()).isEqualTo(seconds);
        assertThat(cause.mayPass()).isEqualTo(seconds > 0);
    }

    @ParameterizedTest
    @EnumSource
    void isReadAsItIsStored(RefusalCause cause) {
        assertThat(RefusalCause.of(cause.name())).isEqualTo(cause);
    }

    @Test
    void oneOfAnotherReleaseIsReadable() {
        assertThat(RefusalCause.of("SOLAR_FLARE")).isEqualTo(RefusalCause.OTHER);
    }
}

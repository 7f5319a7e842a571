package org.mfasender.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtpTypeTest {

    @ParameterizedTest
    @CsvSource({
        "COPY_CODE, 0, false, ''",
        "COPY_CODE, 0, true,  ''",
        "COPY_CODE, 1, false, APPS_NOT_USED",
        "ONE_TAP,   0, false, NUMBER_OF_APPS",
        "ONE_TAP,   1, false, ''",
        "ONE_TAP,   5, true,  ''",
        "ONE_TAP,   6, false, NUMBER_OF_APPS",
        "ZERO_TAP,  5, true,  ''",
        "ZERO_TAP,  1, false, TERMS_NOT_ACCEPTED",
        "ZERO_TAP,  0, false, 'NUMBER_OF_APPS TERMS_NOT_ACCEPTED'"
    })
    void aButtonHasWhatItsTypeNeeds(OtpType type, int apps, boolean terms, String faults) {
        List<OtpType.Fault> expected = Arrays.stream(faults.split(" ", -1))
                .filter(fault -> !fault.isEmpty())
                .map(OtpType.Fault::valueOf)
                .toList();

        assertThat(type.faults(apps, terms)).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({"COPY_CODE, false", "ONE_TAP, false", "ZERO_TAP, true"})
    void termsCountForZeroTapOnly(OtpType type, boolean kept) {
        assertThat(OtpButton.wanted(type, List.of(), true).zeroTapTermsAccepted())
                .isEqualTo(kept);
        assertThat(OtpButton.wanted(type, List.of(), false).zeroTapTermsAccepted())
                .isFalse();
    }
}

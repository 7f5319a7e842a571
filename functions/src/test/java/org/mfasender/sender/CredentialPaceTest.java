package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often credentials may change: never so often that Secrets Manager refuses a version. */
class CredentialPaceTest {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");

    /** What is current, what was and what is pending are versions, too, however old. */
    private static final int LABELLED = 3;

    @Test
    void someChangesMayFollowEachOtherAtOnce() {
        CredentialPace pace = CredentialPace.NONE;
        for (int change = 0; change < CredentialPace.AT_ONCE; change++) {
            assertThat(pace.remaining(1, NOW)).isLessThanOrEqualTo(Duration.ZERO);
            pace = pace.changing(1, NOW);
        }

        assertThat(pace.remaining(1, NOW)).isEqualTo(CredentialPace.INTERVAL);
        assertThat(pace.remaining(1, NOW.plus(CredentialPace.INTERVAL))).isEqualTo(Duration.ZERO);
    }

    @Test
    void whoeverChangesAsOftenAsPossibleStaysBelowTheHundredVersionsOfADay() {
        CredentialPace pace = CredentialPace.NONE;
        List<Instant> changes = new ArrayList<>();
        for (Instant now = NOW; now.isBefore(NOW.plus(Duration.ofDays(3))); now = now.plusSeconds(5)) {
            if (!pace.remaining(1, now).isPositive()) {
                pace = pace.changing(1, now);
                changes.add(now);
            }
        }

        assertThat(changes).hasSizeGreaterThan(3 * 72);
        assertThat(changes)
                .allSatisfy(first -> assertThat(changes)
                        .filteredOn(
                                change -> !change.isBefore(first) && change.isBefore(first.plus(Duration.ofDays(1))))
                        .hasSizeLessThan(100 - LABELLED));
    }

    @Test
    void aDayWithoutAChangeLeavesNothingToWaitFor() {
        CredentialPace pace = CredentialPace.NONE;
        for (int change = 0; change < CredentialPace.AT_ONCE; change++) {
            pace = pace.changing(1, NOW);
        }
        Instant later = NOW.plus(Duration.ofDays(1));

        for (int change = 0; change < CredentialPace.AT_ONCE; change++) {
            assertThat(pace.remaining(1, later)).isLessThanOrEqualTo(Duration.ZERO);
            pace = pace.changing(1, later);
        }
        assertThat(pace.remaining(1, later)).isPositive();
    }
}

package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** Tokens, App Secrets and both, as often as they are taken, whenever somebody tries. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverIsReplacedInWhichOrderADayHasFewerVersionsThanSecretsManagerKeeps(long seed) {
        Random random = new Random(seed);
        CredentialPace pace = CredentialPace.NONE;
        List<Instant> versions = new ArrayList<>();
        Instant now = NOW;
        while (now.isBefore(NOW.plus(Duration.ofDays(3)))) {
            int made = 1 + random.nextInt(2);
            if (!pace.remaining(made, now).isPositive()) {
                pace = pace.changing(made, now);
                versions.add(now);
                if (made == 2) {
                    versions.add(now.plusSeconds(random.nextInt(5)));
                }
            }
            now = now.plusSeconds(random.nextInt(300));
        }

        assertThat(versions).hasSizeGreaterThan(3 * 60);
        assertThat(versions)
                .allSatisfy(first -> assertThat(versions)
                        .filteredOn(
                                version -> !version.isBefore(first) && version.isBefore(first.plus(Duration.ofDays(1))))
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

package org.mfasender.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;

class HealthTest {

    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00Z");
    private static final Check FOUND = Check.warning(CheckName.PAYMENT_METHOD, Map.of());
    private static final Check PASSED = Check.passed(CheckName.PAYMENT_METHOD);

    /** Looks, F where something is found, P where not, and U where Meta does not say; after each, whether it counts. */
    @ParameterizedTest
    @CsvSource({
        "P,-",
        "F,-",
        "FF,-x",
        "FP,--",
        "FPFP,----",
        "FFP,-xx",
        "FFPP,-xx-",
        "FFPFPF,-xxxxx",
        "FFUP,-xxx",
        "FUF,--x"
    })
    void twoLooksInARowDecide(String looks, String counts) {
        Health health = Health.UNKNOWN;
        for (int i = 0; i < looks.length(); i++) {
            List<Check> checks = switch (looks.charAt(i)) {
                case 'F' -> List.of(FOUND);
                case 'P' -> List.of(PASSED);
                default -> List.of(Check.unknown(CheckName.PAYMENT_METHOD, null));
            };
            health = health.after(checks, NOW.plusSeconds(i));
            assertThat(health.causes()).as(looks + " " + i).hasSize(counts.charAt(i) == 'x' ? 1 : 0);
            assertThat(health.findings()).hasSameSizeAs(health.causes());
        }
    }

    @Test
    void aWarningOfTheSetUpIsNoNews() {
        Health health = Health.UNKNOWN
                .accepting(Set.of("paymentMethod"))
                .after(List.of(FOUND), NOW)
                .after(List.of(FOUND), NOW);

        assertThat(health.causes()).isEmpty();
        assertThat(health.isInDoubt()).isFalse();
    }

    @Test
    void aWarningThatHasPassedSinceTheSetUpIsNews() {
        Health accepting = Health.UNKNOWN.accepting(Set.of("paymentMethod"));

        for (Health passed : List.of(accepting.after(List.of(PASSED), NOW), accepting.passing(List.of(PASSED)))) {
            assertThat(passed.after(List.of(FOUND), NOW)
                            .after(List.of(FOUND), NOW)
                            .causes())
                    .containsExactly("paymentMethod");
        }
    }

    @Test
    void aWarningOfALaterRunIsNews() {
        Health health = Health.UNKNOWN.accepting(Set.of()).after(List.of(PASSED), NOW);

        assertThat(health.accepting(Set.of("paymentMethod"))
                        .after(List.of(FOUND), NOW)
                        .after(List.of(FOUND), NOW)
                        .causes())
                .containsExactly("paymentMethod");
    }

    @Test
    void whatCountsStaysThoughALaterSetUpWarnsOfItToo() {
        Health health = Health.UNKNOWN.after(List.of(FOUND), NOW).after(List.of(FOUND), NOW);

        assertThat(health.accepting(Set.of("paymentMethod"))
                        .after(List.of(FOUND), NOW)
                        .causes())
                .containsExactly("paymentMethod");
        assertThat(health.passing(List.of(FOUND))).isEqualTo(health);
        assertThat(health.passing(List.of(PASSED)).causes()).isEmpty();
        assertThat(health.passing(List.of(PASSED)).isInDoubt()).isFalse();
    }
}

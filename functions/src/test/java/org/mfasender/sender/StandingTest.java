package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.health.Health;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.Coverage;

class StandingTest {

    private static final Map<Character, Check> FOUND = Map.of(
            'p', Check.warning(CheckName.PAYMENT_METHOD, Map.of()),
            'w', Check.warning(CheckName.BUSINESS_VERIFIED, Map.of()),
            'R', Check.warning(CheckName.TEMPLATES_USABLE, Cause.IN_REVIEW, Map.of(), null));

    /**
     * What happens, one after the other: r ready, p and w something found, P the payment block, T the token's, B both what p finds and its block, t
     * tried for the first time, i in review, R in review as checks have found, A a template stopped; and the number of the change after each.
     */
    @ParameterizedTest
    @CsvSource({
        "t, -",
        "tr, -0",
        "T, -",
        "rr, 00",
        "rp, 01",
        "rpp, 011",
        "rpr, 012",
        "rprr, 0122",
        "rprp, 0123",
        "rpw, 012",
        "rpP, 012",
        "rpB, 012",
        "rPB, 011",
        "rBp, 011",
        "rBpB, 0112",
        "rPT, 012",
        "rTP, 012",
        "rTr, 012",
        "rtr, 000",
        "rptp, 0111",
        "ri, 00",
        "rRRi, 0111",
        "rRr, 012",
        "rpR, 012",
        "rTR, 011",
        "rRT, 012",
        "rRA, 012"
    })
    void eachChangeForTheWorseAndEachRecoveryHasANumber(String events, String numbers) {
        Standing standing = null;
        for (int i = 0; i < events.length(); i++) {
            Instant now = NOW.plusSeconds(i);
            Standing next = Standing.after(standing, connection(events.charAt(i)), now);
            assertThat(next == null ? "-" : Long.toString(next.number()))
                    .as(events + " " + i)
                    .isEqualTo(numbers.substring(i, i + 1));
            if (next != null && standing != null && next.number() > standing.number()) {
                assertThat(next.since()).isEqualTo(now);
            }
            standing = next;
        }
    }

    /** What gets less bad, but not well, is not published: the next change comes from what was. */
    @ParameterizedTest
    @CsvSource({
        "r, READY",
        "rp, DEGRADED",
        "rB, ACTION_REQUIRED",
        "rBp, ACTION_REQUIRED",
        "rBpt, ACTION_REQUIRED",
        "rBpr, READY",
        "rTp, DEGRADED"
    })
    void theNextChangeComesFromWhatWasPublished(String events, SenderStatus published) {
        Standing standing = null;
        for (int i = 0; i < events.length(); i++) {
            standing = Standing.after(standing, connection(events.charAt(i)), NOW);
        }

        assertThat(standing).extracting(Standing::published).isEqualTo(published);
        assertThat(Objects.requireNonNull(StandingItem.of(standing)).toStanding())
                .isEqualTo(standing);
    }

    private static @Nullable Connection connection(char event) {
        Connection ready = Fixtures.connected(1);
        return switch (event) {
            case 't' -> Fixtures.tried(1).settled();
            case 'r' -> ready.settled();
            case 'P' -> ready.checked(List.of(payment())).settled();
            case 'T' ->
                ready.withBlocks(DeliveryBlocks.NONE.with(SendObstacle.Code.TOKEN_REFUSED))
                        .settled();
            case 'i' -> inReview(ready).settled();
            case 'R' -> inReview(ready).withHealth(health('R')).settled();
            case 'A' ->
                ready.withCoverage(Map.of(Purpose.DEVICE_PAIRING, Coverage.STOPPED))
                        .settled();
            case 'B' ->
                ready.checked(List.of(payment())).withHealth(health('p')).settled();
            default -> ready.withHealth(health(event)).settled();
        };
    }

    private static Connection inReview(Connection ready) {
        return ready.withCoverage(Map.of(Purpose.DEVICE_PAIRING, Coverage.IN_REVIEW));
    }

    private static Check payment() {
        return Objects.requireNonNull(FOUND.get('p'));
    }

    private static Health health(char event) {
        List<Check> checks = Stream.ofNullable(FOUND.get(event)).toList();
        return Health.UNKNOWN.after(checks, Set.of(), NOW).after(checks, Set.of(), NOW);
    }
}

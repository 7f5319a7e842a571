package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.mfasender.Fixtures;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.sender.AccountReport.Kind;
import org.mfasender.sender.SendObstacle.Code;

/** Reports of an account come late, twice, in disorder or not at all, and runs check it in between. */
class MetaReportsPropertiesTest {

    static final int LAST = 12;

    /** Whether the account is banned at Meta since a second. */
    private static boolean banned(int second) {
        return second * 5 % 3 == 1;
    }

    private static AccountReport report(int second) {
        return new AccountReport(Kind.BAN, banned(second), Instant.ofEpochSecond(second), null);
    }

    private static List<Check> checks(int second) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.passed(CheckName.ACCOUNT_REVIEWED));
        checks.add(Check.passed(CheckName.ACCOUNT_HEALTHY));
        checks.add(
                banned(second)
                        ? Check.failed(CheckName.ACCOUNT_ACTIVE, Map.of("status", "DISABLED"), null)
                        : Check.passed(CheckName.ACCOUNT_ACTIVE));
        return checks;
    }

    @Property
    void theLatestThatIsKnownCounts(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = LAST) Integer> delivered,
            @ForAll @IntRange(min = 1, max = LAST) int checkedIn,
            @ForAll @IntRange(max = 20) int recordedAfter) {
        Instant readAt = Instant.ofEpochSecond(checkedIn).plusMillis(400);
        Connection connection = Fixtures.connected(1);
        int position = Math.min(recordedAfter, delivered.size());
        for (int i = 0; i <= delivered.size(); i++) {
            if (i == position) {
                connection = connection.checked(checks(checkedIn), null, readAt);
            }
            if (i < delivered.size()) {
                AccountReport report = report(delivered.get(i));
                connection = connection.reported(report).orElse(connection);
                assertThat(connection.reported(report)).as("applied twice").isEmpty();
            }
        }

        int latest = delivered.stream().mapToInt(second -> second).max().orElse(0);
        assertThat(connection.blocksInForce().codes().toList())
                .isEqualTo(banned(Math.max(latest, checkedIn)) ? List.of(Code.ACCOUNT_BLOCKED) : List.of());
        MetaReportsItem item = MetaReportsItem.of(connection.reports());
        assertThat(item == null ? MetaReports.NONE : item.toReports()).isEqualTo(connection.reports());
    }

    @Property
    void theLatestMessagingLimitCounts(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = LAST) Integer> delivered,
            @ForAll @IntRange(min = 1, max = LAST) int checkedIn,
            @ForAll @IntRange(max = 20) int recordedAfter) {
        Instant readAt = Instant.ofEpochSecond(checkedIn).plusMillis(400);
        Connection connection = Fixtures.connected(1);
        int position = Math.min(recordedAfter, delivered.size());
        for (int i = 0; i <= delivered.size(); i++) {
            if (i == position) {
                connection = connection.checked(checks(0), "TIER_" + checkedIn, readAt);
            }
            if (i < delivered.size()) {
                int second = delivered.get(i);
                connection = connection
                        .limitReported("TIER_" + second, Instant.ofEpochSecond(second))
                        .orElse(connection);
            }
        }

        int latest = delivered.stream().mapToInt(second -> second).max().orElse(0);
        assertThat(connection.messagingLimit()).isEqualTo("TIER_" + Math.max(latest, checkedIn));
    }
}

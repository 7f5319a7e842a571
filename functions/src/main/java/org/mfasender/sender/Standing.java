package org.mfasender.sender;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckName;

/**
 * What others know of how a sender stands: it was ready once, and each change for the worse and each recovery since has a number.
 *
 * @param status how it stands; what is less bad than before, and no recovery, is not published
 * @param causes names of the checks that found something, or would: what keeps passcodes from being sent may be known without one
 * @param since when the newest change happened
 * @param number of the newest change; 0 before the first
 * @param published the status with which the newest change was published: what the next one comes from
 */
public record Standing(SenderStatus status, Set<String> causes, Instant since, long number, SenderStatus published) {

    /** Meta has two words for an account that it blocks. */
    private static final String ACCOUNT = CheckName.ACCOUNT_HEALTHY.toString();

    public Standing {
        causes = Set.copyOf(causes);
    }

    private static Standing changed(SenderStatus status, Set<String> causes, Instant now, long number) {
        return new Standing(status, causes, now, number, status);
    }

    /**
     * What others know after an account was written. While something is tried or in review, nothing has changed for them, unless checks
     * have found that templates which were approved are reviewed again.
     *
     * @param before null before the sender was ready for the first time
     * @return null when it was not ready yet
     */
    static @Nullable Standing after(@Nullable Standing before, @Nullable Connection connection, Instant now) {
        if (connection == null) {
            return before;
        }
        SenderStatus status = connection.status();
        if (before == null) {
            return status == SenderStatus.READY ? changed(status, Set.of(), now, 0) : null;
        }
        Set<String> causes = causes(connection);
        return switch (status) {
            case VERIFYING -> before;
            case IN_REVIEW ->
                connection.health().causes().contains(CheckName.TEMPLATES_USABLE.toString())
                                && status.severity() > before.status.severity()
                        ? changed(status, causes, now, before.number + 1)
                        : before;
            case READY -> before.isRecovered() ? before : changed(status, Set.of(), now, before.number + 1);
            case DEGRADED, NUMBER_REQUIRED, ACTION_REQUIRED, NOT_ELIGIBLE, REAUTHORIZATION_REQUIRED ->
                before.isWorsenedBy(status, causes)
                        ? changed(status, causes, now, before.number + 1)
                        : new Standing(status, causes, before.since, before.number, before.published);
        };
    }

    /** Whether the newest change was for the better. */
    public boolean isRecovered() {
        return status == SenderStatus.READY;
    }

    private boolean isWorsenedBy(SenderStatus next, Set<String> more) {
        return isRecovered() || next.severity() > status.severity() || !causes.containsAll(more);
    }

    private static Set<String> causes(Connection connection) {
        return Stream.concat(
                        connection.health().causes().stream(),
                        SendObstacle.of(connection).stream()
                                .map(obstacle -> obstacle.code().cause()))
                .map(cause -> cause.equals(CheckName.ACCOUNT_ACTIVE.toString()) ? ACCOUNT : cause)
                .collect(Collectors.toSet());
    }
}

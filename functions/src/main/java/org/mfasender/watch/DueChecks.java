package org.mfasender.watch;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.mfasender.health.CheckSchedule;
import org.mfasender.sender.Executions;
import org.mfasender.sender.SenderIndexStore;
import org.mfasender.sender.SenderIndexStore.Listed;
import org.mfasender.sender.SenderStatus;

/**
 * Starts the checks that are due, no more than {@value #MOST} at once: after an outage, those that were missed are made up for minute by
 * minute.
 */
public final class DueChecks {

    /** In a minute; 144,000 a day. */
    static final int MOST = 100;

    private final SenderIndexStore index;
    private final Executions executions;
    private final CheckSchedule schedule;

    public DueChecks(SenderIndexStore index, Executions executions, CheckSchedule schedule) {
        this.index = index;
        this.executions = executions;
        this.schedule = schedule;
    }

    /**
     * What was done.
     *
     * @param started how many checks were started
     * @param failures of those that could not be: they are still due
     */
    public record Result(int started, List<RuntimeException> failures) {}

    /** Starts what is due. May be repeated: the check of a minute is started once. */
    public Result start(Instant now) {
        List<Listed> due = Stream.of(SenderStatus.values())
                .flatMap(status -> index.due(status, now, MOST).stream())
                .sorted(Comparator.comparing(Listed::due))
                .limit(MOST)
                .toList();
        List<RuntimeException> failures =
                due.stream().flatMap(listed -> start(listed, now)).toList();
        return new Result(due.size() - failures.size(), failures);
    }

    /** The name says which check it is; so a check that was started before, and not noted, is not started again. */
    private Stream<RuntimeException> start(Listed listed, Instant now) {
        try {
            executions.startCheck(listed.environment(), listed.due());
            index.postpone(listed, schedule.next(listed.environment(), now));
            return Stream.of();
        } catch (RuntimeException e) {
            return Stream.of(e);
        }
    }
}

package org.mfasender.local.e2e;

import static org.mfasender.local.e2e.Operation.DELETE;
import static org.mfasender.local.e2e.Operation.DISCARD;
import static org.mfasender.local.e2e.Operation.MOVE;
import static org.mfasender.local.e2e.Operation.PUT;
import static org.mfasender.local.e2e.Operation.REPLACE;
import static org.mfasender.local.e2e.Operation.ROTATE;
import static org.mfasender.local.e2e.Operation.RUN;
import static org.mfasender.local.e2e.Operation.SWEEP;

import java.util.List;

/**
 * Where two operations meet: what was done before, one after the other, the last perhaps by a process that died; the operations that
 * are held at their writes; the operations that run meanwhile.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are never changed
enum Start {
    NOTHING(done(), List.of(PUT), List.of(PUT, MOVE, DELETE)),
    READY(done(PUT, RUN), List.of(ROTATE, DELETE), List.of(ROTATE, MOVE, DELETE, REPLACE)),
    DELETED(done(PUT, RUN, DELETE), List.of(PUT), List.of(MOVE, DELETE)),
    ROTATING(done(PUT, RUN, ROTATE), List.of(PUT, ROTATE, DISCARD, RUN), List.of(PUT, DISCARD, DELETE, RUN)),
    MOVING(done(PUT, RUN, MOVE), List.of(RUN), List.of(DISCARD, DELETE)),
    HALF_SUBMITTED(done(PUT).dyingBefore(2), List.of(SWEEP), List.of(PUT, DELETE)),
    HALF_STARTED(done(PUT).dyingBefore(4), List.of(SWEEP), List.of(PUT, DELETE)),
    HALF_DELETED(done(PUT, RUN, DELETE).dyingBefore(2), List.of(SWEEP), List.of(PUT, DELETE)),
    HALF_PROMOTED(done(PUT, RUN, ROTATE, RUN).dyingBefore(5), List.of(SWEEP), List.of(RUN, ROTATE, DELETE));

    /**
     * What was done.
     *
     * @param death number of the write before which the process of the last operation died; 0 when it did not
     */
    record Past(List<Operation> operations, int death) {

        private Past dyingBefore(int write) {
            return new Past(operations, write);
        }
    }

    private final Past past;
    private final List<Operation> held;
    private final List<Operation> meanwhile;

    Start(Past past, List<Operation> held, List<Operation> meanwhile) {
        this.past = past;
        this.held = held;
        this.meanwhile = meanwhile;
    }

    private static Past done(Operation... operations) {
        return new Past(List.of(operations), 0);
    }

    Past past() {
        return past;
    }

    List<Operation> held() {
        return held;
    }

    List<Operation> meanwhile() {
        return meanwhile;
    }
}

package org.mfasender.local.e2e;

import static org.mfasender.local.e2e.Operation.DELETE;
import static org.mfasender.local.e2e.Operation.DISCARD;
import static org.mfasender.local.e2e.Operation.MOVE;
import static org.mfasender.local.e2e.Operation.PUT;
import static org.mfasender.local.e2e.Operation.REPLACE;
import static org.mfasender.local.e2e.Operation.ROTATE;
import static org.mfasender.local.e2e.Operation.ROTATE_SECRET;
import static org.mfasender.local.e2e.Operation.ROTATE_TOKEN;
import static org.mfasender.local.e2e.Operation.RUN;
import static org.mfasender.local.e2e.Operation.SWEEP;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where two operations meet: what was done before, one after the other, and half done by a process that died; the operations that are held
 * at their writes; the operations that run meanwhile.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are never changed
enum Start {
    NOTHING(done(), List.of(PUT), List.of(PUT, MOVE, DELETE)),
    READY(done(PUT, RUN), List.of(ROTATE, DELETE), List.of(ROTATE, MOVE, DELETE, REPLACE)),
    ONE_SECRET(done(PUT, RUN), List.of(ROTATE_TOKEN, ROTATE_SECRET), List.of(DELETE)),
    TOKEN_ROTATING(done(PUT, RUN, ROTATE_TOKEN), List.of(RUN), List.of(RUN, ROTATE_SECRET)),
    SECRET_ROTATING(done(PUT, RUN, ROTATE_SECRET), List.of(RUN), List.of(RUN)),
    DELETED(done(PUT, RUN, DELETE), List.of(PUT), List.of(MOVE, DELETE)),
    ROTATING(done(PUT, RUN, ROTATE), List.of(PUT, ROTATE, DISCARD, RUN), List.of(DISCARD, DELETE, RUN)),
    MOVING(done(PUT, RUN, MOVE), List.of(RUN), List.of(DISCARD, DELETE)),
    HALF_SUBMITTED(done().dying(PUT, "PutSecretValue"), List.of(SWEEP), List.of(PUT, DELETE)),
    HALF_STARTED(done().dying(PUT, "StartExecution"), List.of(SWEEP), List.of(PUT, DELETE)),
    HALF_DELETED(done(PUT, RUN).dying(DELETE, "StopExecution"), List.of(SWEEP), List.of(PUT, DELETE)),
    HALF_PROMOTED(
            done(PUT, RUN, ROTATE).dying(RUN, "UpdateSecretVersionStage"),
            List.of(SWEEP),
            List.of(RUN, ROTATE, DELETE));

    /** What was done, and by a process that died. */
    record Past(List<Operation> done, @Nullable Death death) {

        private Past dying(Operation operation, String write) {
            return new Past(done, new Death(operation, write));
        }
    }

    /**
     * How a process died.
     *
     * @param write what the write calls before which it died
     */
    record Death(Operation operation, String write) {}

    private final Past past;
    private final List<Operation> held;
    private final List<Operation> meanwhile;

    Start(Past past, List<Operation> held, List<Operation> meanwhile) {
        this.past = past;
        this.held = held;
        this.meanwhile = meanwhile;
    }

    private static Past done(Operation... operations) {
        return new Past(List.of(operations), null);
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

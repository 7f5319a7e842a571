package org.mfasender.local.e2e;

import static org.mfasender.local.e2e.Operation.DELETE;
import static org.mfasender.local.e2e.Operation.DISCARD;
import static org.mfasender.local.e2e.Operation.MOVE;
import static org.mfasender.local.e2e.Operation.PUT;
import static org.mfasender.local.e2e.Operation.REPLACE;
import static org.mfasender.local.e2e.Operation.ROTATE;
import static org.mfasender.local.e2e.Operation.RUN;

import java.util.List;

/**
 * Where two operations meet: what was done before, one after the other; the operations that are held at their writes; the operations
 * that run meanwhile.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are never changed
enum Start {
    NOTHING(List.of(), List.of(PUT, MOVE), List.of(PUT, MOVE, DELETE)),
    READY(List.of(PUT, RUN), List.of(ROTATE, MOVE, DELETE), List.of(PUT, ROTATE, MOVE, DELETE, REPLACE)),
    DELETED(List.of(PUT, RUN, DELETE), List.of(PUT), List.of(PUT, MOVE, DELETE)),
    ROTATING(List.of(PUT, RUN, ROTATE), List.of(PUT, ROTATE, DISCARD, DELETE, RUN), List.of(PUT, ROTATE, DISCARD, DELETE, RUN)),
    MOVING(List.of(PUT, RUN, MOVE), List.of(PUT, DELETE, RUN), List.of(PUT, DISCARD, DELETE, RUN));

    private final List<Operation> before;
    private final List<Operation> held;
    private final List<Operation> meanwhile;

    Start(List<Operation> before, List<Operation> held, List<Operation> meanwhile) {
        this.before = before;
        this.held = held;
        this.meanwhile = meanwhile;
    }

    List<Operation> before() {
        return before;
    }

    List<Operation> held() {
        return held;
    }

    List<Operation> meanwhile() {
        return meanwhile;
    }
}

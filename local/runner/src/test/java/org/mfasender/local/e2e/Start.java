package org.mfasender.local.e2e;

import static org.mfasender.local.e2e.Operation.DELETE;
import static org.mfasender.local.e2e.Operation.MOVE;
import static org.mfasender.local.e2e.Operation.PUT;
import static org.mfasender.local.e2e.Operation.REPLACE;
import static org.mfasender.local.e2e.Operation.ROTATE;
import static org.mfasender.local.e2e.Operation.RUN;

import java.util.List;
import java.util.stream.Stream;

/** What there is before two operations meet: what was done one after the other, and the operations that meet then. */
@SuppressWarnings("ImmutableEnumChecker") // its lists are never changed
enum Start {
    NOTHING(List.of(), List.of(PUT, MOVE, DELETE)),
    READY(List.of(PUT, RUN), List.of(PUT, ROTATE, MOVE, DELETE, REPLACE)),
    ROTATING(List.of(PUT, RUN, ROTATE), List.of(PUT, ROTATE, DELETE, RUN)),
    MOVING(List.of(PUT, RUN, MOVE), List.of(PUT, ROTATE, DELETE, RUN));

    private final List<Operation> before;
    private final List<Operation> meeting;

    Start(List<Operation> before, List<Operation> meeting) {
        this.before = before;
        this.meeting = meeting;
    }

    void by(Actor actor) {
        before.forEach(operation -> operation.by(actor));
    }

    /** Every operation beside every one, itself too. */
    static Stream<Meeting> meetings() {
        return Stream.of(values())
                .flatMap(start -> start.meeting.stream()
                        .flatMap(held -> start.meeting.stream().map(other -> new Meeting(start, held, other))));
    }

    /**
     * Two operations at once.
     *
     * @param held the one that is stopped at one of its writes
     * @param other the one that runs to its end meanwhile
     */
    record Meeting(Start start, Operation held, Operation other) {

        @Override
        public String toString() {
            return start + ": " + held + " held at a write, " + other + " meanwhile";
        }
    }
}

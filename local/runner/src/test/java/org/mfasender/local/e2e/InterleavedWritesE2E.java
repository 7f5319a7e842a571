package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.e2e.HeldWrites.Held;
import org.mfasender.local.e2e.Start.Death;
import org.mfasender.local.e2e.WithTwoProcesses.TwoProcesses;

/**
 * Two operations at once have the outcome of one after the other, at whichever write the one is when the other comes, and even if it
 * dies there. In the end account, secret and executions belong together. {@link Start} says which operations meet.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(WithTwoProcesses.class)
class InterleavedWritesE2E {

    private final TwoProcesses processes;
    private final Services services;
    private final Map<Start, EnvironmentCopy> starts = new EnumMap<>(Start.class);
    private final Map<List<Object>, String> outcomes = new HashMap<>();

    InterleavedWritesE2E(TwoProcesses processes) {
        this.processes = processes;
        this.services = Services.of(processes.free());
    }

    @TestFactory
    Stream<DynamicTest> twoAtOnceAreOneAfterTheOther() {
        return tests(1, Start::meanwhile, meeting -> {
            Trial trial = new Trial(meeting);
            meeting.other().by(trial.other);
            trial.first.finish();
            if (meeting.start().past().death() == null) {
                assertThat(EndState.secretsLeftOver(trial.other, services))
                        .as("nobody has died: nothing waits for the sweep")
                        .isEmpty();
            }
            EndState end = EndState.sweptBy(trial.other, services);
            assertWell(end, trial.first.actor, trial.other);
            assertExplained(end, explanations(trial));
        });
    }

    /** One that dies before its first write has done nothing. */
    @TestFactory
    Stream<DynamicTest> whatADeadProcessLeftIsCompletedByTheSameRequest() {
        return tests(2, Start::meanwhile, meeting -> {
            Trial trial = new Trial(meeting);
            trial.first.kill();
            meeting.other().by(trial.other);
            meeting.held().by(trial.other);
            EndState end = EndState.reachedBy(trial.other, services);
            assertWell(end, trial.other);
            assertExplained(
                    end,
                    List.of(
                            outcome(meeting.start(), meeting.other(), meeting.held()),
                            outcome(meeting.start(), meeting.held(), meeting.other(), meeting.held())));
        });
    }

    /** What it was given may be lost: then the owner is asked for it. */
    @TestFactory
    Stream<DynamicTest> whatADeadProcessLeftIsCompletedByTheSweep() {
        return tests(2, start -> List.of(Operation.SWEEP), meeting -> {
            Trial trial = new Trial(meeting);
            trial.first.kill();
            assertWell(EndState.sweptBy(trial.other, services));
        });
    }

    private Stream<DynamicTest> tests(int firstWrite, Function<Start, List<Operation>> others, Consumer<Meeting> test) {
        return Stream.of(Start.values())
                .flatMap(start -> start.held().stream().flatMap(held -> meetings(start, held, others.apply(start))))
                .filter(meeting -> meeting.write() >= firstWrite)
                .map(meeting -> dynamicTest(meeting.toString(), () -> test.accept(meeting)));
    }

    /** Every write of an operation, beside every other operation. */
    private Stream<Meeting> meetings(Start start, Operation held, List<Operation> others) {
        List<String> writes = writes(start, held);
        return others.stream()
                .flatMap(other -> IntStream.rangeClosed(1, writes.size())
                        .mapToObj(write -> new Meeting(start, held, write, writes.get(write - 1), other)));
    }

    /** The writes of an operation that nothing disturbs. */
    private List<String> writes(Start start, Operation operation) {
        UUID environment = environment(start);
        Held process = processes.writes().count(environment);
        operation.by(processes.actor(processes.held(), environment));
        services.remove(environment);
        return process.writes();
    }

    /** A request that was refused is none. */
    private List<String> explanations(Trial trial) {
        Start start = trial.meeting.start();
        Operation held = trial.meeting.held();
        Operation other = trial.meeting.other();
        List<String> all = new ArrayList<>(List.of(outcome(start, held, other), outcome(start, other, held)));
        if (trial.other.wasRefused()) {
            all.add(outcome(start, held));
        }
        if (trial.first.actor.wasRefused()) {
            all.add(outcome(start, other));
        }
        return all;
    }

    /** How operations one after the other end. */
    private String outcome(Start start, Operation... operations) {
        return outcomes.computeIfAbsent(List.of(start, List.of(operations)), any -> {
            Actor actor = processes.actor(processes.free(), environment(start));
            Stream.of(operations).forEach(operation -> operation.by(actor));
            return EndState.sweptBy(actor, services).account();
        });
    }

    private UUID environment(Start start) {
        return starts.computeIfAbsent(start, this::made).paste(services);
    }

    private EnvironmentCopy made(Start start) {
        UUID environment = UUID.randomUUID();
        Actor actor = processes.actor(processes.free(), environment);
        start.past().done().forEach(operation -> operation.by(actor));
        Death death = start.past().death();
        if (death != null) {
            Held held = processes.writes().before(death.write(), environment);
            new HeldProcess(environment, death.operation(), held).kill();
        }
        EnvironmentCopy copy = EnvironmentCopy.of(actor, services);
        services.remove(environment);
        return copy;
    }

    /** A process that was held at a write. */
    private final class HeldProcess {

        private final Actor actor;
        private final Held held;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private final Thread thread;

        private HeldProcess(UUID environment, Operation operation, Held held) {
            this.actor = processes.actor(processes.held(), environment);
            this.held = held;
            this.thread = Thread.startVirtualThread(() -> act(operation));
            held.awaitHeld();
        }

        private void act(Operation operation) {
            try {
                operation.by(actor);
                end.complete(null);
            } catch (RuntimeException | AssertionError e) {
                end.completeExceptionally(e);
            }
        }

        private void finish() {
            held.goOn();
            end.join();
        }

        /** Nobody waits for a dead process, or hears its answer. */
        private void kill() {
            held.die();
            thread.interrupt();
        }
    }

    /** A meeting in an environment of its own, from when the first operation is held. */
    private final class Trial {

        private final Meeting meeting;
        private final HeldProcess first;
        private final Actor other;

        private Trial(Meeting meeting) {
            this.meeting = meeting;
            UUID environment = environment(meeting.start());
            this.other = processes.actor(processes.free(), environment);
            Held held = processes.writes().before(meeting.write(), environment);
            this.first = new HeldProcess(environment, meeting.held(), held);
        }
    }

    private static void assertWell(EndState end, Actor... answered) {
        assertThat(end.faults()).as("what does not belong together").isEmpty();
        assertThat(answered)
                .flatExtracting(Actor::statuses)
                .as("answers")
                .allMatch(status -> status < 500 || status == 503);
    }

    private static void assertExplained(EndState end, List<String> outcomes) {
        assertThat(end.differenceTo(outcomes)).as("what no order explains").isEmpty();
    }
}

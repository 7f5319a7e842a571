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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.e2e.HeldWrites.Held;
import org.mfasender.local.e2e.WithTwoProcesses.TwoProcesses;

/**
 * Two operations at once have the outcome of one after the other, at whichever write the one is when the other comes, and even if it
 * dies there. In the end account, secret and executions belong together.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(WithTwoProcesses.class)
class InterleavedWritesE2E {

    private static final int NEVER = 0;

    private final TwoProcesses processes;
    private final Services services;
    private final EndState end;
    private final Map<Start, EnvironmentCopy> starts = new EnumMap<>(Start.class);
    private final Map<List<Object>, String> outcomes = new HashMap<>();

    InterleavedWritesE2E(TwoProcesses processes) {
        this.processes = processes;
        this.services = Services.of(processes.free());
        this.end = new EndState(services);
    }

    @TestFactory
    Stream<DynamicTest> twoAtOnceAreOneAfterTheOther() {
        return tests(1, meeting -> {
            Encounter encounter = new Encounter(meeting);
            meeting.other().by(encounter.other);
            encounter.held.goOn();
            encounter.first.join();
            encounter.check(explanations(encounter));
        });
    }

    /** One that dies before its first write has done nothing. */
    @TestFactory
    Stream<DynamicTest> whatADeadProcessLeftIsCompletedByTheSameRequest() {
        return tests(2, meeting -> {
            Encounter encounter = new Encounter(meeting);
            encounter.kill();
            meeting.other().by(encounter.other);
            meeting.stopped().by(encounter.other);
            encounter.check(List.of(
                    outcome(meeting.start(), meeting.other(), meeting.stopped()),
                    outcome(meeting.start(), meeting.stopped(), meeting.other(), meeting.stopped())));
        });
    }

    private Stream<DynamicTest> tests(int firstWrite, Consumer<Meeting> test) {
        return Stream.of(Start.values())
                .flatMap(start -> start.stopped().stream().flatMap(stopped -> meetings(start, stopped)))
                .filter(meeting -> meeting.write() >= firstWrite)
                .map(meeting -> dynamicTest(meeting.toString(), () -> test.accept(meeting)));
    }

    /** Every write of an operation, beside every other operation. */
    private Stream<Meeting> meetings(Start start, Operation stopped) {
        List<String> writes = writes(start, stopped);
        return start.meanwhile().stream().flatMap(other -> IntStream.rangeClosed(1, writes.size())
                .mapToObj(write -> new Meeting(start, stopped, write, writes.get(write - 1), other)));
    }

    /** The writes of an operation that nothing disturbs. */
    private List<String> writes(Start start, Operation operation) {
        UUID environment = environment(start);
        Held process = processes.writes().before(NEVER, environment);
        operation.by(processes.actor(processes.held(), environment));
        services.removeSecrets(environment);
        return process.writes();
    }

    /** A request that was refused is none. */
    private List<String> explanations(Encounter encounter) {
        Start start = encounter.meeting.start();
        Operation first = encounter.meeting.stopped();
        Operation other = encounter.meeting.other();
        List<String> all = new ArrayList<>(List.of(outcome(start, first, other), outcome(start, other, first)));
        if (encounter.other.wasRefused()) {
            all.add(outcome(start, first));
        }
        if (encounter.actor.wasRefused()) {
            all.add(outcome(start, other));
        }
        return all;
    }

    /** How operations one after the other end. */
    private String outcome(Start start, Operation... operations) {
        return outcomes.computeIfAbsent(List.of(start, List.of(operations)), any -> {
            UUID environment = environment(start);
            Actor actor = processes.actor(processes.free(), environment);
            Stream.of(operations).forEach(operation -> operation.by(actor));
            actor.run();
            services.removeSecrets(environment);
            return end.account(actor);
        });
    }

    private UUID environment(Start start) {
        return starts.computeIfAbsent(start, this::made).make(services);
    }

    private EnvironmentCopy made(Start start) {
        Actor actor = processes.actor(processes.free(), UUID.randomUUID());
        start.before().forEach(operation -> operation.by(actor));
        return EnvironmentCopy.of(actor, services);
    }

    /** A meeting in an environment of its own, from when the first operation is stopped. */
    private final class Encounter {

        private final Meeting meeting;
        private final Actor actor;
        private final Actor other;
        private final Held held;
        private final CompletableFuture<Void> first = new CompletableFuture<>();
        private final Thread thread;

        private Encounter(Meeting meeting) {
            this.meeting = meeting;
            UUID environment = environment(meeting.start());
            this.actor = processes.actor(processes.held(), environment);
            this.other = processes.actor(processes.free(), environment);
            this.held = processes.writes().before(meeting.write(), environment);
            this.thread = Thread.startVirtualThread(this::act);
            held.awaitStop();
        }

        private void act() {
            try {
                meeting.stopped().by(actor);
                first.complete(null);
            } catch (RuntimeException | AssertionError e) {
                first.completeExceptionally(e);
            }
        }

        /** Nobody waits for a dead process. */
        private void kill() {
            held.die();
            thread.interrupt();
            actor.statuses().clear();
        }

        private void check(List<String> explanations) {
            List<String> found = new ArrayList<>(end.executionsWithoutAccount(other));
            found.addAll(end.faults(other));
            String account = end.account(other);
            services.removeSecrets(other.api().environment());
            assertThat(found).as("what does not belong together").isEmpty();
            assertThat(account).as("the account").isIn(explanations);
            assertThat(Stream.of(actor, other).flatMap(one -> one.statuses().stream()))
                    .as("answers")
                    .allMatch(status -> status < 500 || status == 503);
        }
    }
}

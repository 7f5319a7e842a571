package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.e2e.HeldWrites.Held;
import org.mfasender.local.e2e.Start.Meeting;
import org.mfasender.local.e2e.WithTwoProcesses.TwoProcesses;

/**
 * Two operations at once have the outcome of one after the other, wherever the one meets the other and even if it dies there; and in
 * the end account, secret and executions belong together.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(WithTwoProcesses.class)
class InterleavedWritesE2E {

    private final TwoProcesses processes;
    private final EndState end;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<List<Object>, String> outcomes = new ConcurrentHashMap<>();

    InterleavedWritesE2E(TwoProcesses processes) {
        this.processes = processes;
        this.end = new EndState(processes.free());
    }

    @AfterAll
    void close() {
        threads.shutdownNow();
    }

    static Stream<Meeting> meetings() {
        return Start.meetings();
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void twoAtOnceAreOneAfterTheOther(Meeting meeting) {
        List<String> found = new ArrayList<>();
        for (int write = 1; true; write++) {
            Encounter encounter = new Encounter(meeting, write);
            if (!encounter.heldReachesItsWrite()) {
                break;
            }
            meeting.other().by(encounter.other);
            encounter.held.goOn();
            encounter.first.join();
            found.addAll(encounter.findings(explanations(meeting, encounter)));
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("meetings")
    void whatADeadProcessLeftIsCompletedByTheSameRequest(Meeting meeting) {
        List<String> found = new ArrayList<>();
        for (int write = 1; true; write++) {
            Encounter encounter = new Encounter(meeting, write);
            if (!encounter.heldReachesItsWrite()) {
                break;
            }
            encounter.held.die();
            meeting.other().by(encounter.other);
            meeting.held().by(encounter.other);
            found.addAll(encounter.findings(List.of(
                    outcome(meeting.start(), meeting.other(), meeting.held()),
                    outcome(meeting.start(), meeting.held(), meeting.other(), meeting.held()))));
        }
        assertThat(found).isEmpty();
    }

    /** A request that was refused is none. */
    private List<String> explanations(Meeting meeting, Encounter encounter) {
        List<String> all = new ArrayList<>(List.of(
                outcome(meeting.start(), meeting.held(), meeting.other()),
                outcome(meeting.start(), meeting.other(), meeting.held())));
        if (encounter.other.wasRefused()) {
            all.add(outcome(meeting.start(), meeting.held()));
        }
        if (encounter.actor.wasRefused()) {
            all.add(outcome(meeting.start(), meeting.other()));
        }
        return all;
    }

    /** How operations one after the other end. */
    private String outcome(Start start, Operation... operations) {
        return outcomes.computeIfAbsent(List.of(start, List.of(operations)), any -> {
            Actor actor = processes.actor(processes.free(), UUID.randomUUID());
            start.by(actor);
            Stream.of(operations).forEach(operation -> operation.by(actor));
            actor.run();
            String account = end.account(actor);
            end.clear(actor);
            return account;
        });
    }

    /** One meeting in an environment of its own. */
    private final class Encounter {

        private final Meeting meeting;
        private final int write;
        private final Actor actor;
        private final Actor other;
        private final Held held;
        private final CompletableFuture<Void> first;

        private Encounter(Meeting meeting, int write) {
            this.meeting = meeting;
            this.write = write;
            UUID environment = UUID.randomUUID();
            meeting.start().by(processes.actor(processes.free(), environment));
            this.actor = processes.actor(processes.held(), environment);
            this.other = processes.actor(processes.free(), environment);
            this.held = processes.writes().before(write, environment);
            this.first = CompletableFuture.runAsync(() -> meeting.held().by(actor), threads);
        }

        private boolean heldReachesItsWrite() {
            CompletableFuture.anyOf(first, held.reached()).join();
            return held.reached().isDone();
        }

        private List<String> findings(List<String> explanations) {
            List<String> found = new ArrayList<>(end.executionsWithoutAccount(other));
            found.addAll(end.faults(other));
            Stream.of(actor, other)
                    .flatMap(one -> one.statuses().stream())
                    .filter(status -> status >= 500 && status != 503)
                    .forEach(status -> found.add("answer " + status));
            String account = end.account(other);
            if (!explanations.contains(account)) {
                found.add("no order explains " + account + " but " + explanations);
            }
            end.clear(other);
            return found.stream()
                    .map(what -> "before write " + write + " (" + held.reached().join() + ") of "
                            + meeting.held() + ": " + what)
                    .toList();
        }
    }
}

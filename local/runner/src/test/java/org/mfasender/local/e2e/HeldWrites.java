package org.mfasender.local.e2e;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds a process before one of its writes to AWS, so that others can act meanwhile. Then it goes on, or is dead: none of its calls
 * arrives any more. One that dies before a write leaves the same as one that dies after the write before, without its answer.
 */
final class HeldWrites {

    private static final Set<String> WRITES = Set.of(
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "BatchWriteItem",
            "TransactWriteItems",
            "CreateSecret",
            "PutSecretValue",
            "UpdateSecretVersionStage",
            "DeleteSecret",
            "RestoreSecret",
            "StartExecution",
            "StopExecution");
    /** They follow the streams, and write when Meta reports something: no test holds them. */
    private static final Set<String> FOLLOWERS = Set.of("ApplyFunction", "PublishFunction", "AnnounceFunction");

    private static final int PATIENCE_SECONDS = 30;

    /** By environment. The dead stay, since their clients repeat calls. */
    private final Map<String, Held> processes = new ConcurrentHashMap<>();

    /** Holds the process that works on an environment before its write of this number, counted from 1. */
    Held before(int write, UUID environment) {
        return hold(environment, writes -> writes.size() == write);
    }

    /** Holds the process before the first of its writes that calls this operation. */
    Held before(String operation, UUID environment) {
        return hold(environment, writes -> writes.getLast().equals(operation));
    }

    /** Counts the writes of a process, and never holds it. */
    Held count(UUID environment) {
        return hold(environment, writes -> false);
    }

    private Held hold(UUID environment, Predicate<List<String>> where) {
        Held process = new Held(where);
        processes.put(environment.toString(), process);
        return process;
    }

    /** Sees each call of the process: for a {@link FaultProxy}. */
    void witness(FaultProxy.Passing call) {
        String operation = call.target().substring(call.target().indexOf('.') + 1);
        if (operation.equals("Scan") || FOLLOWERS.contains(call.caller())) {
            // A scan is of the whole table. A page begins after an item of any environment, also of one whose process
            // is dead.
            return;
        }
        processes.forEach((environment, process) -> {
            if (call.body().contains(environment)) {
                process.passes(operation, call);
            }
        });
    }

    /** A process that is held once, or never when it does not come to that write. */
    static final class Held {

        private final Predicate<List<String>> where;
        private final List<String> writes = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> held = new CompletableFuture<>();
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private volatile FaultProxy.@Nullable Passing heldCall;
        private volatile boolean dying;

        private Held(Predicate<List<String>> where) {
            this.where = where;
        }

        /** The operations of its writes, the one before which it is held included. */
        List<String> writes() {
            return List.copyOf(writes);
        }

        void awaitHeld() {
            held.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }

        void goOn() {
            end.complete(null);
        }

        /** Its write arrives, and nothing after it. */
        void dieAfterwards() {
            dying = true;
            goOn();
        }

        void die() {
            end.completeExceptionally(new IOException("The process is dead"));
        }

        private void passes(String operation, FaultProxy.Passing call) {
            if (dying) {
                throw new CompletionException(new IOException("The process is dead"));
            }
            if (end.isCompletedExceptionally() || (WRITES.contains(operation) && isHeld(operation, call))) {
                held.complete(null);
                end.join();
            }
        }

        /** A client that waits too long for the held write repeats it: that is held as well, and counts once. */
        private synchronized boolean isHeld(String write, FaultProxy.Passing call) {
            if (call.equals(heldCall)) {
                return true;
            }
            writes.add(write);
            boolean here = where.test(writes);
            if (here) {
                heldCall = call;
            }
            return here;
        }
    }
}

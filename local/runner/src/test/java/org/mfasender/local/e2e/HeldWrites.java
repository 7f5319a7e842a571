package org.mfasender.local.e2e;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Stops a process before one of its writes to AWS, so that others can act meanwhile. Then it goes on, or is dead: none of its calls
 * arrives any more. A process that dies before a write leaves the same as one that dies after the write before, without its answer.
 */
final class HeldWrites {

    private static final Set<String> WRITES = Set.of(
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "TransactWriteItems",
            "CreateSecret",
            "PutSecretValue",
            "UpdateSecretVersionStage",
            "DeleteSecret",
            "RestoreSecret",
            "StartExecution",
            "StopExecution");

    private static final int PATIENCE_SECONDS = 30;

    /** By environment. The dead stay, since their clients repeat calls. */
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** Stops the process that works on an environment before its write of this number, counted from 1. */
    Held before(int write, UUID environment) {
        Held process = new Held(write);
        held.put(environment.toString(), process);
        return process;
    }

    /** Sees each call of the process: for a {@link FaultProxy}. */
    void witness(FaultProxy.Passing call) {
        String operation = call.target().substring(call.target().indexOf('.') + 1);
        held.forEach((environment, process) -> {
            if (call.body().contains(environment)) {
                process.passes(operation);
            }
        });
    }

    /** A process that is stopped once, or never when it makes fewer writes. */
    static final class Held {

        private final int stop;
        private final List<String> writes = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> stopped = new CompletableFuture<>();
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        private Held(int stop) {
            this.stop = stop;
        }

        /** The operations of its writes, the one before which it is stopped included. */
        List<String> writes() {
            return List.copyOf(writes);
        }

        void awaitStop() {
            stopped.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }

        void goOn() {
            end.complete(null);
        }

        void die() {
            end.completeExceptionally(new IOException("The process is dead"));
        }

        private void passes(String operation) {
            if (end.isCompletedExceptionally() || (WRITES.contains(operation) && stopsAt(operation))) {
                stopped.complete(null);
                end.join();
            }
        }

        private synchronized boolean stopsAt(String operation) {
            writes.add(operation);
            return writes.size() == stop;
        }
    }
}

package org.mfasender.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.template.FunctionDefinition;

/**
 * An account of an environment of its own, which the examples in events/ take from {@code submit} to {@code remove}. Its run waits for Meta
 * at once, so that its steps are done by whoever has the events, and not by the local system.
 */
final class AccountLife {
    /** What an account needs to be set up comes first, and what removes it last. All others come between, in the order of the template. */
    private static final List<String> FIRST = List.of("submit", "validate", "list-numbers", "provision-templates");

    private static final String LAST = "remove";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalSystem system;
    private final UUID environment = UUID.randomUUID();
    private final SimulatedAccount account;
    private final ExampleEvents events;

    AccountLife(LocalSystem system, Path root) {
        this.system = system;
        this.account = system.graph().world().newAccount().create();
        this.events = new ExampleEvents(root, environment, account);
    }

    /** The functions of the template, in the order in which they have to get their events. */
    static List<FunctionDefinition> functions(LocalSystem system) {
        return system.template().functions().stream()
                .sorted(Comparator.comparingInt(function -> place(ExampleEvents.name(function))))
                .toList();
    }

    /** Whether other functions need what the function of this name does. */
    static boolean isSetUp(String name) {
        return FIRST.contains(name);
    }

    private static int place(String name) {
        int first = FIRST.indexOf(name);
        return first >= 0 ? first : FIRST.size() + (name.equals(LAST) ? 1 : 0);
    }

    /** What gets an event: one of the ways to call a function. */
    @FunctionalInterface
    interface Call {
        void with(byte[] event) throws IOException, InterruptedException;
    }

    /** Calls a function with its event. */
    void call(FunctionDefinition function, Call call) throws IOException, InterruptedException {
        boolean begins = ExampleEvents.name(function).equals(FIRST.getFirst());
        if (begins) {
            system.graph().faults().on("GET", "/" + account.wabaId(), Fault.throttled(80008, 60));
        }
        call.with(events.of(function, execution()));
        if (begins) {
            awaitRun();
        }
    }

    /** The event of the function that begins the life, as {@link #call} has it. */
    byte[] event(FunctionDefinition first) throws IOException {
        return events.of(first, execution());
    }

    private String execution() {
        return system.stepFunctions().executions().stream()
                .map(Execution::name)
                .filter(name -> name.startsWith(environment + "-"))
                .findFirst()
                .orElse("none yet");
    }

    private void awaitRun() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (system.graph().faults().areWaiting()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("The run of " + environment + " did not begin");
            }
            Thread.sleep(20);
        }
    }
}

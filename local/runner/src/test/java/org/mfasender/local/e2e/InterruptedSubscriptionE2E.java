package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.e2e.HeldWrites.Held;
import org.mfasender.local.e2e.WithTwoProcesses.Accounts;
import org.mfasender.local.e2e.WithTwoProcesses.TwoProcesses;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.World;

/**
 * A process subscribes an app to Meta's webhooks, and at any of its writes an account is deleted, or the process dies. In the end nothing
 * is subscribed or linked at Meta, and no App Secret is kept.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(WithTwoProcesses.class)
class InterruptedSubscriptionE2E {

    private final TwoProcesses both;
    private final Services services;
    private final World world;

    InterruptedSubscriptionE2E(TwoProcesses both) {
        this.both = both;
        this.services = Services.of(both.free());
        this.world = both.free().graph().world();
    }

    @TestFactory
    Stream<DynamicTest> theAccountIsDeletedMeanwhile() {
        return atEachWrite(run -> {
            run.other.delete();
            run.finish();
        });
    }

    @TestFactory
    Stream<DynamicTest> theAccountIsDeletedAndTheProcessDies() {
        return atEachWrite(run -> {
            run.other.delete();
            run.die();
        });
    }

    /** What the deletion could not find, because it was written after it. */
    @TestFactory
    Stream<DynamicTest> theAccountIsDeletedAndTheProcessDiesAfterItsWrite() {
        return atEachWrite(run -> {
            run.other.delete();
            run.dieAfterwards();
        });
    }

    @TestFactory
    Stream<DynamicTest> theProcessDiesAndTheAccountIsDeleted() {
        return atEachWrite(run -> {
            run.die();
            run.other.delete();
        });
    }

    @TestFactory
    Stream<DynamicTest> theProcessDiesAndAnotherOneGoesOn() {
        return atEachWrite(run -> {
            run.die();
            run.other.run();
            run.assertSubscribed();
            run.other.delete();
        });
    }

    @TestFactory
    Stream<DynamicTest> theSameStepIsCarriedOutTwiceAtOnce() {
        return atEachWrite(run -> {
            run.other.run();
            run.finish();
            run.assertSubscribed();
            run.other.delete();
        });
    }

    /** Another environment has come to need what the deleted account's run has subscribed. */
    @TestFactory
    Stream<DynamicTest> theAccountIsDeletedAndAnotherOneUsesItsApp() {
        List<String> writes = writes();
        return IntStream.rangeClosed(1, writes.size())
                .mapToObj(write -> dynamicTest(write + " " + writes.get(write - 1), () -> {
                    HeldRun run = new HeldRun(write);
                    run.neighbour.put(run.account);
                    run.neighbour.run();
                    run.other.delete();
                    run.finish();
                    run.assertSubscribed();
                    run.neighbour.delete();
                }));
    }

    /** What happens to a run that is held before one of its writes. */
    @FunctionalInterface
    private interface Course {
        void take(HeldRun run);
    }

    private Stream<DynamicTest> atEachWrite(Course course) {
        List<String> writes = writes();
        assertThat(writes).contains("PutItem").hasSizeGreaterThan(6);
        return IntStream.rangeClosed(1, writes.size())
                .mapToObj(write -> dynamicTest(write + " " + writes.get(write - 1), () -> {
                    HeldRun run = new HeldRun(write);
                    course.take(run);
                    run.other.sweep();
                    run.assertNothingIsLeft();
                }));
    }

    /** The writes of a run that nothing disturbs. */
    private List<String> writes() {
        UUID environment = UUID.randomUUID();
        Accounts accounts = newAccounts();
        both.actor(both.free(), environment, accounts).put(accounts.first());
        Held whole = both.writes().count(environment);
        both.actor(both.held(), environment, accounts).run();
        both.actor(both.free(), environment, accounts).delete();
        return whole.writes();
    }

    private Accounts newAccounts() {
        SimulatedAccount account = world.newAccount().create();
        return new Accounts(account, account, account);
    }

    /** The first run of an account at Meta that nobody has used. */
    private final class HeldRun {

        private final UUID environment = UUID.randomUUID();
        private final SimulatedAccount account;
        private final Actor other;
        private final Actor neighbour;
        private final Held held;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private final Thread thread;

        private HeldRun(int write) {
            Accounts accounts = newAccounts();
            this.account = accounts.first();
            this.other = both.actor(both.free(), environment, accounts);
            this.neighbour = both.actor(both.free(), UUID.randomUUID(), accounts);
            other.put(account);
            this.held = both.writes().before(write, environment);
            Actor first = both.actor(both.held(), environment, accounts);
            this.thread = Thread.startVirtualThread(() -> run(first));
            held.awaitHeld();
        }

        private void run(Actor first) {
            try {
                first.run();
                end.complete(null);
            } catch (RuntimeException | AssertionError e) {
                end.completeExceptionally(e);
            }
        }

        private void finish() {
            held.goOn();
            end.orTimeout(60, TimeUnit.SECONDS).join();
        }

        /** The write has had its effect when the process is refused what comes next. */
        private void dieAfterwards() {
            held.dieAfterwards();
            end.exceptionally(death -> null).orTimeout(60, TimeUnit.SECONDS).join();
        }

        /** Nobody waits for a dead process. */
        private void die() {
            held.die();
            thread.interrupt();
        }

        private void assertSubscribed() {
            assertThat(world.app(account.appId()).subscription()).isPresent();
            assertThat(world.waba(account.wabaId()).linkedApps()).containsKey(account.appId());
        }

        private void assertNothingIsLeft() {
            assertThat(world.app(account.appId()).subscription())
                    .as("subscription")
                    .isEmpty();
            assertThat(world.waba(account.wabaId()).linkedApps()).as("link").isEmpty();
            assertThat(services.appSecrets(account.appId())).as("App Secrets").isEmpty();
            assertThat(services.items(environment)).as("the deletion alone").hasSize(1);
        }
    }
}

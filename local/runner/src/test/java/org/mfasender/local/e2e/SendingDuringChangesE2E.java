package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;

/**
 * Passcodes leave while the account changes. What is answered with 202 is at Meta once, and nothing else is: no message is lost, and none
 * is sent twice.
 */
@ExtendWith(WithFaultProxy.class)
class SendingDuringChangesE2E {

    private final LocalSystem system;
    private final SendingAccount sender;
    private final SenderApi api;

    SendingDuringChangesE2E(Faulty faulty) {
        this.system = faulty.system();
        this.sender = SendingAccount.ready(faulty);
        this.api = sender.messages().api();
    }

    @Test
    void aRefusedRotation() {
        try (Load load = new Load()) {
            ObjectNode wrong =
                    SenderApi.body(sender.account()).put("userAccessToken", "EAAsimulatedTokenThatMetaNeverIssued");
            api.put(wrong);
            api.await(
                    "a refused candidate",
                    resource -> resource.at("/candidate/status").asText().equals("ACTION_REQUIRED"));
            load.more();
            assertThat(load.stop()).allMatch(Answered::isSent);
            assertOnceAtMeta(load, sender.account());
        }
    }

    @Test
    void aRotationOfTheToken() {
        try (Load load = new Load()) {
            api.put(system.graph().world().reissueToken(sender.account()));
            api.awaitReady(2);
            load.more();
            assertThat(load.stop()).allMatch(Answered::isSent);
            assertOnceAtMeta(load, sender.account());
        }
    }

    @Test
    void aMoveToAnotherBusinessAccount() {
        SimulatedAccount next = system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofSeconds(1))
                .create();
        try (Load load = new Load()) {
            api.put(next);
            api.await(
                    "the other account",
                    resource ->
                            resource.path("whatsAppAccountBusinessId").asText().equals(next.wabaId()));
            load.more();
            assertThat(load.stop()).allMatch(Answered::isSent);
            assertOnceAtMeta(load, sender.account(), next);
            assertThat(ofMeta(sender.account())).isNotEmpty();
            assertThat(ofMeta(next)).isNotEmpty();
        }
    }

    @Test
    void aDeletion() {
        try (Load load = new Load()) {
            load.more();
            assertThat(api.delete().status()).isEqualTo(200);
            load.more();
            List<Answered> answers = load.stop();
            assertThat(answers).extracting(Answered::status).containsOnly(202, 404);
            assertThat(answers).filteredOn(Answered::isSent).isNotEmpty();
            assertOnceAtMeta(load, sender.account());
        }
    }

    private void assertOnceAtMeta(Load load, SimulatedAccount... accounts) {
        List<String> answered =
                load.stop().stream().filter(Answered::isSent).map(Answered::id).toList();
        assertThat(Stream.of(accounts).flatMap(account -> ofMeta(account).stream()))
                .containsExactlyInAnyOrderElementsOf(answered);
    }

    /** The IDs of the messages that Meta has accepted. */
    private List<String> ofMeta(SimulatedAccount account) {
        return system.graph().messages().outbox().list(account.wabaId()).stream()
                .map(message -> String.valueOf(message.callbackData()))
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .toList();
    }

    private record Answered(int status, String id) {

        boolean isSent() {
            return status == 202;
        }
    }

    /** Several callers, each with one message after the other, each to somebody else. */
    private final class Load implements AutoCloseable {

        private static final int CALLERS = 4;
        private static final int MORE = 20;

        private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
        private final AtomicInteger recipients = new AtomicInteger();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private volatile boolean stopped;

        Load() {
            for (int i = 0; i < CALLERS; i++) {
                threads.execute(this::send);
            }
            more();
        }

        private void send() {
            while (!stopped) {
                String to = String.format(Locale.ROOT, "+43660%03d0123", recipients.getAndIncrement());
                SenderApi.Answer answer =
                        sender.messages().post(MessagesApi.body(to, "493027").toString(), "strong_authentication");
                answers.add(
                        new Answered(answer.status(), answer.body().path("id").asText()));
                SenderApi.pause();
            }
        }

        /** Returns when some more messages have been answered. */
        void more() {
            int enough = answers.size() + MORE;
            while (answers.size() < enough) {
                SenderApi.pause();
            }
        }

        List<Answered> stop() {
            stopped = true;
            threads.shutdown();
            try {
                assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return new ArrayList<>(answers);
        }

        @Override
        public void close() {
            stopped = true;
            threads.shutdownNow();
        }
    }
}

package org.mfasender.platform.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.platform.net.ScriptedServer.Then;
import org.mfasender.platform.net.ServerConnections.Kept;

/** Who waits for a connection, and who opens one. */
class ServerConnectionsIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");

    private final ServerConnections connections = new ServerConnections(1);
    private final Deadline end = Deadline.after(Duration.ofSeconds(30));
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.answering("", Then.KEEP);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoFindsNoneOpensOne() throws Exception {
        assertThat(connections.take(end)).isNull();
    }

    @Test
    void theLastOneIsTakenFirst() throws Exception {
        Kept first = kept();
        Kept second = kept();
        connections.keep(first);
        connections.keep(second);

        assertThat(connections.take(end)).isSameAs(second);
        assertThat(connections.take(end)).isSameAs(first);
        assertThat(connections.take(end)).isNull();
    }

    @Test
    void whileOneIsOpenedTheNextThatIsFreeIsTaken() throws Exception {
        assertThat(connections.take(end)).isNull();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Kept>> waiting = waiting(threads);
            Kept free = kept();
            connections.keep(free);

            assertThat(waiting.get()).containsSame(free);
        }
    }

    @Test
    void whenOneWasOpenedTheNextMayBe() throws Exception {
        assertThat(connections.take(end)).isNull();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<Kept>> waiting = waiting(threads);
            connections.opened();

            assertThat(waiting.get()).isEmpty();
        }
    }

    @Test
    void nobodyWaitsLongerThanItsTime() throws Exception {
        assertThat(connections.take(end)).isNull();

        assertThatThrownBy(() -> connections.take(Deadline.after(Duration.ofMillis(20))))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void severalMayBeOpenedAtOnce() throws Exception {
        ServerConnections others = new ServerConnections(2);

        assertThat(others.take(end)).isNull();
        assertThat(others.take(end)).isNull();
        assertThatThrownBy(() -> others.take(Deadline.after(Duration.ofMillis(20))))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void tooManyAreNotKept() throws IOException {
        for (int i = 0; i < 32; i++) {
            assertThat(connections.keep(kept())).isNull();
        }
        assertThat(connections.keep(kept())).isNotNull();
    }

    private Future<Optional<Kept>> waiting(ExecutorService threads) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Optional<Kept>> waiting = threads.submit(() -> {
            begun.countDown();
            return Optional.ofNullable(connections.take(end));
        });
        begun.await();
        return waiting;
    }

    private Kept kept() throws IOException {
        return new Kept(HttpConnection.open(server.uri(), new KeyShare(), end), NOW);
    }
}

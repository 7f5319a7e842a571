package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.e2e.HeldWrites.Held;
import org.mfasender.local.e2e.WithTwoProcesses.TwoProcesses;
import org.mfasender.local.graph.messages.SentMessage;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A process dies before or after any of its writes while it sends a passcode, and the same passcode is asked for again. It is at Meta
 * once at most, and whoever is answered that it was sent is right.
 */
@ExtendWith(WithTwoProcesses.class)
class InterruptedSendingE2E {

    private static final String CODE = "493027";
    private static final String PURPOSE = "strong_authentication";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TwoProcesses both;
    private final UUID environment = UUID.randomUUID();
    private final MessagesApi dying;
    private final MessagesApi living;
    private int recipients;

    InterruptedSendingE2E(TwoProcesses both) {
        this.both = both;
        // A status that comes before the message is recorded costs one more write.
        both.free().graph().webhooks().script(both.accounts().first().wabaId(), List.of());
        Actor actor = both.actor(both.free(), environment);
        Operation.PUT.by(actor);
        Operation.RUN.by(actor);
        this.living = new MessagesApi(actor.api());
        this.dying = new MessagesApi(new SenderApi(both.held().httpUri(), environment));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void wheneverAProcessDies() {
        String warm = recipient();
        Held whole = both.writes().count(environment);
        assertThat(send(dying, warm).status()).isEqualTo(202);
        List<String> writes = whole.writes();
        assertThat(writes).startsWith("PutItem").endsWith("UpdateItem").hasSizeGreaterThan(3);

        for (int write = 1; write <= writes.size(); write++) {
            dieBefore(write, write == writes.size());
        }
    }

    /** @param last whether it is the write that follows the call of Meta */
    private void dieBefore(int write, boolean last) {
        String to = recipient();
        Held held = both.writes().before(write, environment);
        CompletableFuture<SenderApi.Answer> dead = CompletableFuture.supplyAsync(() -> send(dying, to), threads);
        held.awaitHeld();
        boolean nothingWritten = write == 1;

        // Its key is there, so that nobody else sends meanwhile.
        if (!nothingWritten) {
            SenderApi.Answer meanwhile = send(living, to);
            assertThat(meanwhile.status()).as("write %d, meanwhile", write).isEqualTo(409);
            assertReadable(meanwhile, "SENDING");
        }
        held.die();
        dead.orTimeout(60, TimeUnit.SECONDS).join();

        int again = send(living, to).status();
        assertThat(again).as("write %d, again", write).isEqualTo(nothingWritten ? 202 : 409);
        passDeadlines();
        SenderApi.Answer answer = send(living, to);
        int later = answer.status();
        assertReadable(answer, "UNKNOWN");
        assertThat(later).as("write %d, after the deadline", write).isEqualTo(nothingWritten ? 202 : 504);
        assertThat(send(living, to).status()).isEqualTo(later);
        assertThat(sentTo(to)).as("write %d, sent", write).hasSize(nothingWritten || last ? 1 : 0);
    }

    /** The message that an error names. */
    private void assertReadable(SenderApi.Answer error, String status) {
        String id = error.body().at("/details/0/innerError/messageId").asText();
        if (!id.isEmpty()) {
            assertThat(living.get(id).body().path("status").asText()).isEqualTo(status);
        }
    }

    private static SenderApi.Answer send(MessagesApi process, String to) {
        return process.post(MessagesApi.body(to, CODE).toString(), PURPOSE);
    }

    /** In a range of its own, so that no limit is near. */
    private String recipient() {
        return String.format(Locale.ROOT, "+43660%03d0123", recipients++);
    }

    private List<SentMessage> sentTo(String to) {
        return both
                .free()
                .graph()
                .messages()
                .outbox()
                .list(both.accounts().first().wabaId())
                .stream()
                .filter(message -> ("+" + message.recipient()).equals(to))
                .filter(message -> String.valueOf(message.callbackData()).contains(environment.toString()))
                .toList();
    }

    private void passDeadlines() {
        Stored stored = new Stored(both.free());
        for (Map<String, AttributeValue> item : stored.messages()) {
            if (Objects.requireNonNull(item.get("pk")).s().startsWith("KEY#" + environment)) {
                stored.setMessage(item, "deadline", AttributeValue.fromS("2026-01-01T00:00:00Z"));
            }
        }
    }
}

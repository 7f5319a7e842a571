package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.bench.WebhookLoad;
import org.mfasender.local.bench.WebhookLoad.Status;
import org.mfasender.local.functions.CollectedLog;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Thousands of events come within seconds, some twice and in any order: none is lost, and none is applied twice. */
class WebhookLoadE2E {

    private static final int IN_BATCHES = 1_000;
    private static final int SINGLY = 300;
    private static final int BATCH = 100;
    /** Few enough that a busy machine answers each before Meta repeats it: one that is cut off does not say what it has recorded. */
    private static final int BATCHES_AT_ONCE = 3;

    private static final int SINGLY_AT_ONCE = 16;

    @Test
    void nothingIsLostAndNothingIsAppliedTwice() throws Exception {
        CollectedLog log = new CollectedLog();
        LocalOptions options = LocalOptions.of(Path.of(System.getProperty("project.root", "../..")))
                .withReviewDelay(Duration.ZERO)
                .withLog(log);
        try (LocalSystem system = LocalSystem.start(options)) {
            SimulatedAccount account = system.graph().world().newAccount().create();
            SenderApi api = new SenderApi(system.httpUri());
            api.put(account);
            api.awaitStatus("READY");
            WebhookLoad load = new WebhookLoad(
                    system.graph().webhooks(),
                    URI.create(system.httpUri() + "/v1/webhooks/" + account.appId()),
                    account.appSecret(),
                    api.environment());
            List<Status> batched = events(IN_BATCHES);
            List<Status> single = events(SINGLY);

            load.deliver(WebhookLoad.batches(batched, BATCH), BATCHES_AT_ONCE);
            load.deliver(WebhookLoad.batches(single, 1), SINGLY_AT_ONCE);

            Map<String, String> states = states(system);
            assertThat(states).hasSize(IN_BATCHES + SINGLY);
            assertThat(states.values()).containsOnly("DELIVERED");
            Map<String, Integer> events = counted(log);
            assertThat(events).containsEntry("delivered", IN_BATCHES + SINGLY);
            // The set-up has subscribed the account: what became of its templates is reported here as well.
            events.remove("account");
            assertThat(events.values().stream().mapToInt(Integer::intValue).sum())
                    .as("%s", events)
                    .isEqualTo(batched.size() + single.size());
        }
    }

    /** Each message is sent and delivered; one in ten of the events comes twice. */
    private static List<Status> events(int messages) {
        List<Status> events = new ArrayList<>(IntStream.range(0, messages)
                .mapToObj(any -> UUID.randomUUID())
                .flatMap(id -> List.of(new Status(id, "sent"), new Status(id, "delivered")).stream())
                .toList());
        events.addAll(List.copyOf(events.subList(0, events.size() / 10)));
        Collections.shuffle(events, new Random(7));
        return events;
    }

    /** The state of each message in the table, by its key. */
    private static Map<String, String> states(LocalSystem system) {
        return new Stored(system)
                .messages().stream()
                        .filter(item -> text(item, "pk").startsWith("MESSAGE#"))
                        .collect(Collectors.toMap(item -> text(item, "pk"), item -> text(item, "state")));
    }

    /** What the function says that it has recorded. */
    private static Map<String, Integer> counted(CollectedLog log) {
        return log.lines().stream()
                .filter(line -> line.function().equals("ReceiveFunction"))
                .filter(line -> line.message().contains("\"webhookEvents\""))
                .map(line -> read(line.message()).path("webhookEvents"))
                .flatMap(events -> events.properties().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, event -> event.getValue().asInt(), Integer::sum));
    }

    private static JsonNode read(String line) {
        try {
            return SenderApi.JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String text(Map<String, AttributeValue> item, String member) {
        return Objects.requireNonNull(item.get(member)).s();
    }
}

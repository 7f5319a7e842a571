package org.mfasender.local.e2e;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mfasender.local.e2e.ManySenders.Sender;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.RecordedRequest;

/** What Meta was asked, by its own time. */
final class MetaCalls {

    private static final String INSPECTED = "input_token=";

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    /**
     * A call.
     *
     * @param node its ID, or another first part of the path
     * @param query empty when there is none
     */
    private record Call(Instant at, String node, String query) {

        private static Call of(RecordedRequest request) {
            // The first part is the version.
            return new Call(
                    request.time(), request.path().split("/", -1)[2], request.query() == null ? "" : request.query());
        }
    }

    MetaCalls(SimulatedGraph graph) {
        graph.listen(request -> calls.add(Call.of(request)));
    }

    void clear() {
        calls.clear();
    }

    int count() {
        return calls.size();
    }

    /** How often each token was inspected, which is what a check begins with. */
    Map<String, Integer> inspections() {
        return calls.stream()
                .filter(call -> call.query().startsWith(INSPECTED))
                .map(call -> URLDecoder.decode(call.query().substring(INSPECTED.length()), StandardCharsets.UTF_8))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt(token -> 1)));
    }

    /** Calls in each span of a time, one after the other from its begin, which is not included. */
    List<Integer> in(Duration span, Instant begin, Instant end) {
        int[] counts = new int[(int) Duration.between(begin, end).dividedBy(span)];
        for (Call call : calls) {
            counts[(int) Duration.between(begin, call.at()).minusNanos(1).dividedBy(span)]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    /** The most calls within any hour that concern a sender's WhatsApp Business Account. */
    int mostInAnHour(Collection<Sender> senders) {
        Map<String, String> accounts = new HashMap<>();
        for (Sender sender : senders) {
            String waba = sender.account().wabaId();
            accounts.put(waba, waba);
            accounts.put(sender.number().id(), waba);
            accounts.put(sender.account().businessId(), waba);
        }
        Map<String, List<Instant>> times = new HashMap<>();
        for (Call call : calls) {
            String waba = accounts.get(call.node());
            if (waba != null) {
                times.computeIfAbsent(waba, any -> new ArrayList<>()).add(call.at());
            }
        }
        return times.values().stream().mapToInt(MetaCalls::mostInAnHour).max().orElse(0);
    }

    private static int mostInAnHour(List<Instant> times) {
        Deque<Instant> hour = new ArrayDeque<>();
        int most = 0;
        for (Instant time : times.stream().sorted().toList()) {
            hour.addLast(time);
            while (!hour.getFirst().isAfter(time.minus(Duration.ofHours(1)))) {
                hour.removeFirst();
            }
            most = Math.max(most, hour.size());
        }
        return most;
    }
}

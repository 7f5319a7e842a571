package org.mfasender.local.graph.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.mfasender.local.graph.world.PhoneNumber;

/** How many messages a number may send a second, and to one recipient. Source: Meta, "Throughput" and "About the platform". */
final class SendLimits {
    private static final int STANDARD = 80;
    private static final int HIGH = 1000;
    /** Of a number that is also used in the WhatsApp Business app. */
    private static final int COEXISTENCE = 20;

    private static final Duration PER_RECIPIENT = Duration.ofSeconds(6);
    /** A burst is repaid: the next message waits until six seconds have passed for each of its messages. */
    private static final int BURST = 45;
    /** Beyond this, what no longer limits anything is removed. */
    private static final int MOST_PAIRS = 10_000;

    private final Map<String, Deque<Instant>> sent = new HashMap<>();
    /** When the messages of a pair so far are repaid. */
    private final Map<Pair, Instant> repaid = new HashMap<>();

    private record Pair(String numberId, String recipient) {}

    /** Counts a message of a number; false when it is one too many. */
    synchronized boolean takeThroughput(PhoneNumber number, Instant now) {
        Deque<Instant> second = sent.computeIfAbsent(number.id(), id -> new ArrayDeque<>());
        Instant start = now.minusSeconds(1);
        while (!second.isEmpty() && !second.getFirst().isAfter(start)) {
            second.removeFirst();
        }
        if (second.size() >= throughput(number)) {
            return false;
        }
        second.addLast(now);
        return true;
    }

    private static int throughput(PhoneNumber number) {
        if (number.text("is_on_biz_app").equals("true")) {
            return COEXISTENCE;
        }
        boolean high = number.get("throughput") != null
                && number.get("throughput").path("level").asText().equals("HIGH");
        return high ? HIGH : STANDARD;
    }

    /** Counts a message of a number to a recipient; false when it is one too many. */
    synchronized boolean takePair(String numberId, String recipient, boolean withBurst, Instant now) {
        if (repaid.size() > MOST_PAIRS) {
            repaid.values().removeIf(time -> !time.isAfter(now));
        }
        Pair pair = new Pair(numberId, recipient);
        Instant due = repaid.getOrDefault(pair, now);
        Instant begin = due.isBefore(now) ? now : due;
        Duration tolerated = withBurst ? PER_RECIPIENT.multipliedBy(BURST - 1L) : Duration.ZERO;
        if (begin.minus(tolerated).isAfter(now)) {
            return false;
        }
        repaid.put(pair, begin.plus(PER_RECIPIENT));
        return true;
    }

    synchronized void clear() {
        sent.clear();
        repaid.clear();
    }
}

package org.mfasender.messages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mfasender.messages.delivery.NumberRefusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.Clock;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.GraphMessages;
import org.mfasender.platform.meta.SendOutcome;
import org.mfasender.sender.SendingNumber;

/**
 * Sends a message from one of the account's numbers: from the next one only when Meta has refused it, for a reason that concerns the
 * number.
 */
final class Transmission {

    /** A call with less would hardly be answered. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final GraphMessages graph;
    private final Throughput throughput;

    Transmission(GraphMessages graph, Clock clock) {
        this.graph = graph;
        this.throughput = new Throughput(clock);
    }

    /**
     * How it ended.
     *
     * @param draft with the number that was used
     * @param refusals all of Meta's, also those after which another number was tried
     */
    record Ended(Draft draft, SendOutcome outcome, List<GraphFailure> refusals) {

        Ended {
            refusals = List.copyOf(refusals);
        }
    }

    /** @param budget for all numbers together */
    Ended send(Draft draft, AccessToken token, Duration budget) {
        long begin = System.nanoTime();
        List<SendingNumber> untried = new ArrayList<>(draft.numbers());
        List<GraphFailure> refusals = new ArrayList<>();
        Ended ended;
        Duration left = budget;
        do {
            SendingNumber number = throughput.choose(untried);
            untried.remove(number);
            Draft through = draft.through(number);
            SendOutcome outcome = graph.send(token, number.id(), through.passcode(), left);
            if (!(outcome instanceof SendOutcome.Refused refused)) {
                return new Ended(through, outcome, refusals);
            }
            refusals.add(refused.failure());
            ended = new Ended(through, refused, refusals);
            if (!NumberRefusal.isOne(refused.failure())) {
                return ended;
            }
            left = budget.minusNanos(System.nanoTime() - begin);
        } while (!untried.isEmpty() && left.compareTo(LEAST) >= 0);
        return new Ended(ended.draft(), new SendOutcome.Refused(decisive(refusals)), refusals);
    }

    /** Of the refusals of all numbers, one that may pass: then the same request may succeed later. */
    private static GraphFailure decisive(List<GraphFailure> refusals) {
        return refusals.stream()
                .filter(refusal -> RefusalCause.of(refusal).mayPass())
                .findFirst()
                .orElseGet(refusals::getLast);
    }
}

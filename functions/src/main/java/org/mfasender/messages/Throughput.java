package org.mfasender.messages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mfasender.platform.Clock;
import org.mfasender.sender.SendingNumber;

/**
 * How many messages this process has sent from each number within the second. It does not know what other processes send: Meta's refusal
 * says that.
 */
final class Throughput {

    private final Map<String, Second> seconds = new ConcurrentHashMap<>();
    private final Clock clock;

    Throughput(Clock clock) {
        this.clock = clock;
    }

    private record Second(Instant begin, int messages) {

        boolean isOver(Instant now) {
            return now.isBefore(begin) || !now.isBefore(begin.plusSeconds(1));
        }
    }

    /**
     * Counts a message.
     *
     * @param numbers in the order in which they are tried; not empty
     * @return the first that may send another within this second; the first of all when none may
     */
    SendingNumber choose(List<SendingNumber> numbers) {
        Instant now = clock.now();
        return numbers.stream()
                .filter(number -> count(number, now) <= number.messagesPerSecond())
                .findFirst()
                .orElseGet(numbers::getFirst);
    }

    private int count(SendingNumber number, Instant now) {
        return seconds.merge(
                        number.id(),
                        new Second(now, 1),
                        (known, first) -> known.isOver(now) ? first : new Second(known.begin(), known.messages() + 1))
                .messages();
    }
}

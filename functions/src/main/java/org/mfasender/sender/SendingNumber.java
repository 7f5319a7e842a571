package org.mfasender.sender;

import org.mfasender.numbers.SenderNumber;

/**
 * A number that messages are sent from.
 *
 * @param id Meta's ID of the number
 * @param messagesPerSecond how many Meta takes from it
 */
public record SendingNumber(String id, int messagesPerSecond) {

    private static final int STANDARD = 80;

    static SendingNumber of(SenderNumber number) {
        return new SendingNumber(number.numberId(), number.messagesPerSecond());
    }

    /** One of which no more than its ID is known. */
    static SendingNumber ofId(String id) {
        return new SendingNumber(id, STANDARD);
    }
}

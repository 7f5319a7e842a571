package org.mfasender.messages;

import java.util.Comparator;
import java.util.List;
import org.mfasender.platform.Sha256;
import org.mfasender.sender.SendingNumber;

/**
 * Spreads recipients over numbers by weighted rendezvous hashing, in proportion to what Meta takes from each: a recipient usually
 * has the same number, and so one chat, and a number that comes or goes moves no recipient between others.
 */
final class Spread {

    private static final int HEX_DIGITS = 13;
    private static final double HASHES = 0x1p52;

    private Spread() {}

    /** The numbers in the order in which a recipient's messages try them. */
    static List<SendingNumber> order(List<SendingNumber> numbers, String recipientHash) {
        return numbers.size() < 2
                ? numbers
                : numbers.stream()
                        .sorted(Comparator.comparingDouble(number -> distance(number, recipientHash)))
                        .toList();
    }

    private static double distance(SendingNumber number, String recipientHash) {
        String hash = Sha256.of(recipientHash + "|" + number.id());
        double uniform = (Long.parseLong(hash.substring(0, HEX_DIGITS), 16) + 0.5) / HASHES;
        return -Math.log(uniform) / number.messagesPerSecond();
    }
}

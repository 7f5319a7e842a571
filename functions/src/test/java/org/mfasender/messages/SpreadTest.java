package org.mfasender.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mfasender.sender.SendingNumber;

class SpreadTest {

    private static final int RECIPIENTS = 3000;
    private static final SendingNumber FIRST = new SendingNumber("1001", 80);
    private static final SendingNumber SECOND = new SendingNumber("1002", 80);
    private static final SendingNumber SLOW = new SendingNumber("1003", 20);
    private static final List<SendingNumber> ALL = List.of(FIRST, SECOND, SLOW);

    @Test
    void eachNumberGetsWhatMetaTakesFromIt() {
        assertThat(share(FIRST)).isCloseTo(80.0 / 180, within(0.04));
        assertThat(share(SECOND)).isCloseTo(80.0 / 180, within(0.04));
        assertThat(share(SLOW)).isCloseTo(20.0 / 180, within(0.04));
    }

    private static double share(SendingNumber number) {
        return (double) recipients().stream()
                        .filter(recipient ->
                                Spread.order(ALL, recipient).getFirst().equals(number))
                        .count()
                / RECIPIENTS;
    }

    @Test
    void aNumberThatLeavesMovesItsOwnRecipientsOnly() {
        List<SendingNumber> fewer = List.of(SLOW, FIRST);
        for (String recipient : recipients()) {
            List<SendingNumber> expected = new ArrayList<>(Spread.order(ALL, recipient));
            expected.remove(SECOND);
            assertThat(Spread.order(fewer, recipient)).isEqualTo(expected);
        }
    }

    @Test
    void oneNumberIsTheOnlyOne() {
        assertThat(Spread.order(List.of(SLOW), "aa")).containsExactly(SLOW);
    }

    private static List<String> recipients() {
        return IntStream.range(0, RECIPIENTS).mapToObj(Integer::toHexString).toList();
    }
}

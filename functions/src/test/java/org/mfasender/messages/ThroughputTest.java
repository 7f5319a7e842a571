package org.mfasender.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mfasender.platform.Clock;
import org.mfasender.sender.SendingNumber;

class ThroughputTest {

    private static final SendingNumber FIRST = new SendingNumber("1001", 2);
    private static final SendingNumber SECOND = new SendingNumber("1002", 1);
    private static final List<SendingNumber> BOTH = List.of(FIRST, SECOND);

    private Instant now = NOW;
    private final Throughput throughput = new Throughput(new Clock(() -> now));

    @Test
    void whatANumberCannotSendWithinTheSecondTheNextOneSendsAndAtLastMetaDecides() {
        assertThat(List.of(choose(), choose(), choose(), choose())).containsExactly(FIRST, FIRST, SECOND, FIRST);

        now = NOW.plusMillis(999);
        assertThat(choose()).isEqualTo(FIRST);

        now = NOW.plusSeconds(1);
        assertThat(List.of(choose(), choose(), choose())).containsExactly(FIRST, FIRST, SECOND);
    }

    private SendingNumber choose() {
        return throughput.choose(BOTH);
    }
}

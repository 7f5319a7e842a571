package org.mfasender.sender;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.Coverage;

class AccountLifeTest {

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatWorksKeepsWorkingAndNoNameIsUsedTwice(long seed) {
        AccountLife life = new AccountLife(seed, AccountLifeTest::settled);
        for (int event = 0; event < 60; event++) {
            life.goOn(true);
        }
    }

    private static SenderAccount settled(AccountLife life, SenderAccount account) {
        return account.mapping(connection -> connection.withCoverage(coverage(life, connection)))
                .settled();
    }

    /** Every purpose of a WhatsApp Business Account is served, or none. */
    private static Map<Purpose, Coverage> coverage(AccountLife life, Connection connection) {
        Coverage coverage = life.serves(connection) ? Coverage.SERVED : Coverage.MISSING;
        return Map.of(Purpose.DEVICE_PAIRING, coverage, Purpose.STRONG_AUTHENTICATION, coverage);
    }
}

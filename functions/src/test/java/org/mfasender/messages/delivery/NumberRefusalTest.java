package org.mfasender.messages.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.platform.meta.Failures;

class NumberRefusalTest {

    /** Meta's code and subcode, and whether another number may send the message. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            33,     0,       true
            100,    33,      true
            100,    2494100, true
            131021, 0,       true
            131030, 0,       true
            131037, 0,       true
            131045, 0,       true
            131048, 0,       true
            131056, 0,       true
            131057, 0,       true
            130429, 0,       true
            133006, 0,       true
            133010, 0,       true
            133015, 0,       true
            0,      0,       false
            2,      0,       false
            4,      0,       false
            10,     0,       false
            100,    0,       false
            100,    2388019, false
            190,    463,     false
            368,    0,       false
            80007,  0,       false
            130497, 0,       false
            131000, 0,       false
            131008, 0,       false
            131016, 0,       false
            131026, 0,       false
            131031, 0,       false
            131042, 0,       false
            131062, 0,       false
            131064, 0,       false
            132001, 0,       false
            132015, 0,       false
            137000, 0,       false
            """)
    void metasCodeDecides(int code, int subcode, boolean another) {
        assertThat(NumberRefusal.isOne(Failures.of(400, code, subcode))).isEqualTo(another);
    }
}

package org.mfasender.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookEndpointTest {

    /** How long ago API Gateway received a request, and what is left of ten seconds. A request that is older was recorded and sent again. */
    @ParameterizedTest
    @CsvSource({
        "0, 9500",
        "1, 9499",
        "4000, 5500",
        "9500, 0",
        "30000, -20500",
        "30001, 9500",
        "3600000, 9500",
        "-1, 9500"
    })
    void aColdStartLeavesLessUnlessTheTimeIsNotCredible(long waitedMillis, long leftMillis) {
        assertThat(HookEndpoint.left(Duration.ofSeconds(10), NOW.minusMillis(waitedMillis), NOW))
                .isEqualTo(Duration.ofMillis(leftMillis));
    }
}

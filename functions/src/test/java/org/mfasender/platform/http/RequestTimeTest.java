package org.mfasender.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.platform.TimeBudget;

class RequestTimeTest {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final Duration LONG = Duration.ofHours(1);

    /** Milliseconds: what the function has, how long the request has waited for it, what the work gets. */
    @ParameterizedTest
    @CsvSource({
        "29000,       0, 27500",
        "29000,    1000, 27500",
        "29000,    9000, 19500",
        "12000,    9000, 10500",
        "29000,   29900,  -1400",
        "29000,   31000, 27500",
        "29000, 9000000, 27500",
        "29000,   -5000, 27500",
        "  500,       0,  -1000"
    })
    void theWorkGetsWhatFunctionAndGatewayLeave(int remaining, long waited, long left) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        RequestContext context = new RequestContext();
        context.setTimeEpoch(NOW.minusMillis(waited).toEpochMilli());
        event.setRequestContext(context);

        long begin = System.nanoTime();
        Duration given = left(event, remaining);
        Duration passed = Duration.ofNanos(System.nanoTime() - begin);
        assertThat(given).isBetween(Duration.ofMillis(left).minus(passed).minusMillis(1), Duration.ofMillis(left));
    }

    @Test
    void anEventWithoutATimeLeavesWhatTheFunctionHas() {
        assertThat(left(new APIGatewayV2HTTPEvent(), 29_000)).isGreaterThan(Duration.ofSeconds(27));
    }

    private static Duration left(APIGatewayV2HTTPEvent event, int remaining) {
        return RequestTime.budget(event, context(remaining), NOW).limit(() -> TimeBudget.left(LONG));
    }

    private static Context context(int remaining) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> remaining);
    }
}

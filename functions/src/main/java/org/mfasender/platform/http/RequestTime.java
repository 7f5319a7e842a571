package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Duration;
import java.time.Instant;
import org.mfasender.platform.TimeBudget;

/** How long a request may take, so that the caller gets an answer of ours instead of the gateway's bare error. */
final class RequestTime {

    /** How long an HTTP API waits for a function. Source: AWS, "Quotas for configuring and running an HTTP API". */
    private static final Duration GATEWAY_WAITS = Duration.ofSeconds(30);

    /** Kept back to write the answer, and for its way to the gateway. */
    private static final Duration MARGIN = Duration.ofMillis(1500);

    private RequestTime() {}

    /** What the function and the gateway leave for the work, whichever ends first. */
    static TimeBudget budget(APIGatewayV2HTTPEvent event, Context context, Instant now) {
        Duration function = Duration.ofMillis(context.getRemainingTimeInMillis());
        Duration gateway = GATEWAY_WAITS.minus(waited(event, now));
        return TimeBudget.of((function.compareTo(gateway) < 0 ? function : gateway).minus(MARGIN));
    }

    /**
     * How long the request has waited for the function, which may have had to start first. A time that no gateway would wait, or one in
     * the future, is that of a recorded event or of another clock.
     */
    private static Duration waited(APIGatewayV2HTTPEvent event, Instant now) {
        if (event.getRequestContext() == null) {
            return Duration.ZERO;
        }
        Duration waited =
                Duration.between(Instant.ofEpochMilli(event.getRequestContext().getTimeEpoch()), now);
        return waited.isNegative() || waited.compareTo(GATEWAY_WAITS) >= 0 ? Duration.ZERO : waited;
    }
}

package org.mfasender.platform.aws;

import java.time.Duration;
import org.mfasender.platform.TimeBudget;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Gives a call, with its retries, no more time than is left of the {@link TimeBudget} of the work that makes it. */
final class CallBudget implements ExecutionInterceptor {

    /** When the budget is over, too: what has been done is to be recorded, and a request keeps back the time for it. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Duration longest;

    /** @param longest that a call may take, whatever is left */
    CallBudget(Duration longest) {
        this.longest = longest;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        AwsRequest request = (AwsRequest) context.request();
        return request.toBuilder()
                .overrideConfiguration(request.overrideConfiguration()
                        .map(AwsRequestOverrideConfiguration::toBuilder)
                        .orElseGet(AwsRequestOverrideConfiguration::builder)
                        .apiCallTimeout(time())
                        .build())
                .build();
    }

    private Duration time() {
        Duration left = TimeBudget.left(longest);
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }
}

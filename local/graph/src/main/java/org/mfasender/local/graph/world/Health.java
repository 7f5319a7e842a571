package org.mfasender.local.graph.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an entity allows sending and calls, as Meta reports it.
 *
 * @param canSendMessage {@code AVAILABLE}, {@code LIMITED} or {@code BLOCKED}
 * @param canReceiveCallSip the same for calls over SIP; null = not reported
 * @param additionalInfo why it is limited
 * @param problems why it is blocked: messages and calls share one list
 */
public record Health(
        String canSendMessage,
        @Nullable String canReceiveCallSip,
        List<String> additionalInfo,
        List<Problem> problems) {
    /** Sending is possible. */
    public static final Health AVAILABLE = new Health("AVAILABLE", null, List.of(), List.of());

    /** Sending is possible with restrictions. */
    public static Health limited(String additionalInfo) {
        return new Health("LIMITED", null, List.of(additionalInfo), List.of());
    }

    /** Sending is impossible. */
    public static Health blocked(int errorCode, String description, String solution) {
        return new Health("BLOCKED", null, List.of(), List.of(new Problem(errorCode, description, solution)));
    }

    /** One entry of {@code errors}. */
    public record Problem(int errorCode, String description, String solution) {}
}

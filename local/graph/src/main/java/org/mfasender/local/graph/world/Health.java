package org.mfasender.local.graph.world;

import java.util.List;

/**
 * Whether an entity allows sending, as Meta reports it.
 *
 * @param canSendMessage {@code AVAILABLE}, {@code LIMITED} or {@code BLOCKED}
 * @param additionalInfo why it is limited
 * @param problems why it is blocked
 */
public record Health(String canSendMessage, List<String> additionalInfo, List<Problem> problems) {
    /** Sending is possible. */
    public static final Health AVAILABLE = new Health("AVAILABLE", List.of(), List.of());

    /** Sending is possible with restrictions. */
    public static Health limited(String additionalInfo) {
        return new Health("LIMITED", List.of(additionalInfo), List.of());
    }

    /** Sending is impossible. */
    public static Health blocked(int errorCode, String description, String solution) {
        return new Health("BLOCKED", List.of(), List.of(new Problem(errorCode, description, solution)));
    }

    /** One entry of {@code errors}. */
    public record Problem(int errorCode, String description, String solution) {}
}

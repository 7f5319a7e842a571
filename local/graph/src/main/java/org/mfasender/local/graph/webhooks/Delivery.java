package org.mfasender.local.graph.webhooks;

import java.time.Duration;

/**
 * When a status of a message is reported.
 *
 * @param status {@code sent}, {@code delivered}, {@code read} or {@code failed}
 * @param delay since the message was accepted
 * @param times how often; 0 = it is lost, and more than one also without a failure
 */
public record Delivery(String status, Duration delay, int times) {

    /** Reported once, at once. */
    public static Delivery of(String status) {
        return new Delivery(status, Duration.ZERO, 1);
    }

    /** The same, later. */
    public Delivery after(Duration later) {
        return new Delivery(status, later, times);
    }

    /** The same so many times. */
    public Delivery times(int number) {
        return new Delivery(status, delay, number);
    }
}

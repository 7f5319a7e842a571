package org.mfasender.platform.events;

import java.time.Instant;

/**
 * An event that is to be published.
 *
 * @param detailType what kind of event it is
 * @param time when what it says happened
 * @param detail a record, written as JSON; some hundred bytes
 */
public record BusEvent(String detailType, Instant time, Object detail) {}

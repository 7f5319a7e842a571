package org.mfasender.audit;

import java.time.Instant;
import java.util.List;
import org.mfasender.platform.Actor;

/**
 * A change that has happened.
 *
 * @param place where it stands in its environment's history
 * @param action an {@link Action}, or another release's word
 */
record HistoryEntry(String id, String place, Instant recordedAt, Actor actor, String action, List<Change> changes) {}

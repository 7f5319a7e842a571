package org.mfasender.events;

import java.util.Optional;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.events.BusEvent;

/** A kind of event. */
interface EventSource {

    /** What is published of a change; empty when it is nothing of this kind. The same change has the same event each time. */
    Optional<BusEvent> event(ItemChange change);

    /** An event of this kind was published. */
    default void published(BusEvent event) {}
}

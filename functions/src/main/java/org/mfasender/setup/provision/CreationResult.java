package org.mfasender.setup.provision;

import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.templates.catalog.Batch;

/** What came of one call that creates a batch. A {@code missing} batch has the languages that are not there; it may be empty. */
sealed interface CreationResult {

    /** Meta took the batch. What is missing it left out, and gave no reason. */
    record Taken(Batch missing) implements CreationResult {}

    /** Meta refused the batch for what it is. */
    record Refused(Batch missing, GraphFailure failure) implements CreationResult {}

    /** Meta failed and may succeed when asked again. */
    record Failed(Batch missing, GraphException cause) implements CreationResult {}

    /** Meta limits the rate, or does not show what it wrote. */
    record Interrupted(GraphException cause) implements CreationResult {}

    /** Meta refuses whatever is tried. */
    record Ended(GraphFailure failure) implements CreationResult {}
}

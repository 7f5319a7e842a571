package org.mfasender.templates.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.MetaError;

/**
 * A template that Meta did not take.
 *
 * @param name the template's name
 * @param language Meta's code
 */
public record Refusal(
        String name,
        String language,
        RefusalReason reason,
        @Nullable MetaError meta,
        Instant at) {

    boolean isBelievedAt(Instant now) {
        return now.isBefore(at.plus(reason.validity()));
    }
}

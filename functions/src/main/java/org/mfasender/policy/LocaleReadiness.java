package org.mfasender.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.Stop;

/**
 * How users of a wanted locale are served.
 *
 * @param serving what they get now; null when they get nothing
 * @param own the locale's own content; null when it has none
 */
record LocaleReadiness(
        String locale,
        @Nullable ServingContent serving,
        @Nullable TemplateContent own) {

    /** The state of the locale's own template: one of Meta's, as contents show it, or {@code MISSING}. */
    String state() {
        return own == null ? "MISSING" : own.state().name();
    }

    /** Why the locale's own template is not sent; empty when it is. */
    Optional<String> message() {
        if (own == null) {
            return Optional.of("This locale has no template yet.");
        }
        Stop stop = own.stop();
        return stop == null
                ? Optional.empty()
                : Optional.of("The template " + own.template().name() + " in "
                        + own.template().language() + " is " + stop.words() + ".");
    }
}

package org.mfasender.templates.catalog;

import java.time.Instant;
import java.util.List;
import org.mfasender.templates.TemplateSettings;

/**
 * Templates that this system submitted under one name.
 *
 * @param languages Meta's codes
 * @param settings with which they were submitted
 * @param at when; noted before the call, so that none is forgotten
 */
public record Creation(String name, List<String> languages, TemplateSettings settings, Instant at) {

    /** This creation without the languages in which another one repeats it. */
    Creation without(Creation other) {
        return name.equals(other.name)
                ? new Creation(
                        name,
                        languages.stream()
                                .filter(language -> !other.languages.contains(language))
                                .toList(),
                        settings,
                        at)
                : this;
    }

    /** Whether a template was submitted with it. */
    public boolean covers(String wantedName, String language) {
        return name.equals(wantedName) && languages.contains(language);
    }
}

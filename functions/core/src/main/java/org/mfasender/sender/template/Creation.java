package org.mfasender.sender.template;

import java.time.Instant;
import java.util.List;

/**
 * Templates that this system handed in under one name.
 *
 * @param languages Meta's codes
 * @param settings as which they were handed in
 * @param at when; noted before the call, so that none is forgotten
 */
public record Creation(String name, List<String> languages, TemplateSettings settings, Instant at) {

    boolean covers(String wantedName, String language) {
        return name.equals(wantedName) && languages.contains(language);
    }
}

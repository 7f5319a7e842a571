package org.mfasender.templates;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a request changes about the templates that are wanted; a purpose that is left out stays as it is. */
public record TemplateChanges(Map<Purpose, TemplateOptionsChange> purposes) {

    public static final TemplateChanges NONE = new TemplateChanges(Map.of());

    /** The options with these changes. */
    public Map<Purpose, TemplateOptions> applyTo(Map<Purpose, TemplateOptions> options) {
        Map<Purpose, TemplateOptions> changed = new EnumMap<>(options);
        changed.replaceAll((purpose, current) -> change(purpose).applyTo(current));
        return changed;
    }

    /** The purposes whose message could be delivered for longer than its code is valid, once the changes are applied. */
    public Set<Purpose> outlivingCode(Map<Purpose, TemplateOptions> options) {
        return options.entrySet().stream()
                .filter(entry -> change(entry.getKey()).outlivesCode(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Purpose.class)));
    }

    private TemplateOptionsChange change(Purpose purpose) {
        return purposes.getOrDefault(purpose, TemplateOptionsChange.NONE);
    }
}

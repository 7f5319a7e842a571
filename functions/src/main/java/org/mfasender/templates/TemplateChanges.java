package org.mfasender.templates;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.http.Violation;

/** What a request changes about the templates that are wanted; a purpose that is left out stays as it is. */
public record TemplateChanges(Map<Purpose, TemplateOptionsChange> purposes) {

    public static final TemplateChanges NONE = new TemplateChanges(Map.of());

    /** The options with these changes. */
    public Map<Purpose, TemplateOptions> applyTo(Map<Purpose, TemplateOptions> options) {
        Map<Purpose, TemplateOptions> changed = new EnumMap<>(options);
        changed.replaceAll((purpose, current) -> change(purpose).applyTo(current));
        return changed;
    }

    /** What is wrong with the changes once they are applied. */
    public List<Violation> violations(Map<Purpose, TemplateOptions> options) {
        return options.entrySet().stream()
                .filter(entry -> change(entry.getKey()).outlivesCode(entry.getValue()))
                .map(entry -> new Violation(
                        Violation.Code.OUT_OF_RANGE,
                        "templates." + entry.getKey() + ".messageSendTtlSeconds",
                        "A message must not be on its way for longer than its code is valid: shorten this, or raise"
                                + " codeExpirationMinutes."))
                .toList();
    }

    private TemplateOptionsChange change(Purpose purpose) {
        return purposes.getOrDefault(purpose, TemplateOptionsChange.NONE);
    }
}

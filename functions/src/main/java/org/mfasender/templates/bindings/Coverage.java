package org.mfasender.templates.bindings;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/** How a purpose is served to whoever no other content fits. */
public enum Coverage {
    /** A passcode can be sent. */
    SERVED,
    /** The default content waits for Meta's review. */
    IN_REVIEW,
    /** Meta does not send the template of the default content, or not any more. */
    STOPPED,
    /** There is no default content. */
    MISSING;

    /** The coverage that is stored so; one that this release does not know serves nobody. */
    public static Coverage of(String word) {
        return Stream.of(values())
                .filter(coverage -> coverage.name().equals(word))
                .findFirst()
                .orElse(MISSING);
    }

    /** The coverage of every purpose for which something is wanted. */
    public static Map<Purpose, Coverage> of(
            Map<Purpose, TemplateOptions> wanted, Collection<TemplateContent> contents) {
        Map<Purpose, Coverage> coverage = new EnumMap<>(Purpose.class);
        wanted.keySet().forEach(purpose -> coverage.put(purpose, of(purpose, wanted, contents)));
        return coverage;
    }

    private static Coverage of(
            Purpose purpose, Map<Purpose, TemplateOptions> wanted, Collection<TemplateContent> contents) {
        if (ContentSelector.serves(purpose, wanted, contents)) {
            return SERVED;
        }
        String locale = Objects.requireNonNull(wanted.get(purpose)).defaultLocale();
        return contents.stream()
                .filter(content -> content.purpose() == purpose && content.isDefault(locale))
                .findFirst()
                .map(content -> content.isInReview() ? IN_REVIEW : STOPPED)
                .orElse(MISSING);
    }
}

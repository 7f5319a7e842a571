package org.mfasender.contents;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.Violation;
import org.mfasender.templates.bindings.TemplateContent;

/**
 * What a person wants a content to be.
 *
 * @param locale in canonical spelling
 * @param variant in the spelling given; null for the usual content
 */
public record ContentRequest(String locale, @Nullable String variant, TemplateChoice template) {

    /**
     * What forbids to make this of a content: its locale and variant stay for good, as in PingOne. A variant that is left out stays.
     */
    public List<Violation> violations(TemplateContent existing) {
        List<Violation> violations = new ArrayList<>();
        if (!existing.locale().equals(locale)) {
            violations.add(fixed("locale", existing.locale()));
        }
        String present = existing.variant();
        if (variant != null && !existing.isVariant(variant)) {
            violations.add(
                    present == null
                            ? Violation.invalid(
                                    "variant",
                                    "This content has no variant, and gets none: create another content with POST.")
                            : fixed("variant", present));
        }
        return violations;
    }

    private static Violation fixed(String member, String value) {
        return Violation.values(
                member,
                "This cannot be changed; this content's is " + value + ". Create another content with POST.",
                List.of(value));
    }
}

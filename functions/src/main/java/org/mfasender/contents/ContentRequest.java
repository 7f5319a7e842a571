package org.mfasender.contents;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Caller;
import org.mfasender.templates.bindings.TemplateContent;

/**
 * What a person wants a content to be.
 *
 * @param locale in canonical spelling
 * @param variant in the spelling given; null for the usual content
 */
record ContentRequest(
        Caller caller, String locale, @Nullable String variant, TemplateChoice template) {

    /** What stays for a content's whole life, as in PingOne. */
    enum Fixed {
        LOCALE,
        VARIANT
    }

    /** What this request would change although it is fixed. A variant that is left out stays. */
    Set<Fixed> changes(TemplateContent existing) {
        Set<Fixed> changes = EnumSet.noneOf(Fixed.class);
        if (!existing.locale().equals(locale)) {
            changes.add(Fixed.LOCALE);
        }
        if (variant != null && !existing.isVariant(variant)) {
            changes.add(Fixed.VARIANT);
        }
        return changes;
    }
}

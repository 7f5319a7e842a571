package org.mfasender.platform.meta;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text that Meta will send in one language. Source: Meta, "Template preview".
 *
 * @param body with the code as {@code {{1}}}
 * @param footer null when there is none
 * @param buttons the labels: of the copy button, then of autofill
 */
public record TemplatePreview(
        String language, String body, @Nullable String footer, List<Button> buttons) {

    /**
     * The labels of a button.
     *
     * @param text of the copy button
     * @param autofillText of the autofill button; null when there is none
     */
    public record Button(String text, @Nullable String autofillText) {}
}

package org.mfasender.templates.catalog;

import java.util.List;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateSettings;

/** Languages to be created under one name in one call. */
public record Batch(Purpose purpose, String name, TemplateSettings settings, List<String> languages) {

    public Batch with(List<String> others) {
        return new Batch(purpose, name, settings, List.copyOf(others));
    }
}

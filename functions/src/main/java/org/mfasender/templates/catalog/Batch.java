package org.mfasender.templates.catalog;

import java.util.List;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateSettings;

/** Languages to be created under one name in one call. */
public record Batch(Purpose purpose, String name, TemplateSettings settings, List<String> languages) {

    public Batch with(List<String> others) {
        return new Batch(purpose, name, settings, List.copyOf(others));
    }

    public boolean isEmpty() {
        return languages.isEmpty();
    }

    public boolean isDivisible() {
        return languages.size() > 1;
    }

    /** Two batches: the first languages, and the others. */
    public List<Batch> split(int first) {
        return List.of(with(languages.subList(0, first)), with(languages.subList(first, languages.size())));
    }

    public List<Batch> halves() {
        return split(languages.size() / 2);
    }
}

package org.mfasender.templates.plan;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.BindingState;

/** How many contents are in which state, as answers show it. */
public final class StatesAnswer {

    private StatesAnswer() {}

    /**
     * The states of a purpose's contents; those of none are left out.
     *
     * @param contents also of other purposes
     */
    public static Map<String, Integer> of(Purpose purpose, Collection<TemplateContent> contents) {
        Map<BindingState, Integer> counts = new EnumMap<>(BindingState.class);
        contents.stream()
                .filter(content -> content.purpose() == purpose)
                .forEach(content -> counts.merge(content.state(), 1, Integer::sum));
        Map<String, Integer> states = new LinkedHashMap<>();
        counts.forEach((state, count) -> states.put(state.name(), count));
        return states;
    }
}

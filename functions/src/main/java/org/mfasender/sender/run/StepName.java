package org.mfasender.sender.run;

import java.util.Optional;
import java.util.stream.Stream;

/** The steps of a run, in their order; a step's name is also its function's and its state's. */
public enum StepName {
    VALIDATE("validate"),
    LIST_NUMBERS("list-numbers"),
    PROVISION_TEMPLATES("provision-templates");

    private final String text;

    StepName(String text) {
        this.text = text;
    }

    /** The step of a name; empty for one that another release has: this one runs no such step and shows none. */
    public static Optional<StepName> parse(String text) {
        return Stream.of(values()).filter(name -> name.text.equals(text)).findFirst();
    }

    /** The name as functions, states and answers spell it, e.g. {@code list-numbers}. */
    @Override
    public String toString() {
        return text;
    }
}

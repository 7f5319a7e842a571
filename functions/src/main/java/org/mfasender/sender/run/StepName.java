package org.mfasender.sender.run;

/** The steps of a run, in their order; a step's name is also its function's and its state's. */
public enum StepName {
    VALIDATE("validate"),
    LIST_NUMBERS("list-numbers"),
    PROVISION_TEMPLATES("provision-templates");

    private final String text;

    StepName(String text) {
        this.text = text;
    }

    /** The name as functions, states and answers spell it, e.g. {@code list-numbers}. */
    @Override
    public String toString() {
        return text;
    }
}

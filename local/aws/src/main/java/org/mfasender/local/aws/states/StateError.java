package org.mfasender.local.aws.states;

import java.util.Set;

/**
 * An error that a state reports.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">Error names</a>
 */
final class StateError extends Exception {

    private static final long serialVersionUID = 1L;

    static final String ALL = "States.ALL";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String TIMEOUT = "States.Timeout";
    static final String RUNTIME = "States.Runtime";
    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";

    private final String error;
    private final String cause;

    StateError(String error, String cause) {
        super(error);
        this.error = error;
        this.cause = cause;
    }

    static StateError runtime(String cause) {
        return new StateError(RUNTIME, cause);
    }

    /** A runtime error says where it happened. */
    StateError in(String state, long event) {
        return error.equals(RUNTIME)
                ? runtime("An error occurred while executing the state '%s' (entered at the event id #%d). %s"
                        .formatted(state, event, cause))
                : this;
    }

    String error() {
        return error;
    }

    String cause() {
        return cause;
    }

    /** Whether an {@code ErrorEquals} applies. A runtime error always ends the execution; wildcards never match the data limit. */
    boolean matches(Set<String> errorEquals) {
        if (error.equals(RUNTIME)) {
            return false;
        }
        if (errorEquals.contains(error)) {
            return true;
        }
        if (error.equals(DATA_LIMIT_EXCEEDED)) {
            return false;
        }
        return errorEquals.contains(ALL) || (errorEquals.contains(TASK_FAILED) && !error.equals(TIMEOUT));
    }
}

package org.mfasender.local.aws.states;

/** How a task fails: an error name, which Retry and Catch match, and a cause. */
public class TaskFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String error;
    private final String cause;

    public TaskFailure(String error, String cause) {
        super(error);
        this.error = error;
        this.cause = cause;
    }

    public final String error() {
        return error;
    }

    public final String cause() {
        return cause;
    }
}

package org.mfasender.local.aws.states;

/** How a task fails: an error name, which Retry and Catch match, and a cause. */
public final class TaskFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String error;
    private final String cause;

    public TaskFailure(String error, String cause) {
        super(error);
        this.error = error;
        this.cause = cause;
    }

    public String error() {
        return error;
    }

    public String cause() {
        return cause;
    }
}

package org.mfasender.platform.meta;

/** A call to Meta failed. Its message holds codes and Meta's trace ID, never a text of Meta or a secret. */
public final class GraphException extends RuntimeException {

    private final transient GraphFailure failure;
    private final boolean mayHaveArrived;

    GraphException(GraphFailure failure, boolean mayHaveArrived) {
        super(failure.toString());
        this.failure = failure;
        this.mayHaveArrived = mayHaveArrived;
    }

    public GraphFailure failure() {
        return failure;
    }

    /** Whether the request may have arrived at Meta: false only when there was never a connection. */
    boolean mayHaveArrived() {
        return mayHaveArrived;
    }

    /** The failure, if it concerns what was asked; a rate limit or a failure of Meta is thrown on. */
    public GraphFailure fixable() {
        return switch (failure.kind()) {
            case FIX, BUG -> failure;
            case WAIT, RETRY -> throw this;
        };
    }
}

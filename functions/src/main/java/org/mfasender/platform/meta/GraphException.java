package org.mfasender.platform.meta;

/** A call to Meta failed. Its message holds codes and Meta's trace ID, never a text of Meta or a secret. */
public final class GraphException extends RuntimeException {

    private final transient GraphFailure failure;

    GraphException(GraphFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public GraphFailure failure() {
        return failure;
    }

    /** The failure, if it concerns what was asked; a rate limit or a failure of Meta is thrown on. */
    public GraphFailure fixable() {
        return switch (failure.kind()) {
            case FIX, BUG -> failure;
            case WAIT, RETRY -> throw this;
        };
    }
}

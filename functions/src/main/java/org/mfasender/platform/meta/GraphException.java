package org.mfasender.platform.meta;

/** A call to Meta failed. Its message holds codes and Meta's trace id, never a text of Meta or a secret. */
public final class GraphException extends RuntimeException {

    private final transient GraphFailure failure;

    GraphException(GraphFailure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public GraphFailure failure() {
        return failure;
    }
}

package org.mfasender.platform.meta;

import org.mfasender.platform.meta.GraphFailure.Kind;

/** Meta's failures as checks see them. */
public final class Failures {

    private Failures() {}

    /** The failure, if a person can mend it; else it is thrown on, because it says nothing about the credentials. */
    public static GraphFailure mendable(GraphException e) {
        GraphFailure failure = e.failure();
        if (failure.kind() == Kind.WAIT || failure.kind() == Kind.RETRY) {
            throw e;
        }
        return failure;
    }

    /** Meta's answer as an account keeps it. */
    public static MetaError meta(GraphFailure failure) {
        return new MetaError(failure.code(), failure.subcode(), failure.traceId());
    }
}

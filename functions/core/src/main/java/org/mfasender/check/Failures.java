package org.mfasender.check;

import org.mfasender.meta.GraphException;
import org.mfasender.meta.GraphFailure;
import org.mfasender.meta.GraphFailure.Kind;
import org.mfasender.sender.MetaError;

/** Meta's failures as checks see them. */
public final class Failures {

    private Failures() {}

    /** The failure, if a person can mend it; else it is thrown on, because it says nothing about the credentials. */
    static GraphFailure mendable(GraphException e) {
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

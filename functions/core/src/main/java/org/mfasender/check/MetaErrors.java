package org.mfasender.check;

import org.mfasender.meta.GraphFailure;
import org.mfasender.sender.MetaError;

/** Meta's answer as an account keeps it. */
public final class MetaErrors {

    private MetaErrors() {}

    public static MetaError of(GraphFailure failure) {
        return new MetaError(failure.code(), failure.subcode(), failure.traceId());
    }
}

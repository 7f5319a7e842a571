package org.mfasender.platform.meta;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;

import org.jspecify.annotations.Nullable;

/**
 * What Meta answered when a check failed.
 *
 * @param code Meta's error code, e.g. 190; null when there was no Graph error in the answer
 * @param subcode Meta's subcode, e.g. 463
 * @param traceId Meta's {@code fbtrace_id}, for a support case
 */
public record MetaError(
        @Nullable Integer code,
        @Nullable Integer subcode,
        @Nullable String traceId) {

    /** What its codes mean, wherever they are met. */
    public GraphCause cause() {
        return code == null
                ? GraphCause.UNKNOWN
                : GraphCause.of(HTTP_FORBIDDEN, code, subcode == null ? 0 : subcode, false);
    }
}

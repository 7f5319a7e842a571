package org.mfasender.platform.meta;

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
        @Nullable String traceId) {}

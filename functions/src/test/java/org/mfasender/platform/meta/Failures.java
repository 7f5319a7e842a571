package org.mfasender.platform.meta;

/** Failures as Meta's answers give them. */
public final class Failures {

    private Failures() {}

    public static GraphFailure of(int httpStatus, int code, int subcode) {
        return new GraphFailure(
                GraphCause.of(httpStatus, code, subcode, false),
                "POST /{id}/upsert_message_templates",
                httpStatus,
                code,
                subcode == 0 ? null : subcode,
                "simulatedTrace",
                null,
                "Simulated words.");
    }
}

package org.mfasender.platform.meta;

import java.util.Set;
import org.mfasender.platform.meta.GraphFailure.Kind;

/**
 * What to do about Meta's error codes. Source: Meta, "Error codes" of the WhatsApp Cloud API and "Handle errors" of the Graph
 * API. Code and subcode decide, never the text, and the HTTP status only where there is no code.
 */
final class ErrorCodes {

    private static final Set<Integer> RETRY = Set.of(1, 2, 131000, 131016, 131057, 133004, 200002);
    private static final Set<Integer> WAIT = Set.of(4, 17, 32, 341, 613, 80007, 80008, 130429, 131064);
    private static final Set<Integer> FIX =
            Set.of(0, 3, 10, 33, 101, 102, 104, 190, 368, 131005, 131031, 131037, 131042, 131045, 133010);

    /** Subcodes of 100 that a person can fix: template capacity, and an object that this token cannot see. */
    private static final Set<Integer> FIX_SUBCODES_OF_100 = Set.of(33, 2388019);

    private ErrorCodes() {}

    static Kind kind(int code, int subcode, boolean isTransient) {
        if (WAIT.contains(code)) {
            return Kind.WAIT;
        }
        if (RETRY.contains(code) || isTransient) {
            return Kind.RETRY;
        }
        if (FIX.contains(code) || (code >= 200 && code <= 299)) {
            return Kind.FIX;
        }
        return code == 100 && FIX_SUBCODES_OF_100.contains(subcode) ? Kind.FIX : Kind.BUG;
    }

    /** Whether the code has a meaning here, so that metrics name it. */
    static boolean isKnown(int code) {
        return WAIT.contains(code)
                || RETRY.contains(code)
                || FIX.contains(code)
                || code == 100
                || (code >= 200 && code <= 299);
    }

    /** For an answer that is not Meta's error envelope: a gateway's page, an empty body, malformed JSON. */
    static Kind kindOfStatus(int httpStatus) {
        return httpStatus == 429 ? Kind.WAIT : Kind.RETRY;
    }
}

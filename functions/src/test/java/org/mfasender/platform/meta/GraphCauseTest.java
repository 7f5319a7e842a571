package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.platform.meta.GraphFailure.Kind;

class GraphCauseTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # status, code, subcode, is_transient, kind, cause
            401, 0,      0,       false, FIX,   TOKEN_INVALID
            400, 1,      0,       false, RETRY, TOO_MUCH_DATA
            500, 1,      0,       false, RETRY, TOO_MUCH_DATA
            400, 1,      99,      false, RETRY, TOO_MUCH_DATA
            503, 2,      0,       false, RETRY, TEMPORARY
            500, 2,      0,       true,  RETRY, TEMPORARY
            500, 3,      0,       false, FIX,   APP_WITHOUT_CAPABILITY
            400, 4,      0,       true,  WAIT,  RATE_LIMIT
            400, 5,      0,       false, FIX,   APP_RESTRICTED
            400, 9,      0,       false, WAIT,  RATE_LIMIT
            403, 10,     0,       false, FIX,   PERMISSION
            400, 10,     0,       false, FIX,   PERMISSION
            400, 12,     0,       false, BUG,   OUTDATED
            400, 17,     0,       false, WAIT,  RATE_LIMIT
            400, 18,     0,       false, RETRY, TOO_MUCH_DATA
            400, 32,     0,       false, WAIT,  RATE_LIMIT
            400, 33,     0,       false, FIX,   PHONE_NUMBER
            400, 100,    0,       false, BUG,   PARAMETER
            400, 100,    33,      false, FIX,   WRONG_ID
            400, 100,    2388019, false, FIX,   TEMPLATE_LIMIT
            400, 100,    2388024, false, BUG,   PARAMETER
            400, 100,    1487534, false, RETRY, TOO_MUCH_DATA
            400, 100,    2494100, false, RETRY, TEMPORARY
            400, 100,    0,       true,  RETRY, TEMPORARY
            400, 101,    0,       false, FIX,   APP_DELETED
            400, 102,    0,       false, FIX,   TOKEN_INVALID
            400, 102,    463,     false, FIX,   TOKEN_EXPIRED
            400, 104,    0,       false, FIX,   SIGNATURE
            400, 190,    0,       false, FIX,   TOKEN_INVALID
            401, 190,    0,       false, FIX,   TOKEN_INVALID
            400, 190,    458,     false, FIX,   TOKEN_APP_REMOVED
            400, 190,    459,     false, FIX,   TOKEN_USER_BLOCKED
            400, 190,    460,     false, FIX,   TOKEN_REVOKED
            400, 190,    463,     false, FIX,   TOKEN_EXPIRED
            400, 190,    464,     false, FIX,   TOKEN_USER_BLOCKED
            400, 190,    467,     false, FIX,   TOKEN_REVOKED
            400, 190,    490,     false, FIX,   TOKEN_USER_BLOCKED
            400, 190,    492,     false, FIX,   TOKEN_REVOKED
            400, 190,    4711,    false, FIX,   TOKEN_INVALID
            400, 190,    0,       true,  RETRY, TEMPORARY
            400, 199,    0,       false, BUG,   UNKNOWN
            403, 200,    0,       false, FIX,   PERMISSION
            400, 200,    0,       false, FIX,   APP_BLOCKED
            400, 200,    4711,    false, FIX,   PERMISSION
            400, 294,    0,       false, FIX,   PERMISSION
            403, 299,    0,       false, FIX,   PERMISSION
            400, 300,    0,       false, BUG,   UNKNOWN
            400, 341,    0,       false, WAIT,  RATE_LIMIT
            403, 368,    0,       false, FIX,   POLICY
            400, 613,    0,       false, WAIT,  RATE_LIMIT
            404, 803,    0,       false, FIX,   WRONG_ID
            400, 2500,   0,       false, BUG,   OUTDATED
            400, 2635,   0,       false, BUG,   OUTDATED
            400, 4711,   0,       false, BUG,   UNKNOWN
            500, 4711,   0,       false, BUG,   UNKNOWN
            400, 4711,   0,       true,  RETRY, TEMPORARY
            429, 4711,   0,       false, WAIT,  RATE_LIMIT
            400, 80000,  0,       false, WAIT,  RATE_LIMIT
            400, 80007,  0,       false, WAIT,  RATE_LIMIT
            400, 80008,  0,       false, WAIT,  RATE_LIMIT
            400, 80014,  0,       false, WAIT,  RATE_LIMIT
            400, 80015,  0,       false, BUG,   UNKNOWN
            400, 130429, 0,       false, WAIT,  RATE_LIMIT
            500, 131000, 0,       false, RETRY, TEMPORARY
            403, 131005, 0,       false, FIX,   PERMISSION
            500, 131016, 0,       false, RETRY, TEMPORARY
            403, 131031, 0,       false, FIX,   ACCOUNT_LOCKED
            400, 131037, 0,       false, FIX,   PHONE_NUMBER
            400, 131042, 0,       false, FIX,   PAYMENT
            500, 131045, 0,       false, FIX,   PHONE_NUMBER
            400, 131048, 0,       false, WAIT,  RATE_LIMIT
            500, 131057, 0,       false, RETRY, TEMPORARY
            400, 131064, 0,       false, WAIT,  RATE_LIMIT
            503, 133004, 0,       false, RETRY, TEMPORARY
            400, 133010, 0,       false, FIX,   PHONE_NUMBER
            400, 200002, 0,       false, RETRY, TEMPORARY
            400, 200005, 0,       false, FIX,   PERMISSION
            500, -1,     0,       false, RETRY, TEMPORARY
            500, -3,     0,       true,  RETRY, TEMPORARY
            """)
    void statusCodeSubcodeAndTransienceDecide(
            int status, int code, int subcode, boolean isTransient, Kind kind, GraphCause cause) {
        assertThat(GraphCause.of(status, code, subcode, isTransient)).isEqualTo(cause);
        assertThat(cause.kind()).isEqualTo(kind);
    }

    @Test
    void everyNumberHasACause() {
        IntStream.rangeClosed(-10, 140_000)
                .forEach(code -> assertThat(GraphCause.of(400, code, 0, false)).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({"200, RETRY", "302, RETRY", "404, RETRY", "429, WAIT", "500, RETRY", "502, RETRY"})
    void theStatusDecidesWhereThereIsNoCode(int status, Kind kind) {
        assertThat(GraphCause.ofStatus(status).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            190, 400, 190
            100, 400, 100
            230, 403, 230
            4711, 400, other
            4711, 429, other
            -7, 500, other
            , 502, http-5xx
            , 200, http-2xx
            , 0, no-answer
            """)
    void metricsKnowFewCauses(@Nullable Integer code, int httpStatus, String label) {
        GraphCause cause = code == null ? GraphCause.TEMPORARY : GraphCause.of(httpStatus, code, 0, false);
        GraphFailure failure = new GraphFailure(cause, "GET /{id}", httpStatus, code, null, null, null, null);

        assertThat(failure.label()).isEqualTo(label);
    }
}

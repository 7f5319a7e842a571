package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.platform.meta.GraphFailure.Kind;

class ErrorCodesTest {

    @ParameterizedTest
    @CsvSource({
        // code, subcode, is_transient, kind
        "0,       0,       false, FIX",
        "1,       0,       false, RETRY",
        "2,       0,       false, RETRY",
        "2,       0,       true,  RETRY",
        "3,       0,       false, FIX",
        "4,       0,       true,  WAIT",
        "10,      0,       false, FIX",
        "17,      0,       false, WAIT",
        "32,      0,       false, WAIT",
        "33,      0,       false, FIX",
        "100,     0,       false, BUG",
        "100,     33,      false, FIX",
        "100,     2388019, false, FIX",
        "100,     2388024, false, BUG",
        "100,     0,       true,  RETRY",
        "101,     0,       false, FIX",
        "102,     0,       false, FIX",
        "104,     0,       false, FIX",
        "190,     0,       false, FIX",
        "190,     460,     false, FIX",
        "190,     463,     false, FIX",
        "199,     0,       false, BUG",
        "200,     0,       false, FIX",
        "299,     0,       false, FIX",
        "300,     0,       false, BUG",
        "341,     0,       false, WAIT",
        "368,     0,       false, FIX",
        "613,     0,       false, WAIT",
        "2500,    0,       false, BUG",
        "4711,    0,       false, BUG",
        "4711,    0,       true,  RETRY",
        "80007,   0,       false, WAIT",
        "80008,   0,       false, WAIT",
        "130429,  0,       false, WAIT",
        "131000,  0,       false, RETRY",
        "131005,  0,       false, FIX",
        "131016,  0,       false, RETRY",
        "131031,  0,       false, FIX",
        "131037,  0,       false, FIX",
        "131042,  0,       false, FIX",
        "131045,  0,       false, FIX",
        "131057,  0,       false, RETRY",
        "131064,  0,       false, WAIT",
        "133004,  0,       false, RETRY",
        "133010,  0,       false, FIX",
        "200002,  0,       false, RETRY",
        "-1,      0,       false, BUG"
    })
    void codeAndSubcodeDecide(int code, int subcode, boolean isTransient, Kind kind) {
        assertThat(ErrorCodes.kind(code, subcode, isTransient)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"200, RETRY", "302, RETRY", "404, RETRY", "429, WAIT", "500, RETRY", "502, RETRY"})
    void theStatusDecidesWhereThereIsNoCode(int status, Kind kind) {
        assertThat(ErrorCodes.kindOfStatus(status)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            190, 400, 190
            100, 400, 100
            230, 403, 230
            4711, 400, other
            , 502, http-5xx
            , 200, http-2xx
            , 0, no-answer
            """)
    void metricsKnowFewCauses(@Nullable Integer code, int httpStatus, String cause) {
        GraphFailure failure = new GraphFailure(Kind.BUG, "GET /{id}", httpStatus, code, null, null, null);

        assertThat(failure.cause()).isEqualTo(cause);
    }
}

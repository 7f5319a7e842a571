package org.mfasender.platform.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PingOne's error body. */
record ErrorAnswer(String id, String code, String message, List<Detail> details) {

    /** One fault of the request. */
    record Detail(
            String code,
            String target,
            String message,
            @Nullable Map<String, Object> innerError) {

        static Detail of(Violation violation) {
            return new Detail(
                    violation.code().name(),
                    violation.target(),
                    violation.message(),
                    violation.innerError().isEmpty() ? null : violation.innerError());
        }
    }

    static ErrorAnswer of(String id, ErrorCode code, String message, List<Violation> violations) {
        return new ErrorAnswer(
                id, code.name(), message, violations.stream().map(Detail::of).toList());
    }
}

package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A Lambda call without a result: the function failed, or the service refused. */
public final class FunctionError extends TaskFailure {

    private static final long serialVersionUID = 1L;
    private static final String UNKNOWN = "Lambda.Unknown";

    private FunctionError(String error, String cause) {
        super(error, cause);
    }

    /**
     * The function threw. The error is the payload's {@code errorType} (for Java the class name), the cause is the whole payload.
     *
     * @param payload {@code {"errorMessage": ..., "errorType": ..., "stackTrace": [...]}}
     */
    public static FunctionError ofFunction(byte[] payload) {
        return new FunctionError(errorType(payload), new String(payload, StandardCharsets.UTF_8));
    }

    private static String errorType(byte[] payload) {
        try {
            JsonNode type = Json.MAPPER.readTree(payload).path("errorType");
            return type.isTextual() ? type.textValue() : UNKNOWN;
        } catch (IOException notJson) {
            return UNKNOWN;
        }
    }

    /** Lambda itself refused, for example {@code Lambda.TooManyRequestsException}. */
    public static FunctionError ofService(String error, String cause) {
        return new FunctionError(error, cause);
    }
}

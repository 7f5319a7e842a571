package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A Lambda call that did not give a result: the function failed, or the service refused. */
public final class FunctionError extends Exception {

    private static final long serialVersionUID = 1L;

    private final String error;
    private final String cause;

    private FunctionError(String error, String cause) {
        super(error);
        this.error = error;
        this.cause = cause;
    }

    /**
     * The function threw. The error is the payload's {@code errorType} (for Java the class name), the cause is the whole payload.
     *
     * @param payload {@code {"errorMessage": ..., "errorType": ..., "stackTrace": [...]}}
     */
    public static FunctionError ofFunction(byte[] payload) {
        String error = "Lambda.Unknown";
        try {
            JsonNode type = Json.MAPPER.readTree(payload).path("errorType");
            if (type.isTextual()) {
                error = type.textValue();
            }
        } catch (IOException notJson) {
            error = "Lambda.Unknown";
        }
        return new FunctionError(error, new String(payload, StandardCharsets.UTF_8));
    }

    /** Lambda itself refused, for example {@code Lambda.TooManyRequestsException}. */
    public static FunctionError ofService(String error, String cause) {
        return new FunctionError(error, cause);
    }

    TaskFailure asTaskFailure() {
        return new TaskFailure(error, cause);
    }
}

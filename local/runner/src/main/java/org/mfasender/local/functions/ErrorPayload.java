package org.mfasender.local.functions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The JSON that Lambda answers for a failed function.
 *
 * @see <a href="https://github.com/aws/aws-lambda-java-libs/blob/main/aws-lambda-java-runtime-interface-client/src/main/java/com/amazonaws/services/lambda/runtime/api/client/runtimeapi/converters/LambdaErrorConverter.java">
 *     LambdaErrorConverter</a>
 */
final class ErrorPayload {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorPayload() {}

    static FunctionResult of(Throwable failure) {
        String type = failure.getClass().getName();
        String message = failure.getLocalizedMessage();
        ObjectNode error = JSON.createObjectNode();
        error.put("errorMessage", message == null ? type : message);
        error.put("errorType", type);
        ArrayNode stackTrace = error.putArray("stackTrace");
        for (StackTraceElement element : failure.getStackTrace()) {
            stackTrace.add(element.toString());
        }
        return unhandled(error);
    }

    static FunctionResult timedOut(String requestId, Duration timeout) {
        ObjectNode error = JSON.createObjectNode();
        error.put("errorType", "Sandbox.Timedout");
        error.put(
                "errorMessage",
                "RequestId: " + requestId + " Error: Task timed out after " + timeout.toSeconds() + ".00 seconds");
        return unhandled(error);
    }

    static FunctionResult tooLarge(int limit) {
        ObjectNode error = JSON.createObjectNode();
        error.put("errorType", "Function.ResponseSizeTooLarge");
        error.put("errorMessage", "Response payload size exceeded maximum allowed payload size (" + limit + " bytes).");
        return unhandled(error);
    }

    private static FunctionResult unhandled(ObjectNode error) {
        return new FunctionResult(error.toString().getBytes(StandardCharsets.UTF_8), "Unhandled");
    }
}

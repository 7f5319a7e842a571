package org.mfasender.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/**
 * The optimised integration {@code arn:aws:states:::lambda:invoke}. Its result has {@code ExecutedVersion}, {@code Payload} and {@code
 * StatusCode}, not AWS's metadata of the call.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Invoke Lambda with Step Functions</a>
 */
public final class LambdaTask implements TaskResource {

    public static final String ARN = "arn:aws:states:::lambda:invoke";

    private final LambdaInvoker invoker;

    public LambdaTask(LambdaInvoker invoker) {
        this.invoker = invoker;
    }

    @Override
    public JsonNode invoke(JsonNode arguments) throws TaskFailure, InterruptedException {
        JsonNode payload = arguments.has("Payload") ? arguments.get("Payload") : Json.MAPPER.createObjectNode();
        try {
            byte[] answer =
                    invoker.invoke(arguments.path("FunctionName").asText(), Json.MAPPER.writeValueAsBytes(payload));
            ObjectNode result = Json.MAPPER.createObjectNode().put("ExecutedVersion", "$LATEST");
            result.set("Payload", Json.MAPPER.readTree(answer));
            return result.put("StatusCode", 200);
        } catch (JsonProcessingException notJson) {
            throw new TaskFailure(StateError.RUNTIME, "The function did not return JSON");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Set<String> requiredArguments() {
        return Set.of("FunctionName");
    }

    @Override
    public Set<String> optionalArguments() {
        return Set.of("Payload");
    }
}

package org.mfasender.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;

/**
 * The optimised integration {@code arn:aws:states:::lambda:invoke}. Its result has {@code ExecutedVersion}, {@code Payload},
 * {@code SdkHttpMetadata}, {@code SdkResponseMetadata} and {@code StatusCode}.
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
            result.putObject("SdkHttpMetadata").put("HttpStatusCode", 200);
            result.putObject("SdkResponseMetadata")
                    .put("RequestId", UUID.randomUUID().toString());
            return result.put("StatusCode", 200);
        } catch (FunctionError error) {
            throw error.asTaskFailure();
        } catch (JsonProcessingException notJson) {
            throw new TaskFailure("States.Runtime", "The function did not return JSON");
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

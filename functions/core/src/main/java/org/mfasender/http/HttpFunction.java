package org.mfasender.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mfasender.json.Json;
import org.mfasender.sender.Violation;

/**
 * A function behind the HTTP API. Whatever goes wrong is answered with PingOne's error body {@code {id, code, message,
 * details[]}}; its id stands in the log as well.
 */
public abstract class HttpFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final Callers callers;

    /**
     * A function with these variables.
     *
     * @param variables {@code ENVIRONMENT_CLAIM} names the claim of a caller's token that has to equal the environment in the path;
     *     empty or missing when calls are signed
     */
    protected HttpFunction(Map<String, String> variables) {
        this.callers = new Callers(variables);
    }

    /**
     * Answers one request. Its environment, where the path names one, is the caller's.
     *
     * @throws ApiException to answer with an error
     */
    protected abstract HttpResponse handle(HttpRequest request);

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        try {
            return handle(admitted(event)).encode();
        } catch (ApiException e) {
            String id = UUID.randomUUID().toString();
            context.getLogger().log("error=" + id + " status=" + e.status() + " code=" + e.code());
            return new HttpResponse(
                            e.status(), body(id, e.code(), String.valueOf(e.getMessage()), e.violations()), e.headers())
                    .encode();
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            log(context.getLogger(), id, e);
            String message =
                    "This was not your request's fault. Send it again; what was done already is not done twice.";
            return new HttpResponse(500, body(id, "UNEXPECTED_ERROR", message, List.of()), Map.of()).encode();
        }
    }

    /** Another's environment is answered like one that has no account, whatever the request wants of it. */
    private HttpRequest admitted(APIGatewayV2HTTPEvent event) {
        HttpRequest request = new HttpRequest(event);
        if (request.namesEnvironment() && !callers.mayEnter(event, request.environmentId())) {
            throw ApiException.noAccount();
        }
        return request;
    }

    /** Class names and places, not messages: what a library writes into its messages is not ours to vouch for. */
    private static void log(LambdaLogger logger, String id, Throwable failure) {
        StringBuilder text = new StringBuilder("error=").append(id).append(" status=500");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(" cause=").append(cause.getClass().getName());
            if (cause.getStackTrace().length > 0) {
                text.append(" at ").append(cause.getStackTrace()[0]);
            }
        }
        logger.log(text.toString());
    }

    private static ObjectNode body(String id, String code, String message, List<Violation> violations) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("id", id).put("code", code).put("message", message);
        ArrayNode details = body.putArray("details");
        for (Violation violation : violations) {
            ObjectNode detail = details.addObject();
            detail.put("code", violation.code())
                    .put("target", violation.target())
                    .put("message", violation.message());
            if (!violation.innerError().isEmpty()) {
                detail.set("innerError", Json.MAPPER.valueToTree(violation.innerError()));
            }
        }
        return body;
    }
}

package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.observe.Outcome;

/**
 * A function behind the HTTP API. Whatever goes wrong is answered with PingOne's error body {@code {id, code, message,
 * details[]}}; its id stands in the log as well.
 */
public abstract class HttpFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final String UNEXPECTED = "UNEXPECTED_ERROR";

    private final Callers callers;
    private final Routes routes;

    protected HttpFunction(Optional<String> environmentClaim, Routes routes) {
        Observation.prepare();
        this.callers = new Callers(environmentClaim);
        this.routes = routes;
    }

    @Override
    public final APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        Observation observation = Observation.begin(getClass(), context).with(Field.ROUTE, event.getRouteKey());
        try {
            HttpResponse response = observation.counting(() -> routes.answer(admitted(event, observation)));
            observation.requestEnded(Outcome.ANSWERED, response.status());
            return response.encode();
        } catch (ApiException e) {
            String id = UUID.randomUUID().toString();
            observation.with(Field.ERROR_ID, id).with(Field.CODE, e.code());
            observation.requestEnded(e.status() < 500 ? Outcome.REFUSED : Outcome.TEMPORARY_FAILURE, e.status());
            return new HttpResponse(
                            e.status(), body(id, e.code(), String.valueOf(e.getMessage()), e.violations()), e.headers())
                    .encode();
        } catch (RuntimeException e) {
            String id = UUID.randomUUID().toString();
            observation.failed("UNEXPECTED", e);
            observation.with(Field.ERROR_ID, id).with(Field.CODE, UNEXPECTED);
            observation.requestEnded(Outcome.FAILED, 500);
            String message =
                    "This was not your request's fault. Send it again; what was done already is not done twice.";
            return new HttpResponse(500, body(id, UNEXPECTED, message, List.of()), Map.of()).encode();
        }
    }

    /** Another's environment is answered like one that has no account, whatever the request wants of it. */
    private HttpRequest admitted(APIGatewayV2HTTPEvent event, Observation observation) {
        HttpRequest request = new HttpRequest(event);
        if (request.namesEnvironment()) {
            EnvironmentId environment = request.environmentId();
            observation.with(Field.ENVIRONMENT_ID, environment);
            if (!callers.mayEnter(event, environment)) {
                throw ApiException.noAccount();
            }
        }
        return request;
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

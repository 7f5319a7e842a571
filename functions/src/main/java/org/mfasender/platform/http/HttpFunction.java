package org.mfasender.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Actor;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.observe.Outcome;

/** A function behind the HTTP API. Every failure is answered with PingOne's error body, whose id is in the log as well. */
public abstract class HttpFunction extends GatewayFunction {

    /** Lambda's 6 MB for an answer, less what its headers can take. */
    private static final int LARGEST_BODY = 6 * 1024 * 1024 - 16 * 1024;

    private final EnvironmentClaim environmentClaim;
    private final Routes routes;

    protected HttpFunction(Optional<String> environmentClaim, Routes routes) {
        Observation.prepare();
        this.environmentClaim = new EnvironmentClaim(environmentClaim);
        this.routes = routes;
    }

    @Override
    public final APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
        Observation observation = Observation.begin(getClass(), context).with(Field.ROUTE, event.getRouteKey());
        HttpRequest request = new HttpRequest(event);
        try {
            TimeBudget budget =
                    RequestTime.budget(event, context, Clock.system().now());
            Actor actor = new Actor(request.caller(), observation.function());
            HttpResponse response = observation.counting(() -> budget.limit(() -> {
                admit(request, observation);
                return actor.doing(() -> routes.answer(request));
            }));
            APIGatewayV2HTTPResponse encoded = encode(response, request);
            observation.requestEnded(Outcome.ANSWERED, response.status());
            return encoded;
        } catch (ApiException e) {
            return refused(request, observation, e);
        } catch (StaleRevisionException e) {
            observation.failed("AWS", e);
            return refused(request, observation, ApiException.conflicts());
        } catch (RuntimeException e) {
            observation.failed("UNEXPECTED", e);
            String message = "This is not the fault of your request. Send it again; nothing is done twice.";
            ErrorAnswer body = error(observation, ErrorCode.UNEXPECTED_ERROR, message, List.of());
            observation.requestEnded(Outcome.FAILED, 500);
            return new HttpResponse(500, body, Map.of()).encode(false, "");
        }
    }

    /** In what Lambda counts, the body is a text within JSON: a character has six bytes at most. */
    private static boolean isTooLarge(@Nullable String body) {
        return body != null
                && body.length() > LARGEST_BODY / 6
                && Json.write(body).getBytes(UTF_8).length > LARGEST_BODY;
    }

    private static APIGatewayV2HTTPResponse encode(HttpResponse response, HttpRequest request) {
        APIGatewayV2HTTPResponse encoded = response.encode(request.acceptsGzip(), request.base());
        if (isTooLarge(encoded.getBody())) {
            throw encoded.getIsBase64Encoded()
                    ? new IllegalStateException("The answer is too large, even compressed")
                    : ApiException.answerTooLarge();
        }
        return encoded;
    }

    /** Another caller's environment is answered like one that has no account, whatever the request asks for. */
    private void admit(HttpRequest request, Observation observation) {
        if (!request.method().equals("GET")) {
            observation.with(Field.CALLER, request.caller().name().orElse(null));
        }
        if (request.namesEnvironment()) {
            EnvironmentId environment = request.environmentId();
            observation.with(Field.ENVIRONMENT_ID, environment);
            if (!environmentClaim.admits(request, environment)) {
                throw ApiException.noAccount();
            }
        }
    }

    private static APIGatewayV2HTTPResponse refused(
            HttpRequest request, Observation observation, ApiException refusal) {
        ErrorAnswer body =
                error(observation, refusal.code(), String.valueOf(refusal.getMessage()), refusal.violations());
        observation.requestEnded(
                refusal.status() < 500 ? Outcome.REFUSED : Outcome.TEMPORARY_FAILURE, refusal.status());
        return new HttpResponse(refusal.status(), body, refusal.headers())
                .encode(request.acceptsGzip(), request.base());
    }

    private static ErrorAnswer error(
            Observation observation, ErrorCode code, String message, List<Violation> violations) {
        String id = UUID.randomUUID().toString();
        observation.with(Field.ERROR_ID, id).with(Field.CODE, code);
        return ErrorAnswer.of(id, code, message, violations);
    }
}

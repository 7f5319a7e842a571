package org.mfasender.firstaccount;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.firstaccount.Api.Answer;
import org.mfasender.firstaccount.Api.Caller;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** The HTTP API as API Gateway has it, and whom it lets through. */
final class RouteChecks {
    private static final String GATEWAY = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";
    private static final String NO_APP =
            "/v1/webhooks/100000000000001?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong";

    private static final String SENDER =
            " /v1/environments/{environmentId}/notificationsSettings/instantMessagingDeliverySettings/whatsApp";

    /** A route of each kind that has limits of its own, and the parameter that sets them. */
    private static final Map<String, String> LIMITS = Map.of(
            "POST /v1/environments/{environmentId}/templates/{templateName}/messages",
            "SendsPerSecond",
            "POST /v1/webhooks/{appId}",
            "WebhooksPerSecond",
            "POST /v1/hooks/{environmentId}/{product}",
            "HooksPerSecond",
            "POST" + SENDER + "/checks",
            "MetaRequestsPerSecond",
            "PUT" + SENDER,
            "SubmitsPerSecond");

    private final Stack stack;
    private final ApiGatewayV2Client gateway;
    private final Api api;
    private final String environment;
    private final Examination examination;

    RouteChecks(Stack stack, ApiGatewayV2Client gateway, Api api, UUID environment, Examination examination) {
        this.stack = stack;
        this.gateway = gateway;
        this.api = api;
        this.environment = "/v1/environments/" + environment;
        this.examination = examination;
    }

    void run() throws InterruptedException {
        examination.ask(
                new Question(
                        "Each route is as closed as the template says, also those with an empty security list",
                        "apigateway:GetRoutes",
                        "Open: webhooks, hooks and, with ConsoleClientId, the console's files. All others: JWT with scopes, or AWS_IAM"
                                + " without TokenIssuer",
                        GATEWAY + "http-api-access-control.html"),
                this::routes);
        examination.ask(
                new Question(
                        "The stage has limits and an access log",
                        "apigateway:GetStage",
                        "The limits of the parameters, for each kind of request its own; an access log",
                        GATEWAY + "http-api-throttling.html"),
                this::stage);
        askCallers();
        askFunctions();
    }

    private void askCallers() throws InterruptedException {
        examination.ask(
                new Question(
                        "A call without credentials is refused",
                        "GET of an environment without Authorization",
                        stack.takesTokens() ? "401 of the gateway" : "403 of the gateway",
                        GATEWAY + "http-api-jwt-authorizer.html"),
                () -> status(call("GET", environment, Caller.NOBODY), stack.takesTokens() ? 401 : 403));
        examination.ask(
                new Question(
                        "A call with a wrong token is refused",
                        "GET of an environment with a token that nobody issued",
                        stack.takesTokens() ? "401 of the gateway" : "403 of the gateway",
                        GATEWAY + "http-api-jwt-authorizer.html"),
                () -> status(call("GET", environment, Caller.WITH_WRONG_TOKEN), stack.takesTokens() ? 401 : 403));
        examination.ask(
                new Question(
                        "Other environments do not exist",
                        "GET of an environment that the token does not name",
                        "404 NOT_FOUND",
                        "docs/decisions/0031-other-environments-do-not-exist.md"),
                () -> stack.takesTokens()
                        ? error(api.get("/v1/environments/" + UUID.randomUUID()), 404, "NOT_FOUND")
                        : Observation.notChecked("Calls are signed: a principal may reach each environment"));
        examination.ask(
                new Question(
                        "The console's page is open where somebody can sign in, and closed elsewhere",
                        "GET /console/index.html without Authorization",
                        signIn() ? "200 with a page" : "401 or 403 of the gateway",
                        "docs/decisions/0064-the-console-is-a-client-without-a-build.md"),
                () -> {
                    Answer answer = call("GET", "/console/index.html", Caller.NOBODY);
                    boolean open =
                            answer.status() == 200 && answer.response().body().contains("<html");
                    boolean closed = answer.status() == 401 || answer.status() == 403;
                    return Observation.of(
                            signIn() ? open : closed, answer.status() + (open ? " with a page" : " without a page"));
                });
    }

    private void askFunctions() throws InterruptedException {
        examination.ask(
                new Question(
                        "receive asks for Meta's signature",
                        "GET and POST of a webhook of an unknown app without Authorization",
                        "403 to a wrong verify token, 404 to the app",
                        "docs/decisions/0063-webhooks-have-app-secrets-of-their-own.md"),
                () -> {
                    Answer handshake = call("GET", NO_APP, Caller.NOBODY);
                    Answer webhook = api.call("POST", NO_APP, JsonNodeFactory.instance.objectNode(), Caller.NOBODY);
                    return Observation.of(
                            handshake.status() == 403 && webhook.status() == 404,
                            handshake.seen() + "; " + webhook.seen());
                });
        examination.ask(
                new Question(
                        "read answers unknown routes, with our error body",
                        "GET /v1/nothing",
                        "404 NOT_FOUND",
                        "docs/decisions/0008-unknown-routes-get-our-error-body.md"),
                () -> error(api.get("/v1/nothing"), 404, "NOT_FOUND"));
        examination.ask(
                new Question(
                        "A final slash changes nothing",
                        "GET of the environment with and without a final slash",
                        "200 to both: {slash+} matches an empty rest",
                        "docs/decisions/0059-a-pingone-client-works-unchanged.md"),
                () -> {
                    Answer plain = api.get(environment);
                    Answer slash = api.get(environment + "/");
                    return Observation.of(
                            plain.status() == 200 && slash.status() == 200, plain.seen() + "; " + slash.seen());
                });
    }

    private Answer call(String method, String path, Caller caller) throws IOException, InterruptedException {
        return api.call(method, path, null, caller);
    }

    private static Observation status(Answer answer, int status) {
        return Observation.of(answer.status() == status, answer.seen());
    }

    private static Observation error(Answer answer, int status, String code) {
        return Observation.of(answer.isError(status, code), answer.seen());
    }

    private boolean signIn() {
        return !stack.parameter("ConsoleClientId").isEmpty();
    }

    private Observation routes() {
        List<Route> routes = new ArrayList<>();
        String next = null;
        do {
            String token = next;
            GetRoutesResponse page = gateway.getRoutes(
                    request -> request.apiId(stack.physicalId("HttpApi")).nextToken(token));
            routes.addAll(page.items());
            next = page.nextToken();
        } while (next != null);
        List<String> wrong = routes.stream()
                .filter(route -> !isAsExpected(route))
                .map(route -> route.routeKey() + ": " + route.authorizationTypeAsString())
                .toList();
        String counts = routes.stream()
                .map(Route::authorizationTypeAsString)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .toString();
        return Observation.of(wrong.isEmpty() && !routes.isEmpty(), counts + "; not as expected: " + wrong);
    }

    private boolean isAsExpected(Route route) {
        String key = route.routeKey();
        boolean open = Stream.of("GET", "HEAD", "POST").anyMatch(method -> key.startsWith(method + " /v1/webhooks/"))
                || key.startsWith("POST /v1/hooks/")
                || (signIn() && Stream.of("GET", "HEAD").anyMatch(method -> key.startsWith(method + " /console")));
        boolean console = key.contains(" /console");
        return switch (route.authorizationTypeAsString()) {
            case "NONE" -> open;
            case "JWT" ->
                !open && stack.takesTokens() && !route.authorizationScopes().isEmpty();
            case "AWS_IAM" -> !open && (console || !stack.takesTokens());
            default -> false;
        };
    }

    private Observation stage() {
        Stage stage = gateway.getStages(request -> request.apiId(stack.physicalId("HttpApi")))
                .items()
                .getFirst();
        String rate = number(stage.defaultRouteSettings().throttlingRateLimit());
        Map<String, String> others = new TreeMap<>();
        stage.routeSettings().forEach((route, limits) -> others.put(route, number(limits.throttlingRateLimit())));
        boolean limits = rate.equals(stack.parameter("RequestsPerSecond"))
                && LIMITS.entrySet().stream()
                        .allMatch(limit -> stack.parameter(limit.getValue()).equals(others.get(limit.getKey())));
        boolean logged = stage.accessLogSettings() != null;
        return Observation.of(
                limits && logged, "Others: " + rate + "; " + others + (logged ? "; logged" : "; not logged"));
    }

    private static String number(Double limit) {
        return limit == null ? "none" : Long.toString(Math.round(limit));
    }
}

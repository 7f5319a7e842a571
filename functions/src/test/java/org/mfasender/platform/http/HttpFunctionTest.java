package org.mfasender.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.platform.http.Events.GOOD;
import static org.mfasender.platform.http.Events.put;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;
import org.mfasender.LambdaContext;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.json.Json;

class HttpFunctionTest {

    private static final String CANARY = "EAAsimulatedCanary";

    private final LambdaContext context = new LambdaContext();

    @Test
    void anAnswerIsJsonThatIsNotCached() throws Exception {
        APIGatewayV2HTTPResponse response = answer(
                request -> new HttpResponse(
                        202,
                        Json.MAPPER
                                .createObjectNode()
                                .put("environment", request.environmentId().toString()),
                        Map.of("Location", "/somewhere")),
                put(GOOD));

        assertThat(response.getStatusCode()).isEqualTo(202);
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Vary", "Accept-Encoding")
                .containsEntry("Location", "/somewhere");
        assertThat(body(response).path("environment").asText()).isEqualTo(Fixtures.ENVIRONMENT.toString());
    }

    @Test
    void anAnswerWithoutABodyHasNoContentType() throws Exception {
        APIGatewayV2HTTPResponse response = answer(request -> HttpResponse.NO_CONTENT, put(GOOD));

        assertThat(response.getStatusCode()).isEqualTo(204);
        assertThat(response.getHeaders()).containsOnlyKeys("Cache-Control");
        assertThat(response.getBody()).isNull();
    }

    @Test
    void conflictsWithoutAnEndAskForTheRequestAgain() throws Exception {
        APIGatewayV2HTTPResponse response = answer(
                request -> {
                    throw new StaleRevisionException();
                },
                put(GOOD));

        assertThat(response.getStatusCode()).isEqualTo(503);
        assertThat(response.getHeaders()).containsKey("Retry-After");
        assertThat(body(response).path("code").asText()).isEqualTo("REQUEST_FAILED");
        assertThat(body(response).at("/details/0/target").asText()).isEqualTo("environmentId");
    }

    @Test
    void aRefusalHasPingOnesErrorBody() throws Exception {
        APIGatewayV2HTTPResponse response = answer(
                request -> {
                    throw ApiException.invalidData(
                            400,
                            List.of(
                                    Violation.pattern("appId", "Digits only.", "^[0-9]+$"),
                                    Violation.required("provider", "Missing.")));
                },
                put(GOOD));
        JsonNode body = body(response);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body.properties()).extracting(Map.Entry::getKey).containsExactly("id", "code", "message", "details");
        assertThat(UUID.fromString(body.path("id").asText())).isNotNull();
        assertThat(body.path("code").asText()).isEqualTo("INVALID_DATA");
        assertThat(body.path("details"))
                .containsExactly(
                        Json.MAPPER.readTree("""
                                {"code": "INVALID_VALUE", "target": "appId", "message": "Digits only.",
                                 "innerError": {"allowedPattern": "^[0-9]+$"}}
                                """),
                        Json.MAPPER.readTree(
                                "{\"code\": \"REQUIRED_VALUE\", \"target\": \"provider\", \"message\": \"Missing.\"}"));
        JsonNode line = logged();
        assertThat(line.path("errorId")).isEqualTo(body.path("id"));
        assertThat(line.path("httpStatus").asInt()).isEqualTo(400);
        assertThat(line.path("code").asText()).isEqualTo("INVALID_DATA");
        assertThat(line.path("outcome").asText()).isEqualTo("REFUSED");
        assertThat(line.path("environmentId").asText()).isEqualTo(Fixtures.ENVIRONMENT.toString());
    }

    @Test
    void whatIsNotFoundHasNoDetails() throws Exception {
        APIGatewayV2HTTPResponse response = answer(
                request -> {
                    throw ApiException.notFound("Nothing is here.");
                },
                put(GOOD));

        assertThat(response.getStatusCode()).isEqualTo(404);
        assertThat(body(response).path("code").asText()).isEqualTo("NOT_FOUND");
        assertThat(body(response).path("message").asText()).isEqualTo("Nothing is here.");
        assertThat(body(response).path("details")).isEmpty();
    }

    @Test
    void aMethodThatAPathDoesNotHaveIsAnsweredWithThoseThatItHas() throws Exception {
        APIGatewayV2HTTPResponse response = answer(
                request -> {
                    throw ApiException.methodNotAllowed("GET, PUT");
                },
                put(GOOD));

        assertThat(response.getStatusCode()).isEqualTo(405);
        assertThat(response.getHeaders()).containsEntry("Allow", "GET, PUT");
        assertThat(body(response).path("code").asText()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void aFaultIsAnsweredAndLoggedWithoutItsMessage() throws Exception {
        APIGatewayV2HTTPResponse response = answer(
                request -> {
                    throw new IllegalStateException(CANARY, new IllegalArgumentException(CANARY));
                },
                put(GOOD));

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(body(response).path("code").asText()).isEqualTo("UNEXPECTED_ERROR");
        assertThat(body(response).path("details")).isEmpty();
        assertThat(response.getBody()).doesNotContain(CANARY, "IllegalState");
        assertThat(context.logged())
                .contains(
                        body(response).path("id").asText(),
                        "java.lang.IllegalStateException",
                        "java.lang.IllegalArgumentException")
                .doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4711",
                "0a1b2c3d-0000-4000-8000-00000000000",
                "0a1b2c3d-0000-4000-8000-00000000000g",
                "1-1-1-1-1"
            })
    void anEnvironmentThatIsNoUuidIsRefused(String id) throws Exception {
        APIGatewayV2HTTPEvent event = put(GOOD);
        event.setPathParameters(Map.of("environmentId", id));
        APIGatewayV2HTTPResponse response = answer(HttpFunctionTest::environment, event);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(body(response).path("details").path(0).path("target").asText())
                .isEqualTo("environmentId");
    }

    @Test
    void anEnvironmentIsReadInEitherCaseAndPrintedInLowerCase() throws Exception {
        APIGatewayV2HTTPEvent event = put(GOOD);
        event.setPathParameters(Map.of("environmentId", "0A1B2C3D-0000-4000-8000-00000000000A"));

        assertThat(body(answer(HttpFunctionTest::environment, event))
                        .path("environment")
                        .asText())
                .isEqualTo(Fixtures.ENVIRONMENT.toString());
    }

    @Test
    void anEventWithoutAnythingIsRefusedAsWell() {
        APIGatewayV2HTTPEvent withoutVariables = put(GOOD);
        withoutVariables.setPathParameters(null);

        assertThat(answer(HttpFunctionTest::environment, withoutVariables).getStatusCode())
                .isEqualTo(400);
        assertThat(answer(HttpFunctionTest::environment, new APIGatewayV2HTTPEvent())
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void aTokenOfTheEnvironmentInThePathIsLetIn() {
        assertThat(answerTo("env", Map.of("env", "0A1B2C3D-0000-4000-8000-00000000000A"))
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(answerTo("tenant", Map.of("tenant", Fixtures.ENVIRONMENT.toString(), "env", "other"))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            env,    5f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f
            env,    [5f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f 6f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f]
            env,    x0a1b2c3d-0000-4000-8000-00000000000a
            env,    map[id:0a1b2c3d-0000-4000-8000-00000000000a]
            """)
    void anyOtherTokenIsAnsweredAsIfTheEnvironmentHadNoAccount(String claim, String value) throws Exception {
        APIGatewayV2HTTPResponse refused = answerTo("env", Map.of(claim, value));
        APIGatewayV2HTTPResponse without = answer(
                request -> {
                    throw ApiException.noAccount();
                },
                put(GOOD));

        assertThat(refused.getStatusCode()).isEqualTo(404);
        assertThat(refused.getHeaders()).isEqualTo(without.getHeaders());
        assertThat(withoutId(refused)).isEqualTo(withoutId(without));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [0a1b2c3d-0000-4000-8000-00000000000a]
            [5f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f 0a1b2c3d-0000-4000-8000-00000000000a]
            5f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f 0A1B2C3D-0000-4000-8000-00000000000A
            5f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f, 0a1b2c3d-0000-4000-8000-00000000000a
            ["5f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f","0a1b2c3d-0000-4000-8000-00000000000a"]
            """)
    void aTokenOfSeveralEnvironmentsIsLetIn(String value) {
        assertThat(answerTo("env", Map.of("env", value)).getStatusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            env,    ''
            env,    []
            Env,    0a1b2c3d-0000-4000-8000-00000000000a
            tenant, 0a1b2c3d-0000-4000-8000-00000000000a
            """)
    void aTokenWithoutTheClaimIsForbiddenWithTheReason(String claim, String value) throws Exception {
        APIGatewayV2HTTPResponse refused = answerTo("env", Map.of(claim, value));

        assertThat(refused.getStatusCode()).isEqualTo(403);
        assertThat(body(refused).path("code").asText()).isEqualTo("ACCESS_FAILED");
        assertThat(body(refused).at("/details/0/code").asText()).isEqualTo("INSUFFICIENT_PERMISSIONS");
        assertThat(body(refused).at("/details/0/innerError/claim").asText()).isEqualTo("env");
    }

    @Test
    void whereATokenIsRequiredNothingElseIsLetIn() {
        Map<String, String> variables = Map.of("ENVIRONMENT_CLAIM", "env");
        APIGatewayV2HTTPEvent signed = put(GOOD);
        signed.setRequestContext(RequestContext.builder()
                .withAuthorizer(RequestContext.Authorizer.builder().build())
                .build());

        assertThat(answer(HttpFunctionTest::neverReached, put(GOOD), variables).getStatusCode())
                .isEqualTo(403);
        assertThat(answer(HttpFunctionTest::neverReached, signed, variables).getStatusCode())
                .isEqualTo(403);
        assertThat(answer(HttpFunctionTest::neverReached, withClaims(put(GOOD), Map.of()), variables)
                        .getStatusCode())
                .isEqualTo(403);
    }

    @Test
    void aSignedCallNamesNoEnvironment() {
        assertThat(answer(HttpFunctionTest::environment, put(GOOD), Map.of("ENVIRONMENT_CLAIM", ""))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void aRouteWithoutAnEnvironmentTakesEveryToken() {
        APIGatewayV2HTTPEvent event = withClaims(put(GOOD), Map.of("env", "other"));
        event.setPathParameters(Map.of());

        assertThat(answer(
                                request -> new HttpResponse(200, Json.MAPPER.createObjectNode(), Map.of()),
                                event,
                                Map.of("ENVIRONMENT_CLAIM", "env"))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abc.execute-api.eu-west-1.amazonaws.com |      | https://abc.execute-api.eu-west-1.amazonaws.com
            abc.execute-api.eu-west-1.amazonaws.com | /dev | https://abc.execute-api.eu-west-1.amazonaws.com/dev
            sender.example.com                      | /a/b | https://sender.example.com/a/b
            127.0.0.1                               |      | http://127.0.0.1:3000
            """)
    void pathsOfTheApiBecomeLinksToWhereItIs(String domain, @Nullable String prefix, String base) throws Exception {
        APIGatewayV2HTTPEvent event = put(
                GOOD,
                Map.of(
                        "host", "127.0.0.1:3000",
                        "x-forwarded-host", "evil.example.com",
                        "x-forwarded-proto", "ftp",
                        "forwarded", "host=evil.example.com"));
        event.setRawPath((prefix == null ? "" : prefix) + event.getRawPath());
        event.getRequestContext().setDomainName(domain);

        APIGatewayV2HTTPResponse response = answer(
                request -> new HttpResponse(
                        200,
                        Map.of("_links", Links.self("/v1/here").and("next", "/v1/there")),
                        Map.of("Location", "/v1/here")),
                event);

        assertThat(body(response).at("/_links/self/href").asText()).isEqualTo(base + "/v1/here");
        assertThat(body(response).at("/_links/next/href").asText()).isEqualTo(base + "/v1/there");
        assertThat(response.getHeaders()).containsEntry("Location", base + "/v1/here");
    }

    @Test
    void theLineOfAChangeNamesItsCaller() throws Exception {
        answer(HttpFunctionTest::environment, withClaims(put(GOOD), Map.of("client_id", "console", "sub", "someone")));

        assertThat(logged().path("caller").asText()).isEqualTo("console");
    }

    @Test
    void theLineOfARefusedChangeNamesItsCallerAsWell() throws Exception {
        answer(
                HttpFunctionTest::neverReached,
                withClaims(put(GOOD), Map.of("client_id", "console")),
                Map.of("ENVIRONMENT_CLAIM", "env"));

        assertThat(logged().path("outcome").asText()).isEqualTo("REFUSED");
        assertThat(logged().path("caller").asText()).isEqualTo("console");
    }

    @Test
    void theLineOfAChangeByNobodyKnownNamesNone() throws Exception {
        answer(HttpFunctionTest::environment, put(GOOD));

        assertThat(logged().has("caller")).isFalse();
    }

    @Test
    void theLineOfAReadNamesNoCaller() throws Exception {
        APIGatewayV2HTTPEvent event = withClaims(put(GOOD), Map.of("client_id", "console"));
        event.getRequestContext().getHttp().setMethod("GET");

        answer(HttpFunctionTest::environment, event);

        assertThat(logged().has("caller")).isFalse();
    }

    private JsonNode logged() throws Exception {
        return Json.MAPPER.readTree(context.logged());
    }

    private APIGatewayV2HTTPResponse answerTo(String claim, Map<String, String> claims) {
        return answer(HttpFunctionTest::environment, withClaims(put(GOOD), claims), Map.of("ENVIRONMENT_CLAIM", claim));
    }

    private static APIGatewayV2HTTPEvent withClaims(APIGatewayV2HTTPEvent event, Map<String, String> claims) {
        RequestContext.Authorizer.JWT token =
                RequestContext.Authorizer.JWT.builder().withClaims(claims).build();
        event.setRequestContext(RequestContext.builder()
                .withHttp(event.getRequestContext().getHttp())
                .withAuthorizer(
                        RequestContext.Authorizer.builder().withJwt(token).build())
                .build());
        return event;
    }

    private static HttpResponse neverReached(HttpRequest request) {
        throw new AssertionError("called for " + request.environmentId());
    }

    private static JsonNode withoutId(APIGatewayV2HTTPResponse response) throws Exception {
        return ((ObjectNode) body(response)).without("id");
    }

    private static HttpResponse environment(HttpRequest request) {
        return new HttpResponse(
                200,
                Json.MAPPER
                        .createObjectNode()
                        .put("environment", request.environmentId().toString()),
                Map.of());
    }

    private APIGatewayV2HTTPResponse answer(Endpoint work, APIGatewayV2HTTPEvent event) {
        return answer(work, event, Map.of());
    }

    private APIGatewayV2HTTPResponse answer(Endpoint work, APIGatewayV2HTTPEvent event, Map<String, String> variables) {
        HttpFunction function = new HttpFunction(
                new Configuration(variables).environmentClaim(), new Routes().put(ApiPath.SENDER, work)) {};
        return function.answer(event, context);
    }

    private static JsonNode body(APIGatewayV2HTTPResponse response) throws Exception {
        return Json.MAPPER.readTree(response.getBody());
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SimulatedIssuer;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.template.Authorization;
import org.mfasender.local.template.HttpRoute;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.Template;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;

/** With an issuer, each route of the template takes tokens of the path's environment with its scope, and nothing else. */
class CallersE2E {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String READ = "whatsapp-sender:read";
    private static final String ADMINISTER = "whatsapp-sender:administer";
    private static final String SEND = "whatsapp-sender:send";
    private static final String OPERATE = "whatsapp-sender:operate";
    private static final List<String> ALL = List.of(READ, ADMINISTER, SEND, OPERATE);

    /**
     * The console's files; what Meta calls: it has no token, and signs what it reports; what identity products call, which have a sender
     * key.
     */
    private static final Set<String> PUBLIC = Set.of(
            "GET /console",
            "HEAD /console",
            "GET /console/{file+}",
            "HEAD /console/{file+}",
            "GET /v1/webhooks/{appId}",
            "GET /v1/webhooks/{appId}/{slash+}",
            "POST /v1/webhooks/{appId}",
            "POST /v1/webhooks/{appId}/{slash+}",
            "POST /v1/hooks/{environmentId}/{product}",
            "POST /v1/hooks/{environmentId}/{product}/{slash+}",
            "POST /v1/hooks/{environmentId}/{product}/{templateName}",
            "POST /v1/hooks/{environmentId}/{product}/{templateName}/{slash+}");

    private static SimulatedIssuer issuer;
    private static LocalSystem system;

    private SimulatedAccount account;
    private SenderApi api;
    private String message = UUID.randomUUID().toString();
    private String key = UUID.randomUUID().toString();
    private String policy = UUID.randomUUID().toString();
    private String number = "0";

    @BeforeAll
    static void start() throws Exception {
        issuer = SimulatedIssuer.start();
        system = LocalSystem.start(LocalOptions.of(ROOT)
                .withReviewDelay(Duration.ZERO)
                .withParameter("TokenIssuer", issuer.uri())
                .withParameter("ConsoleClientId", "console")
                .withParameter("TokenAudience", SimulatedIssuer.AUDIENCE));
    }

    @BeforeEach
    void anEnvironmentOfItsOwn() {
        account = system.graph().world().newAccount().create();
        api = new SenderApi(system.httpUri());
    }

    @AfterAll
    static void stop() {
        system.close();
        issuer.close();
    }

    static Stream<HttpRoute> routes() {
        Template template = Template.read(
                ROOT.resolve("template.yaml"), Map.of(), new Surroundings(URI.create("http://127.0.0.1:3000")));
        return template.routes().stream()
                .filter(route -> !PUBLIC.contains(route.routeKey()))
                .sorted(Comparator.comparing(HttpRoute::routeKey));
    }

    @Test
    void theConsolesFilesAndWhatMetaAndIdentityProductsCallAreOpenAndNothingElseIs() {
        assertThat(system.template().authorizations().entrySet())
                .filteredOn(entry -> entry.getValue().equals(new Authorization.Open()))
                .extracting(entry -> entry.getKey().routeKey())
                .containsExactlyInAnyOrderElementsOf(PUBLIC);
        assertThat(api.send("POST", "/v1/webhooks/" + account.appId(), "{}").status())
                .isEqualTo(404);
        assertThat(api.send("POST", "/v1/hooks/" + api.environment() + "/messages", "{}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteAsksForItsScopes(HttpRoute route) {
        assertThat(system.template().authorization(route)).isInstanceOfSatisfying(Authorization.Token.class, token -> {
            assertThat(token.issuer()).isEqualTo(issuer.uri());
            assertThat(token.audiences()).containsExactly(SimulatedIssuer.AUDIENCE);
            assertThat(token.scopes()).containsExactlyInAnyOrderElementsOf(scopes(route));
        });
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whatIsNoGoodTokenIsUnauthorized(HttpRoute route) {
        String all = String.join(" ", ALL);
        UUID environment = api.environment();
        Date past = Date.from(Instant.now().minusSeconds(60));
        Date future = Date.from(Instant.now().plusSeconds(600));
        Map<String, @Nullable String> bad = new LinkedHashMap<>();
        bad.put("no token", null);
        bad.put("no JWT", "Bearer EAAsimulatedGoodToken");
        bad.put("another scheme", "Basic c2ltdWxhdGVkOnNpbXVsYXRlZA==");
        bad.put("wrong audience", token(environment, all, claims -> claims.audience("another")));
        bad.put("wrong issuer", token(environment, all, claims -> claims.issuer(issuer.uri() + "/other")));
        bad.put("wrong key", "Bearer " + issuer.forgedToken(environment, all));
        bad.put("expired", token(environment, all, claims -> claims.expirationTime(past)));
        bad.put("never expires", token(environment, all, claims -> claims.expirationTime(null)));
        bad.put("not valid yet", token(environment, all, claims -> claims.notBeforeTime(future)));
        bad.put("issued in the future", token(environment, all, claims -> claims.issueTime(future)));
        bad.put("not signed", unsigned(environment, all));

        bad.forEach((what, token) -> {
            SenderApi.Answer answer = call(route, environment, token);
            assertThat(answer.status()).as(what).isEqualTo(401);
            assertThat(answer.response().body()).as(what).isEqualTo("{\"message\":\"Unauthorized\"}");
        });
    }

    @ParameterizedTest
    @MethodSource("routes")
    void tooSmallAScopeIsForbidden(HttpRoute route) {
        List<String> others =
                ALL.stream().filter(scope -> !scopes(route).contains(scope)).toList();
        List<String> small = new ArrayList<>(List.of("", "openid", READ + "er", READ.toUpperCase(Locale.ROOT)));
        small.addAll(others);
        small.add(String.join(" ", others));

        for (String scope : small) {
            SenderApi.Answer answer = call(route, api.environment(), token(api.environment(), scope));
            assertThat(answer.status()).as("scope %s", scope).isEqualTo(403);
            assertThat(answer.response().body()).isEqualTo("{\"message\":\"Forbidden\"}");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void anotherEnvironmentDoesNotExist(HttpRoute route) {
        configure();
        JsonNode before = withoutTimes(read().body());
        UUID another = UUID.randomUUID();
        SenderApi.Answer never =
                send("GET", new SenderApi(system.httpUri(), another).path(), null, token(another, READ));
        ErrorBody.check(never, 404, "NOT_FOUND");

        if (route.path().contains("{environmentId}")) {
            SenderApi.Answer answer =
                    call(route, api.environment(), token(another, scopes(route).getFirst()));
            ErrorBody.check(answer, 404, "NOT_FOUND");
            assertThat(withoutId(answer)).isEqualTo(withoutId(never));
        }
        assertThat(withoutTimes(read().body())).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aTokenThatNamesNoEnvironmentIsForbiddenWithTheReason(HttpRoute route) {
        if (route.path().contains("{environmentId}")) {
            configure();
            JsonNode before = withoutTimes(read().body());
            SenderApi.Answer answer = call(
                    route,
                    api.environment(),
                    token(api.environment(), scopes(route).getFirst(), claims -> claims.claim("env", null)));

            ErrorBody.check(answer, 403, "ACCESS_FAILED");
            assertThat(ErrorBody.details(answer)).containsExactly("Authorization INSUFFICIENT_PERMISSIONS");
            assertThat(answer.body().at("/details/0/innerError/claim").asText()).isEqualTo("env");
            assertThat(withoutTimes(read().body())).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aGoodTokenReachesTheFunction(HttpRoute route) {
        configure();
        number = api.authorized(token(api.environment(), READ))
                .awaitStatus("READY")
                .at("/numbers/0/numberId")
                .asText();

        if (plain(route).endsWith("/candidate")) {
            submitACandidate();
        }
        if (plain(route).contains("/{messageId}")) {
            sendAMessage();
        }
        if (plain(route).contains("/{keyId}")) {
            makeASenderKey();
        }
        if (plain(route).contains("/{policyId}")) {
            makeAPolicy();
        }
        for (String scope : scopes(route)) {
            SenderApi.Answer answer = call(route, api.environment(), token(api.environment(), scope));
            if (route.equals(HttpRoute.DEFAULT)) {
                ErrorBody.check(answer, 404, "NOT_FOUND");
            } else {
                assertThat(answer.status()).as("%s", answer.body()).isLessThan(300);
            }
        }
    }

    private void sendAMessage() {
        message = new MessagesApi(api.authorized(token(api.environment(), SEND)))
                .send("493027")
                .body()
                .path("id")
                .asText();
    }

    private void makeASenderKey() {
        key = send(
                        "POST",
                        api.path() + "/senderKeys",
                        SenderApi.JSON.createObjectNode().put("name", "Keycloak"),
                        token(api.environment(), ADMINISTER))
                .body()
                .path("id")
                .asText();
    }

    private void makeAPolicy() {
        policy = send(
                        "POST",
                        new PoliciesApi(api).path(),
                        SenderApi.JSON.createObjectNode().put("name", "policy"),
                        token(api.environment(), ADMINISTER))
                .body()
                .path("id")
                .asText();
    }

    @Test
    void aSenderCanSendAndAskNothingElse() {
        configure();
        api.authorized(token(api.environment(), READ)).awaitStatus("READY");
        sendAMessage();
        String sender = token(api.environment(), SEND);

        Map<String, Integer> answers = new TreeMap<>();
        routes().forEach(route -> answers.put(
                route.routeKey(), call(route, api.environment(), sender).status()));

        assertThat(answers).hasSizeGreaterThan(10);
        answers.forEach((route, status) -> assertThat(status)
                .as(route)
                .isEqualTo(
                        switch (route.replace("/{slash+}", "")
                                .substring(route.replace("/{slash+}", "").lastIndexOf('/') + 1)) {
                            case "serving", "{messageId}" -> 200;
                            case "messages" -> 202;
                            case "outcome" -> 204;
                            case "$default" -> 404;
                            default -> 403;
                        }));
    }

    @Test
    void scopesMayStandInScpAndTheAudienceInClientId() {
        configure();
        String token = token(
                api.environment(),
                "openid",
                claims -> claims.audience(List.of())
                        .claim("client_id", SimulatedIssuer.AUDIENCE)
                        .claim("scp", List.of("profile", READ)));

        assertThat(send("GET", api.path(), null, token).status()).isEqualTo(200);
        assertThat(send("GET", api.path(), null, token.substring("Bearer ".length()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutAnIssuerEveryRouteIsSignedButWhatMetaAndIdentityProductsCall() {
        Template template = Template.read(
                ROOT.resolve("template.yaml"), Map.of(), new Surroundings(URI.create("http://127.0.0.1:3000")));

        assertThat(template.authorizations())
                .isNotEmpty()
                .allSatisfy((route, authorization) -> assertThat(authorization)
                        .isEqualTo(
                                route.path().startsWith("/v1/webhooks/")
                                                || route.path().startsWith("/v1/hooks/")
                                        ? new Authorization.Open()
                                        : new Authorization.Signed()));
    }

    private void configure() {
        assertThat(send("PUT", api.path(), SenderApi.body(account), token(api.environment(), ADMINISTER))
                        .status())
                .isEqualTo(202);
    }

    private void submitACandidate() {
        SenderApi.Answer answer = send(
                "PUT",
                api.path(),
                SenderApi.body(account).put("userAccessToken", "EAAsimulatedTokenThatNeverWas"),
                token(api.environment(), ADMINISTER));
        assertThat(answer.body().has("candidate")).isTrue();
    }

    private SenderApi.Answer read() {
        return send("GET", api.path(), null, token(api.environment(), READ));
    }

    /**
     * Each is enough: readers look, administrators look and do all but sending, a sender sends and asks what concerns that, operators list
     * all senders.
     */
    private static List<String> scopes(HttpRoute route) {
        if (route.equals(HttpRoute.DEFAULT)) {
            return ALL;
        }
        String path = plain(route);
        if (path.endsWith("/senders")) {
            return List.of(OPERATE);
        }
        if (path.endsWith("/messages") || path.endsWith("/outcome")) {
            return List.of(SEND);
        }
        if (path.endsWith("/serving") || path.endsWith("/{messageId}")) {
            return List.of(SEND, READ, ADMINISTER);
        }
        boolean reads = route.method().equals("GET") && !path.endsWith("/webhooks");
        return reads ? List.of(READ, ADMINISTER) : List.of(ADMINISTER);
    }

    private static String plain(HttpRoute route) {
        return route.path().replace("/{slash+}", "");
    }

    /** A call of the route, with variables and a body that are good for it. */
    private SenderApi.Answer call(HttpRoute route, UUID environment, @Nullable String token) {
        String method = route.method().isEmpty() ? "PATCH" : route.method();
        UUID content = TemplateContent.id(new EnvironmentId(api.environment()), Purpose.DEVICE_PAIRING, "en", null);
        String path = route.path().isEmpty()
                ? "/v1/nowhere"
                : route.path()
                        .replace("{slash+}", "")
                        .replace("{environmentId}", environment.toString())
                        .replace("{templateName}", ContentsApi.PAIRING)
                        .replace("{contentId}", content.toString())
                        .replace("{messageId}", message)
                        .replace("{policyId}", policy)
                        .replace("{generation}", "1")
                        .replace("{numberId}", number)
                        .replace("{keyId}", key);
        if (plain(route).endsWith("/senders")) {
            path += "?status=READY";
        }
        boolean withBody = method.equals("PUT") || method.equals("POST");
        return send(method, path, withBody ? body(route) : null, token);
    }

    private JsonNode body(HttpRoute route) {
        String path = plain(route);
        if (path.endsWith("/messages")) {
            return MessagesApi.body(MessagesApi.TO, "493027");
        }
        if (path.contains("/deviceAuthenticationPolicies")) {
            return SenderApi.JSON.createObjectNode().put("name", "policy " + UUID.randomUUID());
        }
        if (path.endsWith("/sending")) {
            return SenderApi.JSON.createObjectNode().put("enabled", true);
        }
        if (path.endsWith("/senderKeys")) {
            return SenderApi.JSON.createObjectNode().put("name", "Keycloak");
        }
        if (path.endsWith("/testMessage")) {
            return SenderApi.JSON.createObjectNode().put("to", MessagesApi.TO);
        }
        if (path.endsWith("/registration")) {
            return SenderApi.JSON.createObjectNode().put("pin", "519042");
        }
        if (path.endsWith("/outcome")) {
            return SenderApi.JSON.createObjectNode().put("outcome", "VERIFIED");
        }
        if (path.endsWith("/runs")) {
            return SenderApi.JSON.createObjectNode().put("firstStep", "validate");
        }
        if (!path.contains("/contents")) {
            return SenderApi.body(account);
        }
        String locale = path.endsWith("/contents") ? "en-GB" : "en";
        return system.graph().world().waba(account.wabaId()).templates().list().stream()
                .findFirst()
                .map(template -> ContentsApi.binding(locale, template))
                .orElseGet(SenderApi.JSON::createObjectNode);
    }

    private SenderApi.Answer send(String method, String path, @Nullable JsonNode body, @Nullable String token) {
        List<String> headers = new ArrayList<>();
        if (token != null) {
            headers.addAll(List.of("Authorization", token));
        }
        if (body != null) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        return api.send(method, path, body == null ? null : body.toString(), headers.toArray(String[]::new));
    }

    @Test
    void whoChangedSomethingIsInTheHistory() {
        String token = token(
                api.environment(),
                ADMINISTER,
                claims -> claims.subject("somebody").claim("client_id", "terraform"));
        assertThat(api.authorized(token).put(account).status()).isLessThan(300);

        JsonNode entry = api.authorized(token(api.environment(), READ))
                .history()
                .body()
                .at("/_embedded/history")
                .valueStream()
                .toList()
                .getLast();

        assertThat(entry.at("/actor/subject").asText()).isEqualTo("somebody");
        assertThat(entry.at("/actor/client").asText()).isEqualTo("terraform");
    }

    private static String token(UUID environment, String scope) {
        return token(environment, scope, claims -> claims);
    }

    private static String token(UUID environment, String scope, UnaryOperator<JWTClaimsSet.Builder> change) {
        return "Bearer " + issuer.token(environment, scope, change);
    }

    private static String unsigned(UUID environment, String scope) {
        return "Bearer "
                + new PlainJWT(new JWTClaimsSet.Builder()
                                .issuer(issuer.uri())
                                .audience(SimulatedIssuer.AUDIENCE)
                                .claim("env", environment.toString())
                                .claim("scope", scope)
                                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                                .build())
                        .serialize();
    }

    private static JsonNode withoutId(SenderApi.Answer answer) {
        return ((ObjectNode) answer.body()).without("id");
    }

    /** What a run in progress does not change. */
    private static JsonNode withoutTimes(JsonNode resource) {
        return ((ObjectNode) resource).retain("id", "whatsAppAccountBusinessId", "appId", "credentials", "createdAt");
    }
}

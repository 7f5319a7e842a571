package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

class ProtocolIT extends WithTemplates {
    private static final String SIGNATURE = """
            {"message": "Invalid OAuth access token signature.", "type": "OAuthException", "code": 190}""";

    @Test
    void servesTheRequestedVersion() {
        assertThat(get(good(), "/me").isOk().header("facebook-api-version")).isEqualTo("v26.0");
    }

    @Test
    void servesAnEndedVersionWithTheOldestSupportedOne() {
        Answer answer = send("GET", "/v19.0/me", good().userAccessToken(), null).isOk();
        assertThat(answer.header("facebook-api-version")).isEqualTo("v21.0");
    }

    @Test
    void rejectsAnUnknownVersionAsPath() {
        send("GET", "/v99.0/me", good().userAccessToken(), null).isError(400, """
                {"message": "Unknown path components: /me", "type": "OAuthException", "code": 2500}""");
    }

    @Test
    void rejectsAnUnknownEdge() {
        get(good(), "/" + good().wabaId() + "/xyz").isError(400, """
                {"message": "Unknown path components: /xyz", "type": "OAuthException", "code": 2500}""");
    }

    @Test
    void rejectsAnEdgeOfAnotherNodeLikeAField() {
        SimulatedAccount account = good();
        get(account, "/" + account.businessId() + "/message_templates").isError(400, """
                {"message": "(#100) Tried accessing nonexisting field (message_templates) on node type (Business)",
                 "type": "OAuthException", "code": 100}""");
        graph.world().turnOn(Behaviour.FOREIGN_EDGE_IS_UNKNOWN_PATH);
        get(account, "/" + account.businessId() + "/message_templates").isCode(400, 2500, 0);
    }

    @Test
    void rejectsAMethodThatTheEdgeDoesNotHave() {
        Answer answer = post(good(), "/" + good().wabaId() + "/phone_numbers", "{}");
        answer.isCode(400, 100, 33);
        assertThat(answer.error().path("message").asText()).startsWith("Unsupported post request. Object with ID '");
    }

    @Test
    void requiresAToken() {
        Answer me = get("/me", "");
        me.isError(400, """
                {"message": "An active access token must be used to query information about the current user.",
                 "type": "OAuthException", "code": 2500}""");
        assertThat(me.header("WWW-Authenticate"))
                .startsWith("OAuth \"Facebook Platform\" \"invalid_request\" \"An active access token");
        get("/" + good().wabaId(), "").isError(400, """
                {"message": "An access token is required to request this resource.",
                 "type": "OAuthException", "code": 104}""");
    }

    @Test
    void acceptsTheTokenAsParameterInQueryAndForm() throws IOException {
        String token = good().userAccessToken();
        get("/me?access_token=" + token, "").isOk();
        String path = "/v26.0/" + good().wabaId() + "/upsert_message_templates";
        HttpRequest form = HttpRequest.newBuilder(URI.create(graph.uri() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("access_token=" + token
                        + "&name=from_a_form&languages=de&category=AUTHENTICATION&components="
                        + encode(COMPONENTS)))
                .build();
        send(form).isOk();
    }

    @Test
    void distinguishesAnUnknownTokenAWrongSecretAndAnUnknownApp() {
        get("/me", "EAAsimulatedNobody").isError(400, """
                {"message": "Invalid OAuth access token - Cannot parse access token",
                 "type": "OAuthException", "code": 190}""");
        get("/" + good().appId(), good().appId() + "|ffffffffffffffffffffffffffffffff")
                .isError(400, SIGNATURE);
        get("/" + good().appId(), "845120037719999|ffffffffffffffffffffffffffffffff")
                .isCode(400, 190, 0);
        graph.world().turnOn(Behaviour.INVALID_TOKEN_IS_HTTP_401, Behaviour.UNKNOWN_APP_IS_CODE_101);
        get("/" + good().appId(), good().appId() + "|ffffffffffffffffffffffffffffffff")
                .isError(401, SIGNATURE);
        get("/" + good().appId(), "845120037719999|ffffffffffffffffffffffffffffffff")
                .isCode(401, 101, 0);
    }

    @Test
    void rejectsEndedTokensWithTheirSubcode() {
        get(graph.accounts().named("expired-token"), "/me").isError(400, """
                {"message": "Error validating access token: Session has expired on Sunday, 22-Nov-26 08:00:00 UTC. The current time is Monday, 23-Nov-26 08:00:00 UTC.",
                 "type": "OAuthException", "code": 190, "error_subcode": 463}""");
        get(graph.accounts().named("revoked-token"), "/me").isCode(400, 190, 460);
        get(graph.accounts().named("app-removed-token"), "/me").isCode(400, 190, 458);
    }

    @Test
    void checksTheProofAndRequiresItWhereTheAppDoes() throws Exception {
        SimulatedAccount account = graph.accounts().named("proof-required");
        String path = "/" + account.wabaId() + "?fields=id";
        get(account, path).isError(400, """
                {"message": "API calls from the server require an appsecret_proof argument",
                 "type": "GraphMethodException", "code": 100}""");
        get(account, path + "&appsecret_proof=" + "0".repeat(64)).isError(400, """
                {"message": "Invalid appsecret_proof provided in the API argument",
                 "type": "GraphMethodException", "code": 100}""");
        get(account, path + "&appsecret_proof=" + proof(account.appSecret(), account.userAccessToken()))
                .isOk();
        get("/" + account.appId(), account.appAccessToken()).isOk();
        graph.world().turnOn(Behaviour.WRONG_PROOF_IS_CODE_104);
        get(account, path + "&appsecret_proof=" + "0".repeat(64)).isCode(400, 104, 0);
    }

    @Test
    void rejectsAProofMadeWithAnOpaqueAppToken() throws Exception {
        SimulatedAccount account = graph.accounts().named("opaque-app-token");
        String path = "/" + account.wabaId() + "?fields=id";
        get(account, path).isOk();
        get(account, path + "&appsecret_proof=" + proof(account.appSecret(), account.userAccessToken()))
                .isError(400, """
                        {"message": "Invalid appsecret_proof provided in the API argument",
                         "type": "GraphMethodException", "code": 100}""");
    }

    @Test
    void reportsHowMuchOfTheQuotaIsUsed() {
        SimulatedAccount account = graph.accounts().named("no-numbers");
        for (int i = 0; i < 19; i++) {
            get(account, "/" + account.wabaId());
        }
        Answer answer = get(account, "/" + account.wabaId()).isOk();
        assertThat(parse(answer.header("X-App-Usage"))).isEqualTo(parse("""
                {"call_count": 10, "total_time": 2, "total_cputime": 1}"""));
        assertThat(parse(answer.header("X-Business-Use-Case-Usage"))).isEqualTo(parse("""
                {"%s": [{"type": "whatsapp_business_management", "call_count": 10, "total_cputime": 1, "total_time": 2,
                         "estimated_time_to_regain_access": 0},
                        {"type": "whatsapp", "call_count": 10, "total_cputime": 1, "total_time": 2,
                         "estimated_time_to_regain_access": 0}]}""".formatted(account.wabaId())));
        graph.world().turnOn(Behaviour.NO_USAGE_HEADERS);
        assertThat(get(account, "/" + account.wabaId()).header("X-App-Usage")).isEmpty();
    }

    @Test
    void reportsTheQuotaLateWhereSwitchedOn() {
        SimulatedAccount account = graph.accounts().named("no-numbers");
        graph.world().turnOn(Behaviour.USAGE_HEADERS_COME_LATE);
        for (int i = 0; i < 19; i++) {
            Answer early = get(account, "/" + account.wabaId()).isOk();
            assertThat(early.header("X-App-Usage")).isEmpty();
            assertThat(early.header("X-Business-Use-Case-Usage")).isEmpty();
        }
        assertThat(get(account, "/" + account.wabaId()).header("X-Business-Use-Case-Usage"))
                .contains("\"call_count\":10");
        assertThat(get(account, "/me").header("X-App-Usage")).isEmpty();
    }

    @Test
    void servesTheNewestVersion() {
        assertThat(send("GET", "/v27.0/me", good().userAccessToken(), null)
                        .isOk()
                        .header("facebook-api-version"))
                .isEqualTo("v27.0");
        assertThat(send("GET", "/me", good().userAccessToken(), null).isOk().header("facebook-api-version"))
                .isEqualTo("v27.0");
    }

    @Test
    void rejectsCallsBeyondTheQuotaUntilAnHourIsOver() {
        SimulatedAccount account = graph.accounts().named("no-numbers");
        for (int i = 0; i < 200; i++) {
            get(account, "/" + account.wabaId()).isOk();
        }
        Answer answer = get(account, "/" + account.wabaId());
        answer.isCode(400, 80008, 0);
        assertThat(parse(answer.header("X-Business-Use-Case-Usage"))
                        .at("/" + account.wabaId() + "/0/estimated_time_to_regain_access")
                        .asInt())
                .isEqualTo(60);
        clock.advance(Duration.ofHours(1));
        get(account, "/" + account.wabaId()).isOk();
    }

    @Test
    void rejectsABodyThatIsNotJson() {
        upsert(good(), "{").isCode(400, 100, 0);
    }

    static String proof(String secret, String token) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
    }
}

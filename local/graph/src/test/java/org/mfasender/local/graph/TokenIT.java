package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

class TokenIT extends WithGraph {
    private Answer inspect(SimulatedAccount account) {
        return get("/debug_token?input_token=" + account.userAccessToken(), account.appAccessToken());
    }

    private JsonNode data(String name) {
        return inspect(graph.accounts().named(name)).isOk().json().path("data");
    }

    @Test
    void inspectsASystemUserTokenThatNeverExpires() {
        assertThat(inspect(good()).isOk().json()).isEqualTo(parse("""
                { "data": {
                    "app_id": "845120037719402", "type": "SYSTEM_USER", "application": "Contoso MFA",
                    "data_access_expires_at": 0, "expires_at": 0, "is_valid": true, "issued_at": 1787644800,
                    "scopes": ["business_management", "whatsapp_business_management", "whatsapp_business_messaging", "public_profile"],
                    "granular_scopes": [
                      { "scope": "whatsapp_business_management" },
                      { "scope": "whatsapp_business_messaging" } ],
                    "user_id": "122093847561028374" } }"""));
    }

    @Test
    void inspectsAnExpiredToken() {
        SimulatedAccount account = graph.accounts().named("expired-token");
        assertThat(inspect(account).isOk().json()).isEqualTo(parse("""
                {"data": {"app_id": "%s", "type": "SYSTEM_USER", "application": "Contoso 4 MFA", "is_valid": false,
                  "expires_at": 1795334400, "user_id": "%s",
                  "error": {"code": 190, "subcode": 463,
                    "message": "Error validating access token: Session has expired on Sunday, 22-Nov-26 08:00:00 UTC. The current time is Monday, 23-Nov-26 08:00:00 UTC."},
                  "scopes": []}}""".formatted(account.appId(), account.userId())));
    }

    @Test
    void returnsAMinimalAnswerWhereSwitchedOn() {
        graph.world().turnOn(Behaviour.MINIMAL_INVALID_TOKEN);
        assertThat(data("revoked-token").properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("error", "is_valid", "scopes");
    }

    @Test
    void reportsWhyATokenIsInvalid() {
        assertThat(data("revoked-token").at("/error/subcode").asInt()).isEqualTo(460);
        assertThat(data("app-removed-token").at("/error/subcode").asInt()).isEqualTo(458);
    }

    @Test
    void showsTypeExpiryScopesAndTargets() {
        assertThat(data("temporary-user-token").path("type").asText()).isEqualTo("USER");
        assertThat(data("expiring-token").path("expires_at").asLong())
                .isEqualTo(clock.instant().getEpochSecond() + 60L * 86_400);
        assertThat(data("without-whatsapp-messaging").path("scopes").toString())
                .doesNotContain("whatsapp_business_messaging");
        SimulatedAccount limited = graph.accounts().named("limited-token");
        assertThat(data("limited-token").at("/granular_scopes/0/target_ids/0").asText())
                .isEqualTo(limited.wabaId());
    }

    @Test
    void doesNotShowTokensOfOtherApps() {
        inspect(graph.accounts().named("token-of-another-app")).isError(400, """
                {"message": "(#100) The App_id in the input_token did not match the Viewing App",
                 "type": "OAuthException", "code": 100}""");
    }

    @Test
    void inspectsATokenThatCannotBeParsed() {
        String path = "/debug_token?input_token=rubbish";
        assertThat(get(path, good().appAccessToken()).isOk().json()).isEqualTo(parse("""
                {"data": {"error": {"code": 190, "message": "Invalid OAuth access token - Cannot parse access token"},
                          "is_valid": false, "scopes": []}}"""));
        graph.world().turnOn(Behaviour.UNPARSEABLE_INPUT_TOKEN_IS_HTTP_400);
        get(path, good().appAccessToken()).isCode(400, 190, 0);
    }

    @Test
    void requiresAnInputToken() {
        get("/debug_token", good().appAccessToken()).isError(400, """
                {"message": "(#100) The parameter input_token is required.", "type": "OAuthException", "code": 100}""");
    }

    @Test
    void inspectsATokenWithItself() {
        SimulatedAccount account = good();
        get(account, "/debug_token?input_token=" + account.userAccessToken()).isOk();
    }

    @Test
    void inspectsAnAppToken() {
        assertThat(get("/debug_token?input_token=" + encode(good().appAccessToken()), good().appAccessToken())
                        .isOk()
                        .json())
                .isEqualTo(parse("""
                        {"data": {"app_id": "845120037719402", "type": "APP", "application": "Contoso MFA",
                                  "is_valid": true, "scopes": []}}"""));
    }

    @Test
    void readsTheApp() {
        assertThat(get("/" + good().appId() + "?fields=id,name", good().appAccessToken())
                        .isOk()
                        .json())
                .isEqualTo(parse("""
                        { "id": "845120037719402", "name": "Contoso MFA" }"""));
    }

    @Test
    void readsMeWithoutARole() {
        assertThat(get(good(), "/me?fields=id,name").isOk().json()).isEqualTo(parse("""
                {"id": "122093847561028374", "name": "mfa-service"}"""));
        get(good(), "/me?fields=role").isError(400, """
                {"message": "(#100) Tried accessing nonexisting field (role) on node type (User)",
                 "type": "OAuthException", "code": 100}""");
    }
}

package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;

/** What happens to people at Meta, and is not the state of one of the accounts that exist from the start. */
class SituationsIT extends WithTemplates {
    @ParameterizedTest
    @CsvSource({
        "EXPIRED, 463",
        "REVOKED, 460",
        "APP_REMOVED, 458",
        "CHECKPOINT, 459",
        "UNCONFIRMED, 464",
        "INVALID, 467",
        "WITHOUT_ROLE, 492",
        "UNEXPLAINED, 0"
    })
    void aTokenEndsForManyReasons(String state, int subcode) {
        change("token", "{\"state\": \"" + state + "\"}");

        Answer refused = get(good(), "/me");
        refused.isCode(400, 190, subcode);
        assertThat(refused.error().has("error_subcode")).isEqualTo(subcode != 0);
        JsonNode inspected = get("/debug_token?input_token=" + good().userAccessToken(), good().appAccessToken())
                .isOk()
                .json()
                .path("data");
        assertThat(inspected.path("is_valid").asBoolean()).isFalse();
        assertThat(inspected.at("/error/code").asInt()).isEqualTo(190);
        assertThat(inspected.at("/error/subcode").asInt()).isEqualTo(subcode);
    }

    @Test
    void aBlockedAppMayCallNothing() {
        change("app", "{\"blocked\": true}");

        for (String token : List.of(good().userAccessToken(), good().appAccessToken())) {
            get("/debug_token?input_token=" + good().userAccessToken(), token).isError(400, """
                    {"message": "API access blocked.", "type": "OAuthException", "code": 200}""");
        }
        get(good(), "/" + good().wabaId()).isCode(400, 200, 0);
        change("app", "{\"blocked\": false}");
        get(good(), "/" + good().wabaId()).isOk();
    }

    @Test
    void anAppInDevelopmentModeMayCallOrNot() {
        change("app", "{\"live\": false}");
        get(good(), "/" + good().wabaId()).isOk();
        graph.world().turnOn(Behaviour.DEVELOPMENT_MODE_REFUSES_CALLS);
        get(good(), "/" + good().wabaId()).isCode(400, 200, 0);
        get("/" + good().appId() + "/subscriptions", good().appAccessToken()).isCode(400, 200, 0);
        change("app", "{\"live\": true}");
        get(good(), "/" + good().wabaId()).isOk();
    }

    @Test
    void aDeletedAppMayCallNothing() {
        graph.world().remove(good().appId());
        for (String token : List.of(good().userAccessToken(), good().appAccessToken())) {
            graph.world().turnOff(Behaviour.UNKNOWN_APP_IS_CODE_101);
            get("/debug_token?input_token=" + good().userAccessToken(), token).isCode(400, 190, 0);
            graph.world().turnOn(Behaviour.UNKNOWN_APP_IS_CODE_101);
            get("/debug_token?input_token=" + good().userAccessToken(), token).isCode(400, 101, 0);
        }
    }

    @Test
    void anAdminReachesEveryAccountOrThoseThatItIsAssignedTo() {
        String path = "/" + good().wabaId();
        get(good(), path).isOk();
        graph.world().turnOn(Behaviour.ADMINS_NEED_ASSIGNMENT);
        get(good(), path).isCode(403, 200, 0);
        waba(good()).assign(good().userId(), Set.of("FULL_CONTROL"));
        get(good(), path).isOk();
        upsert(good(), "a", List.of("en")).isOk();
        get(good(), "/" + good().businessId()).isOk();
        waba(good()).assign(good().userId(), Set.of());
        get(good(), path).isCode(403, 200, 0);
    }

    @Test
    void aNumberThatHasLeftIsNotListedAndCannotBeRead() {
        PhoneNumber number = waba(good()).numbers().getFirst();
        graph.world().remove(number);
        assertThat(get(good(), "/" + good().wabaId() + "/phone_numbers")
                        .isOk()
                        .json()
                        .path("data"))
                .isEmpty();
        get(good(), "/" + number.id()).isCode(400, 100, 33);
        graph.world().restore(number);
        get(good(), "/" + number.id()).isOk();
    }

    @Test
    void anAccountThatIsRemovedIsNotListedUntilItIsBack() {
        Waba removed = waba(good());

        graph.world().remove(removed.id());
        assertThat(graph.world().wabasOf(good().businessId())).isEmpty();

        graph.world().put(removed);
        assertThat(graph.world().wabasOf(good().businessId())).containsExactly(removed);
    }

    @Test
    void anAppBeginsToRequireProofs() {
        change("app", "{\"requireProof\": true}");
        get(good(), "/" + good().wabaId()).isCode(400, 100, 0);
    }

    @Test
    void aPageCanBeTooLarge() {
        upsert(good(), "a", List.of("en", "de", "fr")).isOk();
        change("settings", "{\"largestPage\": 2}");

        for (String edge :
                List.of("message_templates", "phone_numbers", "assigned_users?business=" + good().businessId())) {
            String path = "/" + good().wabaId() + "/" + edge + (edge.contains("?") ? "&" : "?");
            get(good(), path + "limit=3").isError(500, """
                    {"message": "Please reduce the amount of data you're asking for, then retry your request",
                     "type": "OAuthException", "code": 1}""");
            get(good(), path + "limit=2").isOk();
        }
        get(good(), "/" + good().wabaId() + "/message_templates").isCode(500, 1, 0);
    }

    @Test
    void anAccountOutOfReachIsRefusedOrUnknown() {
        for (String name : List.of("employee-not-assigned", "limited-elsewhere")) {
            SimulatedAccount account = graph.accounts().named(name);
            String number =
                    graph.world().waba(account.wabaId()).numbers().getFirst().id();
            List<String> paths = List.of(account.wabaId(), number, account.wabaId() + "/message_templates");
            graph.world().turnOff(Behaviour.UNASSIGNED_ACCOUNT_IS_UNKNOWN);
            paths.forEach(path -> get(account, "/" + path).isCode(403, 200, 0));
            graph.world().turnOn(Behaviour.UNASSIGNED_ACCOUNT_IS_UNKNOWN);
            paths.forEach(path -> get(account, "/" + path).isCode(400, 100, 33));
            assertThat(upsert(account, "a", List.of("en"))
                            .error()
                            .path("message")
                            .asText())
                    .startsWith("Unsupported post request. Object with ID '" + account.wabaId());
        }
        SimulatedAccount viewer = graph.accounts().named("employee-view-only");
        upsert(viewer, "a", List.of("en")).isCode(403, 200, 0);
    }

    @Test
    void theUsersOfAnAccountAreListedForItsPortfolioOrForAny() {
        String path = "/" + good().wabaId() + "/assigned_users?business=" + good().wabaId();
        get(good(), path).isCode(400, 100, 0);
        graph.world().turnOn(Behaviour.ASSIGNED_USERS_OF_ANY_BUSINESS);
        get(good(), path).isOk();
    }

    @Test
    void aProfileNeedsOnePermissionOrTheOther() {
        SimulatedAccount silent = graph.accounts().named("without-whatsapp-messaging");
        SimulatedAccount viewer = graph.accounts().named("employee-view-only");
        profile(good()).isOk();
        profile(silent).isCode(403, 200, 0);
        profile(viewer).isCode(403, 200, 0);
        graph.world().turnOn(Behaviour.PROFILE_NEEDS_MANAGEMENT);
        profile(silent).isOk();
        profile(viewer).isOk();
        profile(graph.accounts().named("without-whatsapp-management")).isCode(403, 200, 0);
        profile(graph.accounts().named("employee-not-assigned")).isCode(403, 200, 0);
    }

    private Answer profile(SimulatedAccount account) {
        String number =
                graph.world().waba(account.wabaId()).numbers().getFirst().id();
        return get(account, "/" + number + "/whatsapp_business_profile");
    }

    @Test
    void callsOverSipHaveAStateAndProblemsOfTheirOwn() {
        change("health", """
                {"id": "%s", "state": "AVAILABLE", "calls": "BLOCKED", "errorCode": 138025,
                 "description": "SIP is not set up.", "solution": "Set it up."}""".formatted(good().appId()));

        JsonNode health = health();
        assertThat(health.path("can_send_message").asText()).isEqualTo("AVAILABLE");
        assertThat(health.path("entities").findParents("can_receive_call_sip"))
                .containsExactly(parse("""
                {"entity_type": "APP", "id": "%s", "can_send_message": "AVAILABLE", "can_receive_call_sip": "BLOCKED",
                 "errors": [{"error_code": 138025, "error_description": "SIP is not set up.",
                             "possible_solution": "Set it up."}]}""".formatted(good().appId())));
        graph.world().turnOn(Behaviour.HEALTH_INCLUDES_CALLS);
        assertThat(health().path("can_send_message").asText()).isEqualTo("BLOCKED");
    }

    @Test
    void whatLimitsAnEntityMayBeExplainedInWordsOnly() {
        change("health", "{\"state\": \"LIMITED\", \"information\": \"Wait for the review.\"}");
        assertThat(health().at("/entities/0")).isEqualTo(parse("""
                {"entity_type": "WABA", "id": "%s", "can_send_message": "LIMITED",
                 "additional_info": ["Wait for the review."]}""".formatted(good().wabaId())));
    }

    private JsonNode health() {
        return get(good(), "/" + good().wabaId() + "?fields=health_status")
                .isOk()
                .json()
                .path("health_status");
    }

    @Test
    void theMessagingLimitIsThatOfThePortfolio() {
        SimulatedAccount account = graph.accounts().named("unverified-business");
        String number =
                graph.world().waba(account.wabaId()).numbers().getFirst().id();
        String limit = "whatsapp_business_manager_messaging_limit";
        for (String id : List.of(account.wabaId(), number, account.businessId())) {
            assertThat(get(account, "/" + id + "?fields=" + limit)
                            .isOk()
                            .json()
                            .path(limit)
                            .asText())
                    .isEqualTo("TIER_250");
        }
        assertThat(get(account, "/" + account.businessId() + "?fields=verification_status")
                        .isOk()
                        .json()
                        .path("verification_status")
                        .asText())
                .isEqualTo("not_verified");
    }

    @Test
    void anAccountHasAllFieldsOfMetasBusinessSdk() {
        for (String field : Set.of(
                "marketing_messages_ad_account",
                "marketing_messages_lite_api_status",
                "owner_business",
                "service_pricing_policy",
                "whatsapp_manager_marketing_messages_max_price_enroll_status")) {
            assertThat(get(good(), "/" + good().wabaId() + "?fields=id," + field)
                            .isOk()
                            .json()
                            .properties())
                    .hasSize(1);
        }
    }

    @Test
    void aSummaryHasWhatIsRequested() {
        assertThat(get(good(), "/" + good().wabaId() + "/message_templates?summary=are_translations_complete")
                        .isOk()
                        .json()
                        .path("summary"))
                .isEqualTo(parse("{\"total_count\": 0, \"are_translations_complete\": true}"));
    }

    private void change(String what, String body) {
        control("POST", "/accounts/good-one-number/" + what, body).isOk();
    }
}

package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.SimulatedAccount;

class WabaIT extends WithGraph {
    private static final String FIELDS = "?fields=id,name,currency,timezone_id,country,status,account_review_status,"
            + "business_verification_status,ownership_type,owner_business_info,primary_funding_id,"
            + "whatsapp_business_manager_messaging_limit,health_status";

    private Answer read(String name) {
        SimulatedAccount account = graph.accounts().named(name);
        return get(account, "/" + account.wabaId() + FIELDS);
    }

    @Test
    void readsTheRequestedFields() {
        assertThat(read("good-one-number").isOk().json()).isEqualTo(parse("""
                { "id": "217640915503381", "name": "Contoso Security", "currency": "EUR", "timezone_id": "47",
                  "country": "AT", "status": "ACTIVE", "account_review_status": "APPROVED",
                  "business_verification_status": "verified", "ownership_type": "SELF",
                  "owner_business_info": { "id": "660238814470915", "name": "Contoso" },
                  "primary_funding_id": "590640915503381", "whatsapp_business_manager_messaging_limit": "TIER_2K",
                  "health_status": { "can_send_message": "AVAILABLE", "entities": [
                      { "entity_type": "WABA", "id": "217640915503381", "can_send_message": "AVAILABLE" },
                      { "entity_type": "BUSINESS", "id": "660238814470915", "can_send_message": "AVAILABLE" },
                      { "entity_type": "APP", "id": "845120037719402", "can_send_message": "AVAILABLE" } ] } }"""));
    }

    @Test
    void readsDefaultFields() {
        assertThat(get(good(), "/" + good().wabaId()).isOk().json()).isEqualTo(parse("""
                {"id": "217640915503381", "name": "Contoso Security", "timezone_id": "47",
                 "message_template_namespace": "a1b2c3d4_0000_4000_8000_640915503381"}"""));
    }

    @Test
    void rejectsTheWholeCallForOneUnknownField() {
        get(good(), "/" + good().wabaId() + "?fields=id,xyz").isError(400, """
                {"message": "(#100) Tried accessing nonexisting field (xyz) on node type (WhatsAppBusinessAccount)",
                 "type": "OAuthException", "code": 100}""");
    }

    @Test
    void namesTheNodeTypeOfANumberUsedAsAccount() {
        String number = graph.world().waba(good().wabaId()).numbers().getFirst().id();
        get(good(), "/" + number + "?fields=id,timezone_id").isError(400, """
                {"message": "(#100) Tried accessing nonexisting field (timezone_id) on node type (WhatsAppBusinessPhoneNumber)",
                 "type": "OAuthException", "code": 100}""");
    }

    @Test
    void hidesUnknownAndForeignObjectsAlike() {
        SimulatedAccount foreign = graph.accounts().named("foreign-account");
        for (String id : new String[] {"999", foreign.wabaId()}) {
            get(foreign, "/" + id + "?fields=id").isError(400, """
                    {"message": "Unsupported get request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api",
                     "type": "GraphMethodException", "code": 100, "error_subcode": 33}""".formatted(id));
        }
    }

    @Test
    void rejectsWithoutPermissionTaskOrTarget() {
        read("without-whatsapp-management").isCode(403, 200, 0);
        read("employee-not-assigned").isCode(403, 200, 0);
        read("limited-elsewhere").isCode(403, 200, 0);
        read("limited-token").isOk();
        read("employee").isOk();
        graph.world().turnOn(Behaviour.MISSING_PERMISSION_IS_CODE_10);
        read("employee-not-assigned").isError(403, """
                {"message": "(#10) Application does not have permission for this action",
                 "type": "OAuthException", "code": 10}""");
    }

    @Test
    void reportsWhyMessagesAreBlocked() {
        SimulatedAccount account = graph.accounts().named("health-blocked");
        JsonNode health = read("health-blocked").isOk().json().path("health_status");
        assertThat(health.path("can_send_message").asText()).isEqualTo("BLOCKED");
        assertThat(health.at("/entities/0")).isEqualTo(parse("""
                { "entity_type": "WABA", "id": "%s", "can_send_message": "BLOCKED", "errors": [
                  { "error_code": 141006, "error_description": "Payment setup problem.",
                    "possible_solution": "Add a payment method." } ] }""".formatted(account.wabaId())));
    }

    @Test
    void reportsWhatLimitsANumber() {
        String number = graph.world().waba(good().wabaId()).numbers().getFirst().id();
        graph.world().setHealth(number, Health.limited("Display name review is still open."));
        JsonNode health = get(good(), "/" + number + "?fields=health_status")
                .isOk()
                .json()
                .path("health_status");
        assertThat(health.path("can_send_message").asText()).isEqualTo("LIMITED");
        assertThat(health.at("/entities/0")).isEqualTo(parse("""
                {"entity_type": "PHONE_NUMBER", "id": "%s", "can_send_message": "LIMITED",
                 "additional_info": ["Display name review is still open."]}""".formatted(number)));
    }

    @Test
    void omitsFieldsWithoutValue() {
        assertThat(read("no-payment-method").isOk().json().has("primary_funding_id"))
                .isFalse();
    }

    @Test
    void expandsEdgesAndNarrowsObjects() {
        SimulatedAccount account = graph.accounts().named("good-several-numbers");
        JsonNode body = get(
                        account,
                        "/" + account.wabaId() + "?fields="
                                + encode("owner_business_info{name},phone_numbers.limit(2){id,status}"))
                .isOk()
                .json();
        assertThat(body.path("owner_business_info")).isEqualTo(parse("{\"name\": \"Contoso 1\"}"));
        assertThat(body.at("/phone_numbers/data")).hasSize(2);
        assertThat(body.at("/phone_numbers/data/0").properties()).hasSize(2);
        String next = body.at("/phone_numbers/paging/next").asText();
        Answer rest = send("GET", next.substring(graph.uri().toString().length()), account.userAccessToken(), null);
        assertThat(rest.isOk().json().path("data")).hasSize(1);
    }

    @Test
    void listsSystemUsersWithRoles() {
        assertThat(get(good(), "/" + good().businessId() + "/system_users?fields=id,name,role")
                        .isOk()
                        .json()
                        .path("data"))
                .isEqualTo(parse("""
                        [ { "id": "122093847561028374", "name": "mfa-service", "role": "ADMIN" },
                          { "id": "122093847561028399", "name": "reporting",   "role": "EMPLOYEE" } ]"""));
        SimulatedAccount narrow = graph.accounts().named("without-business-management");
        get(narrow, "/" + narrow.businessId() + "/system_users").isCode(403, 200, 0);
        SimulatedAccount employee = graph.accounts().named("employee");
        get(employee, "/" + employee.businessId() + "/system_users").isCode(403, 200, 0);
    }

    @Test
    void listsAssignedUsersButNotAdmins() {
        String path = "/" + good().wabaId() + "/assigned_users?fields=id,name,user_type,tasks&business=";
        assertThat(get(good(), path + good().businessId()).isOk().json()).isEqualTo(parse("{\"data\": []}"));
        graph.world().waba(good().wabaId()).assign(good().userId(), Set.of("MANAGE"));
        assertThat(get(good(), path + good().businessId()).isOk().json().path("data"))
                .isEqualTo(parse("""
                        [ { "id": "122093847561028374", "name": "mfa-service", "user_type": "SYSTEM_USER",
                            "tasks": ["MANAGE"] } ]"""));
        get(good(), "/" + good().wabaId() + "/assigned_users").isError(400, """
                {"message": "(#100) The parameter business is required.", "type": "OAuthException", "code": 100}""");
    }

    @Test
    void throttlesTheFirstCallsOnly() {
        Answer first = read("throttled-at-first");
        first.isCode(400, 80008, 0);
        assertThat(first.header("X-Business-Use-Case-Usage")).contains("\"estimated_time_to_regain_access\":1");
        read("throttled-at-first").isCode(400, 80008, 0);
        read("throttled-at-first").isOk();
    }
}

package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.SimulatedAccount;

class TemplateControlIT extends WithTemplates {
    private static final String TEMPLATES = "/accounts/good-one-number/templates";

    private JsonNode change(String method, @Nullable String body) {
        return control(method, TEMPLATES, body).isOk().json();
    }

    private JsonNode first(String fields) {
        return list(good(), "fields=" + fields).isOk().json().at("/data/0");
    }

    @Test
    void addsTemplatesOfAnyContent() {
        String id = change("PUT", """
                {"name": "a", "language": "de", "code_expiration_minutes": 3, "add_security_recommendation": false,
                 "message_send_ttl_seconds": 180, "status": "PAUSED", "quality_score": "RED"}""").path("id").asText();
        JsonNode read =
                read(good(), id, "name,language,status,category,message_send_ttl_seconds,components,previous_category");
        assertThat(read.path("status").asText()).isEqualTo("PAUSED");
        assertThat(read.path("category").asText()).isEqualTo("AUTHENTICATION");
        assertThat(read.has("previous_category")).isFalse();
        assertThat(read.path("message_send_ttl_seconds").asInt()).isEqualTo(180);
        assertThat(read.at("/components/0/add_security_recommendation")).isEqualTo(parse("false"));
        assertThat(read.at("/components/1/code_expiration_minutes").asInt()).isEqualTo(3);
        assertThat(control("PUT", TEMPLATES, "{\"name\": \"a\", \"language\": \"de\"}")
                        .status())
                .isEqualTo(409);
        change("PUT", "{\"name\": \"b\", \"language\": \"de\", \"category\": \"utility\"}");
        assertThat(texts(list(good(), "name=b").json().path("data"), "category"))
                .containsExactly("UTILITY");
    }

    @Test
    void listsTemplates() {
        change("PUT", "{\"name\": \"a\", \"language\": \"de\", \"source\": \"AUTO_GENERATED\"}");
        assertThat(control("GET", TEMPLATES, null).isOk().json()).isEqualTo(parse("""
                {"data": [ {"id": "1043382217760459", "name": "a", "language": "de", "category": "AUTHENTICATION",
                  "status": "APPROVED", "source": "AUTO_GENERATED"} ]}"""));
        upsert(good(), "a", List.of("en")).isCode(400, 100, 2388318);
    }

    @Test
    void movesTemplatesToAnotherCategory() {
        change("PUT", "{\"name\": \"a\", \"language\": \"de\"}");
        change("POST", "{\"correct_category\": \"MARKETING\"}");
        assertThat(first("correct_category").path("correct_category").asText()).isEqualTo("MARKETING");
        assertThat(change("POST", "{\"category\": \"MARKETING\"}")
                        .path("changed")
                        .asInt())
                .isEqualTo(1);
        JsonNode moved = first("category,previous_category,correct_category");
        assertThat(moved.path("category").asText()).isEqualTo("MARKETING");
        assertThat(moved.path("previous_category").asText()).isEqualTo("AUTHENTICATION");
        assertThat(moved.has("correct_category")).isFalse();
    }

    @Test
    void pausesForSomeTime() {
        change("PUT", "{\"name\": \"a\", \"language\": \"de\"}");
        change("POST", "{\"status\": \"paused\", \"minutes\": 180}");
        assertThat(statusOf(good(), "a")).isEqualTo("PAUSED");
        control("POST", "/clock", "{\"hours\": 3}").isOk();
        assertThat(statusOf(good(), "a")).isEqualTo("APPROVED");
    }

    @Test
    void rejectsForAReason() {
        change("PUT", "{\"name\": \"a\", \"language\": \"de\"}");
        change("POST", "{\"status\": \"REJECTED\", \"rejected_reason\": \"SCAM\"}");
        assertThat(first("rejected_reason").path("rejected_reason").asText()).isEqualTo("SCAM");
        change("POST", "{\"status\": \"APPROVED\"}");
        assertThat(first("rejected_reason").path("rejected_reason").asText()).isEqualTo("NONE");
    }

    @Test
    void deletesTemplates() {
        change("PUT", "{\"name\": \"a\", \"language\": \"de\"}");
        change("PUT", "{\"name\": \"a\", \"language\": \"en\"}");
        assertThat(control("DELETE", TEMPLATES + "?name=a&language=de", null)
                        .isOk()
                        .json()
                        .path("changed")
                        .asInt())
                .isEqualTo(1);
        assertThat(listed(good(), "language")).containsExactly("en");
        create(good(), "a", "de").isCode(400, 100, 2388023);
    }

    @Test
    void deletesTemplatesAfterMessagesInFlight() {
        waba(good()).deletionDelay(Duration.ofHours(1));
        change("PUT", "{\"name\": \"a\", \"language\": \"de\"}");
        change("DELETE", null);
        assertThat(statusOf(good(), "a")).isEqualTo("PENDING_DELETION");
        clock.advance(Duration.ofHours(1));
        assertThat(listed(good(), "name")).isEmpty();
    }

    @Test
    void movesTheClock() {
        create(good(), "a", "de").isOk();
        assertThat(control("POST", "/clock", "{\"minutes\": 5}")
                        .isOk()
                        .json()
                        .path("now")
                        .asText())
                .isEqualTo("2026-11-23T08:05:00Z");
        assertThat(statusOf(good(), "a")).isEqualTo("APPROVED");
        control("POST", "/clock", "{\"days\": 366}").isOk();
        assertThat(statusOf(good(), "a")).isEqualTo("ARCHIVED");
        assertThat(control("POST", "/clock", "{\"days\": -1}").status()).isEqualTo(400);
        control("POST", "/reset", null).isOk();
        assertThat(control("POST", "/clock", null).isOk().json().path("now").asText())
                .isEqualTo("2026-11-23T08:00:00Z");
    }

    @Test
    void changesHowMetaTreatsAnAccount() {
        control("POST", "/accounts/good-one-number/settings", """
                {"templateLimit": 1, "refusedLanguages": ["zu"], "rejectedLanguages": ["fr"], "rejectedReason": "SCAM",
                 "reviewMinutes": 0, "deletionMinutes": 60, "messagesIn": "de",
                 "whatsapp_business_manager_messaging_limit": "TIER_250"}""").isOk();
        Answer zulu = create(good(), "a", "zu");
        zulu.isCode(400, 100, 2388049);
        assertThat(zulu.error().path("error_user_title").asText()).isEqualTo("Sprache wird nicht unterstützt");
        create(good(), "a", "fr").isOk();
        assertThat(first("rejected_reason").path("rejected_reason").asText()).isEqualTo("SCAM");
        create(good(), "a", "de").isCode(400, 100, 2388019);
        delete(good(), path(good()) + "?name=a").isOk();
        assertThat(statusOf(good(), "a")).isEqualTo("PENDING_DELETION");
        assertThat(get(good(), "/" + good().wabaId() + "?fields=whatsapp_business_manager_messaging_limit")
                        .json()
                        .path("whatsapp_business_manager_messaging_limit")
                        .asText())
                .isEqualTo("TIER_250");
    }

    /** A number lists itself, its account, the portfolio and the app; the account does not list its numbers. */
    @Test
    void changesTheHealthOfANumberAndOfItsAccount() {
        String numbers = "/" + good().wabaId() + "/phone_numbers?fields=health_status";
        String number = get(good(), numbers).json().at("/data/0/id").asText();
        control("POST", "/accounts/good-one-number/health", """
                {"id": "%s", "state": "LIMITED", "information": "In review."}""".formatted(number))
                .isOk();

        JsonNode limited = get(good(), numbers).json().at("/data/0/health_status");

        assertThat(limited.path("can_send_message").asText()).isEqualTo("LIMITED");
        assertThat(limited.at("/entities/0/entity_type").asText()).isEqualTo("PHONE_NUMBER");
        assertThat(limited.at("/entities/0/additional_info/0").asText()).isEqualTo("In review.");
        assertThat(limited.path("entities")).hasSize(4);

        control("POST", "/accounts/good-one-number/health", """
                {"state": "BLOCKED", "errorCode": 141006, "description": "Problem.", "solution": "Do it."}""").isOk();

        JsonNode blocked = get(good(), numbers).json().at("/data/0/health_status");
        assertThat(blocked.path("can_send_message").asText()).isEqualTo("BLOCKED");
        assertThat(blocked.at("/entities/1/errors/0/error_code").asInt()).isEqualTo(141006);
        assertThat(get(good(), "/" + good().wabaId() + "?fields=health_status")
                        .json()
                        .at("/health_status/entities"))
                .hasSize(3);
    }

    @Test
    void forbidsThrottlesAndRejectsUnknownCalls() {
        SimulatedAccount account = good();
        control("POST", "/accounts/" + account.wabaId() + "/settings", """
                {"authenticationTemplates": false, "throttledCalls": 1, "throttleCode": 4}""").isOk();
        create(account, "a", "en").isCode(400, 4, 0);
        create(account, "a", "en").isCode(400, 10, 2388185);
        assertThat(control("GET", "/accounts/good-one-number/settings", null).status())
                .isEqualTo(404);
        assertThat(control("POST", TEMPLATES, "{\"state\": \"PAUSED\"}").status())
                .isEqualTo(400);
        assertThat(control("PATCH", TEMPLATES, "{}").status()).isEqualTo(404);
    }
}

package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

class TemplatesIT extends WithGraph {
    private static final String COMPONENTS = """
            [ { "type": "BODY", "add_security_recommendation": true },
              { "type": "FOOTER", "code_expiration_minutes": 5 },
              { "type": "BUTTONS", "buttons": [ { "type": "OTP", "otp_type": "COPY_CODE" } ] } ]""";

    private static String body(String name, String language) {
        return """
                { "name": "%s", "language": "%s", "category": "AUTHENTICATION", "message_send_ttl_seconds": 300,
                  "components": %s }""".formatted(name, language, COMPONENTS);
    }

    private static String path(SimulatedAccount account) {
        return "/" + account.wabaId() + "/message_templates";
    }

    private Answer create(SimulatedAccount account, String name, String language) {
        return post(account, path(account), body(name, language));
    }

    private Answer list(SimulatedAccount account, String query) {
        return get(account, path(account) + "?" + query);
    }

    private String statusOf(SimulatedAccount account, String name) {
        return list(account, "fields=status&name=" + name)
                .isOk()
                .json()
                .at("/data/0/status")
                .asText();
    }

    @Test
    void createsATemplateThatIsApprovedAfterItsReview() {
        assertThat(create(good(), "contoso_strong_auth_v1", "en").isOk().json()).isEqualTo(parse("""
                { "id": "1043382217760447", "status": "PENDING", "category": "AUTHENTICATION" }"""));
        clock.advance(REVIEW.minusSeconds(1));
        assertThat(statusOf(good(), "contoso_strong_auth_v1")).isEqualTo("PENDING");
        clock.advance(Duration.ofSeconds(1));
        assertThat(statusOf(good(), "contoso_strong_auth_v1")).isEqualTo("APPROVED");
    }

    @Test
    void decidesAtOnceWithoutReviewDelay() {
        SimulatedAccount account =
                graph.world().newAccount().reviewDelay(Duration.ZERO).create();
        assertThat(create(account, "at_once", "de").isOk().json().path("status").asText())
                .isEqualTo("APPROVED");
    }

    @Test
    void readsTheOtpButtonBackAsAnAddress() {
        create(good(), "contoso_strong_auth_v1", "en").isOk();
        clock.advance(REVIEW);
        assertThat(list(
                                good(),
                                "name=contoso_strong_auth_v1&fields=id,name,status,category,language,components,"
                                        + "rejected_reason,quality_score,message_send_ttl_seconds&limit=100&summary="
                                        + "total_count,message_template_count,message_template_limit,are_translations_complete")
                        .isOk()
                        .json())
                .isEqualTo(parse("""
                { "data": [ {
                    "id": "1043382217760447", "name": "contoso_strong_auth_v1", "status": "APPROVED",
                    "category": "AUTHENTICATION", "language": "en", "message_send_ttl_seconds": 300,
                    "rejected_reason": "NONE", "quality_score": { "score": "UNKNOWN", "date": 1795420800 },
                    "components": [
                      { "type": "BODY", "text": "*{{1}}* is your verification code. For your security, do not share this code.",
                        "add_security_recommendation": true, "example": { "body_text": [ ["123456"] ] } },
                      { "type": "FOOTER", "text": "This code expires in 5 minutes.", "code_expiration_minutes": 5 },
                      { "type": "BUTTONS", "buttons": [ {
                          "type": "URL", "text": "Copy code",
                          "url": "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code_expiration_minutes=5&code=otp{{1}}",
                          "example": ["https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code_expiration_minutes=5&code=otp123456"] } ] } ] } ],
                  "paging": { "cursors": { "before": "CURSOR1", "after": "CURSOR1" } },
                  "summary": { "total_count": 1, "message_template_count": 1, "message_template_limit": 6000,
                    "are_translations_complete": true } }""".replace("CURSOR1", cursor())));
    }

    private String cursor() {
        return list(good(), "fields=id").json().at("/paging/cursors/after").asText();
    }

    @Test
    void readsOneTemplateWithDefaultFieldsAndHealth() {
        String id = create(good(), "one", "en").json().path("id").asText();
        assertThat(get(good(), "/" + id).isOk().json().properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "id",
                        "name",
                        "status",
                        "category",
                        "language",
                        "components",
                        "parameter_format",
                        "message_send_ttl_seconds");
        assertThat(get(good(), "/" + id + "?fields=health_status")
                        .json()
                        .at("/health_status/entities/0/errors/0/error_code")
                        .asInt())
                .isEqualTo(141002);
    }

    @Test
    void refusesWhatExistsInTheAccountsLanguage() {
        create(good(), "taken", "en_US").isOk();
        create(good(), "taken", "en_US").isError(400, """
                { "message": "Invalid parameter", "type": "OAuthException", "code": 100, "error_subcode": 2388024,
                  "is_transient": false, "error_user_title": "Content in This Language Already Exists",
                  "error_user_msg": "There is already English (US) content for this template. You can create a new template and try again." }""");
        graph.world().waba(good().wabaId()).language(Locale.GERMAN);
        assertThat(create(good(), "taken", "en_US")
                        .error()
                        .path("error_user_title")
                        .asText())
                .isEqualTo("Inhalte in dieser Sprache sind bereits vorhanden");
    }

    @Test
    void refusesBadNamesLanguagesAndFormats() {
        Answer name = create(good(), "Bad Name", "en");
        name.isCode(400, 100, 2388046);
        assertThat(name.error().path("error_data")).isEqualTo(parse("{\"blame_field_specs\": [[\"name\"]]}"));
        create(good(), "a", "xx").isCode(400, 100, 2388049);
        create(graph.accounts().named("unsupported-languages"), "a", "zu").isCode(400, 100, 2388049);
        String good = body("a", "en");
        post(good(), path(good()), good.replace("\"code_expiration_minutes\": 5", "\"code_expiration_minutes\": 91"))
                .isCode(400, 100, 2388073);
        post(good(), path(good()), good.replace("\"type\": \"FOOTER\"", "\"type\": \"HEADER\""))
                .isCode(400, 100, 2388047);
        post(good(), path(good()), good.replace("\"add_security_recommendation\": true", "\"text\": \"x\""))
                .isCode(400, 100, 2388072);
        post(
                        good(),
                        path(good()),
                        good.replace("\"message_send_ttl_seconds\": 300", "\"message_send_ttl_seconds\": 901"))
                .isCode(400, 100, 0);
        post(good(), path(good()), good.replace("COPY_CODE", "ONE_TAP")).isCode(400, 100, 0);
        post(good(), path(good()), "{}").isError(400, """
                {"message": "(#100) The parameter name is required.", "type": "OAuthException", "code": 100}""");
        assertThat(list(good(), "fields=id").json()).isEqualTo(parse("{\"data\": []}"));
    }

    @Test
    void refusesBeyondTheCapacity() {
        SimulatedAccount account = graph.accounts().named("nearly-full");
        for (String language : new String[] {"en", "de", "fr"}) {
            create(account, "a", language).isOk();
        }
        create(account, "a", "it").isCode(400, 100, 2388019);
        assertThat(list(account, "limit=1&summary=message_template_count,message_template_limit")
                        .json()
                        .path("summary"))
                .isEqualTo(parse(
                        "{\"total_count\": 250, \"message_template_count\": 250, \"message_template_limit\": 250}"));
    }

    @Test
    void refusesMoreThanAHundredCreationsAnHour() {
        for (int i = 0; i < 100; i++) {
            create(good(), "t" + i, "en").isOk();
        }
        create(good(), "t100", "en").isCode(400, 80008, 0);
        clock.advance(Duration.ofHours(1));
        create(good(), "t100", "en").isOk();
    }

    @Test
    void refusesAccountsThatAreNotEligibleAndUsersThatMayNotWrite() {
        create(graph.accounts().named("not-eligible"), "a", "en").isCode(400, 100, 2388399);
        create(graph.accounts().named("employee-view-only"), "a", "en").isCode(403, 200, 0);
        list(graph.accounts().named("employee-view-only"), "fields=id").isOk();
        create(graph.accounts().named("employee"), "a", "en").isOk();
        graph.world().turnOn(Behaviour.INELIGIBLE_IS_CODE_200);
        create(graph.accounts().named("not-eligible"), "a", "en").isCode(403, 200, 0);
    }

    @Test
    void refusesAnotherCategoryUnderTheSameName() {
        SimulatedAccount account = graph.accounts().named("similar-templates");
        Answer answer = create(account, "strong_authentication", "de");
        answer.isCode(400, 100, 0);
        assertThat(answer.error().path("error_user_msg").asText())
                .isEqualTo("The category AUTHENTICATION doesn't match the one that's already associated with this"
                        + " template, MARKETING.");
    }

    @Test
    void rejectsWhereTheAccountSaysSo() {
        SimulatedAccount account = graph.accounts().named("templates-rejected");
        create(account, "a", "en").isOk();
        clock.advance(REVIEW);
        assertThat(list(account, "fields=status,rejected_reason")
                        .json()
                        .at("/data/0/rejected_reason")
                        .asText())
                .isEqualTo("INVALID_FORMAT");
        SimulatedAccount mixed = graph.accounts().named("one-language-rejected");
        create(mixed, "a", "en").isOk();
        create(mixed, "a", "fr").isOk();
        clock.advance(REVIEW);
        assertThat(texts(list(mixed, "fields=status").json().path("data"), "status"))
                .containsExactly("APPROVED", "REJECTED");
    }

    @Test
    void keepsTemplatesInReviewForADay() {
        SimulatedAccount account = graph.accounts().named("slow-review");
        create(account, "a", "en").isOk();
        clock.advance(Duration.ofHours(23));
        assertThat(statusOf(account, "a")).isEqualTo("PENDING");
        clock.advance(Duration.ofHours(1));
        assertThat(statusOf(account, "a")).isEqualTo("APPROVED");
    }

    @Test
    void filtersTheList() {
        SimulatedAccount account = graph.accounts().named("similar-templates");
        assertThat(names(account, "name=device_pairing")).containsExactly("device_pairing");
        assertThat(names(account, "status=approved&category=" + encode("[\"UTILITY\",\"MARKETING\"]")))
                .containsExactly("strong_authentication", "strong_authentication_v1");
        assertThat(names(account, "language=de")).containsExactly("mfa_device_pairing");
        assertThat(names(account, "name_or_content=OLD")).containsExactly("mfa_device_pairing_old");
        assertThat(names(account, "content=verification")).containsExactly("device_pairing", "mfa_device_pairing");
        assertThat(names(account, "since=" + (clock.instant().getEpochSecond() + 1)))
                .isEmpty();
        graph.world().turnOn(Behaviour.NAME_FILTER_CONTAINS);
        assertThat(names(account, "name=device_pairing"))
                .containsExactly("device_pairing", "mfa_device_pairing", "mfa_device_pairing_old");
    }

    private List<String> names(SimulatedAccount account, String query) {
        return texts(list(account, "fields=name&" + query).isOk().json().path("data"), "name");
    }

    @Test
    void editsAnApprovedTemplateOnceADayAndTenTimesAMonth() {
        String id = create(good(), "a", "en").json().path("id").asText();
        edit(id, 1).isCode(400, 100, 0);
        clock.advance(REVIEW);
        for (int i = 1; i <= 10; i++) {
            assertThat(edit(id, i).isOk().json()).isEqualTo(parse("{\"success\": true}"));
            edit(id, 90).isCode(400, 100, 0);
            clock.advance(Duration.ofDays(1));
        }
        edit(id, 11).isCode(400, 100, 0);
        JsonNode read = get(good(), "/" + id + "?fields=status,components").json();
        assertThat(read.path("status").asText()).isEqualTo("APPROVED");
        assertThat(read.at("/components/1/code_expiration_minutes").asInt()).isEqualTo(10);
        clock.advance(Duration.ofDays(21));
        edit(id, 11).isOk();
    }

    private Answer edit(String id, int minutes) {
        return post(
                good(),
                "/" + id,
                "{\"components\": " + COMPONENTS.replace("minutes\": 5", "minutes\": " + minutes) + "}");
    }

    @Test
    void editsRejectedTemplatesWithoutLimitAndReviewsThemAgain() {
        Waba waba = graph.world().waba(good().wabaId());
        Template rejected = graph.world().addTemplate(waba, "a", "en", "AUTHENTICATION", "REJECTED");
        edit(rejected.id(), 1).isOk();
        assertThat(statusOf(good(), "a")).isEqualTo("PENDING");
        clock.advance(REVIEW);
        assertThat(statusOf(good(), "a")).isEqualTo("APPROVED");
    }

    @Test
    void deletesByNameAndBlocksTheNameForThirtyDays() {
        create(good(), "a", "en").isOk();
        create(good(), "a", "de").isOk();
        clock.advance(REVIEW);
        assertThat(delete(good(), path(good()) + "?name=a").isOk().json()).isEqualTo(parse("{\"success\": true}"));
        Answer blocked = create(good(), "a", "en");
        blocked.isCode(400, 100, 2388023);
        assertThat(blocked.error().path("error_user_msg").asText()).contains("Try again in 4 weeks");
        clock.advance(Duration.ofDays(13));
        assertThat(create(good(), "a", "en").error().path("error_user_msg").asText())
                .contains("in 17 days");
        clock.advance(Duration.ofDays(17));
        create(good(), "a", "en").isOk();
    }

    @Test
    void deletesOneLanguageOrSeveralIdsOrNothing() {
        String english = create(good(), "a", "en").json().path("id").asText();
        String german = create(good(), "a", "de").json().path("id").asText();
        String other = create(good(), "b", "de").json().path("id").asText();
        delete(good(), path(good()) + "?name=a&hsm_id=" + english).isOk();
        delete(good(), path(good()) + "?hsm_ids=" + encode("[\"" + german + "\",\"999\"]"))
                .isCode(400, 100, 0);
        assertThat(texts(list(good(), "fields=id").json().path("data"), "id")).containsExactly(german, other);
        delete(good(), path(good()) + "?hsm_ids=" + encode("[\"" + german + "\",\"" + other + "\"]"))
                .isOk();
        delete(good(), path(good()) + "?name=a").isCode(400, 100, 0);
    }

    @Test
    void previewsMetasWords() {
        String path = "/" + good().wabaId() + "/message_template_previews?category=AUTHENTICATION";
        assertThat(get(
                                good(),
                                path + "&languages=en_US,es_ES&add_security_recommendation=true"
                                        + "&code_expiration_minutes=10&button_types=OTP")
                        .isOk()
                        .json())
                .isEqualTo(parse("""
                        { "data": [
                          { "language": "en_US", "body": "*{{1}}* is your verification code. For your security, do not share this code.",
                            "footer": "This code expires in 10 minutes.", "buttons": [ { "text": "Copy code", "autofill_text": "Autofill" } ] },
                          { "language": "es_ES", "body": "Tu código de verificación es *{{1}}*. Por tu seguridad, no lo compartas.",
                            "footer": "Este código caduca en 10 minutos.", "buttons": [ { "text": "Copiar código", "autofill_text": "Autocompletar" } ] } ] }"""));
        assertThat(get(good(), path).isOk().json().path("data")).hasSize(111);
        get(good(), "/" + good().wabaId() + "/message_template_previews").isCode(400, 100, 0);
    }
}

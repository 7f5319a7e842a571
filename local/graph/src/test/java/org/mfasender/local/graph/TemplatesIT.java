package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

class TemplatesIT extends WithTemplates {
    @Test
    void createsATemplateThatIsApprovedAfterItsReview() {
        assertThat(create(good(), "contoso_strong_auth_v1", "en").isOk().json()).isEqualTo(parse("""
                { "data": [ { "id": "1043382217760459", "status": "PENDING", "language": "en" } ] }"""));
        clock.advance(REVIEW.minusSeconds(1));
        assertThat(statusOf(good(), "contoso_strong_auth_v1")).isEqualTo("PENDING");
        clock.advance(Duration.ofSeconds(1));
        assertThat(statusOf(good(), "contoso_strong_auth_v1")).isEqualTo("APPROVED");
    }

    @Test
    void decidesAtOnceWithoutReviewDelay() {
        SimulatedAccount account =
                graph.world().newAccount().reviewDelay(Duration.ZERO).create();
        assertThat(create(account, "at_once", "de")
                        .isOk()
                        .json()
                        .at("/data/0/status")
                        .asText())
                .isEqualTo("APPROVED");
    }

    @Test
    void returnsTheOtpButtonAsUrlButton() {
        create(good(), "contoso_strong_auth_v1", "en").isOk();
        clock.advance(REVIEW);
        assertThat(list(
                                good(),
                                "name=contoso_strong_auth_v1&fields=id,name,status,category,language,components,"
                                        + "rejected_reason,quality_score,message_send_ttl_seconds&limit=100&summary="
                                        + "total_count,message_template_count,message_template_limit")
                        .isOk()
                        .json())
                .isEqualTo(parse("""
                { "data": [ {
                    "id": "1043382217760459", "name": "contoso_strong_auth_v1", "status": "APPROVED",
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
                  "summary": { "total_count": 1, "message_template_count": 1, "message_template_limit": 6000 } }""".replace("CURSOR1", cursor())));
    }

    private String cursor() {
        return list(good(), "fields=id").json().at("/paging/cursors/after").asText();
    }

    @Test
    void readsOneTemplateWithDefaultFieldsAndHealth() {
        String id = created("one", "en");
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
    void rejectsBadNamesLanguagesAndFormats() {
        Answer name = create(good(), "Bad Name", "en");
        name.isCode(400, 100, 2388046);
        assertThat(name.error().path("error_data")).isEqualTo(parse("{\"blame_field_specs\": [[\"name\"]]}"));
        create(good(), "a", "xx").isCode(400, 100, 2388049);
        create(graph.accounts().named("unsupported-languages"), "a", "zu").isCode(400, 100, 2388049);
        String good = body("a", "en");
        upsert(good(), good.replace("\"code_expiration_minutes\": 5", "\"code_expiration_minutes\": 91"))
                .isCode(400, 100, 2388073);
        upsert(good(), good.replace("\"type\": \"FOOTER\"", "\"type\": \"HEADER\""))
                .isCode(400, 100, 2388047);
        upsert(good(), good.replace("\"add_security_recommendation\": true", "\"text\": \"x\""))
                .isCode(400, 100, 2388072);
        upsert(good(), good.replace("\"message_send_ttl_seconds\": 300", "\"message_send_ttl_seconds\": 901"))
                .isCode(400, 100, 0);
        upsert(good(), good.replace("COPY_CODE", "ONE_TAP")).isCode(400, 100, 0);
        upsert(good(), "{}").isError(400, """
                {"message": "(#100) The parameter name is required.", "type": "OAuthException", "code": 100}""");
        assertThat(list(good(), "fields=id").json()).isEqualTo(parse("{\"data\": []}"));
    }

    @Test
    void rejectsBeyondTheCapacity() {
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
    void rejectsMoreThanAHundredCreationsAnHour() {
        for (int i = 0; i < 100; i++) {
            create(good(), "t" + i, "en").isOk();
        }
        create(good(), "t100", "en").isCode(400, 80008, 0);
        clock.advance(Duration.ofHours(1));
        create(good(), "t100", "en").isOk();
    }

    @Test
    void rejectsAccountsThatAreNotEligibleAndUsersWithoutTheRightToWrite() {
        create(graph.accounts().named("not-eligible"), "a", "en").isCode(400, 10, 2388185);
        create(graph.accounts().named("employee-view-only"), "a", "en").isCode(403, 200, 0);
        list(graph.accounts().named("employee-view-only"), "fields=id").isOk();
        create(graph.accounts().named("employee"), "a", "en").isOk();
        graph.world().turnOn(Behaviour.INELIGIBLE_IS_HTTP_403);
        create(graph.accounts().named("not-eligible"), "a", "en").isCode(403, 10, 2388185);
        graph.world().turnOff(Behaviour.INELIGIBLE_IS_HTTP_403).turnOn(Behaviour.INELIGIBLE_HAS_NO_SUBCODE);
        create(graph.accounts().named("not-eligible"), "a", "en").isCode(403, 10, 0);
    }

    @Test
    void readsSeveralAppsBackAsOneListOfEachUnlessSwitched() {
        String button = """
                "otp_type": "ZERO_TAP", "zero_tap_terms_accepted": true, "supported_apps": [
                  {"package_name": "com.example.pay", "signature_hash": "U4hoZi+kgMN"},
                  {"package_name": "com.example.pay", "signature_hash": "K8a/AINcGX7"}]""";
        upsert(good(), body("one", "en").replace("\"otp_type\": \"COPY_CODE\"", button))
                .isOk();

        assertThat(address())
                .isEqualTo("https://www.whatsapp.com/otp/code/?otp_type=ZERO_TAP&cta_display_name=Autofill"
                        + "&package_name=com.example.pay%2Ccom.example.pay"
                        + "&signature_hash=U4hoZi%2BkgMN%2CK8a%2FAINcGX7&code_expiration_minutes=5&code=otp{{1}}");
        graph.world().turnOn(Behaviour.APPS_READ_BACK_REPEATED);
        assertThat(address())
                .contains("&package_name=com.example.pay&signature_hash=U4hoZi+kgMN"
                        + "&package_name=com.example.pay&signature_hash=K8a/AINcGX7&");
    }

    private String address() {
        return list(good(), "fields=components")
                .json()
                .at("/data/0/components/2/buttons/0/url")
                .asText();
    }

    @Test
    void takesAFooterWithoutMinutesAsNoneUnlessSwitched() {
        String footer = body("one", "en").replace(", \"code_expiration_minutes\": 5", "");

        upsert(good(), footer).isOk();

        assertThat(list(good(), "fields=components").json().at("/data/0/components"))
                .hasSize(2);
        graph.world().turnOn(Behaviour.FOOTER_NEEDS_MINUTES);
        upsert(good(), footer).isCode(400, 100, 2388073);
    }

    @Test
    void answersThatAnApprovedTemplateIsPendingWhereSwitchedOn() {
        graph.world().turnOn(Behaviour.UPSERT_ANSWERS_PENDING);

        assertThat(texts(create(good(), "one", "en").isOk().json().path("data"), "status"))
                .containsExactly("PENDING");
        clock.advance(REVIEW);
        assertThat(statusOf(good(), "one")).isEqualTo("APPROVED");
    }

    @Test
    void answersAnUpsertWithSuccessAloneWhereSwitchedOn() {
        graph.world().turnOn(Behaviour.UPSERT_ANSWERS_SUCCESS_ALONE);

        assertThat(create(good(), "one", "en").isOk().json()).isEqualTo(parse("{\"success\": true}"));
        assertThat(list(good(), "fields=name").json().path("data")).hasSize(1);
    }

    @Test
    void rejectsAnotherCategoryUnderTheSameName() {
        SimulatedAccount account = graph.accounts().named("similar-templates");
        Answer answer = create(account, "strong_authentication", "de");
        answer.isCode(400, 100, 0);
        assertThat(answer.error().path("error_user_msg").asText())
                .isEqualTo("The category AUTHENTICATION doesn't match the one that's already associated with this"
                        + " template, MARKETING.");
    }

    @Test
    void failsTheReviewWhereTheAccountDoes() {
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
    void filtersByName() {
        SimulatedAccount account = graph.accounts().named("similar-templates");
        assertThat(names(account, "name=device_pairing")).containsExactly("device_pairing");
        graph.world().turnOn(Behaviour.NAME_FILTER_CONTAINS);
        assertThat(names(account, "name=device_pairing"))
                .containsExactly("device_pairing", "mfa_device_pairing", "mfa_device_pairing_old");
    }

    private List<String> names(SimulatedAccount account, String query) {
        return texts(list(account, "fields=name&" + query).isOk().json().path("data"), "name");
    }

    @Test
    void rejectsNamesThatBelongToOthers() {
        create(good(), "hello_world", "en").isCode(400, 100, 2388155);
        upsert(good(), "sample_issue_resolution", List.of("en")).isCode(400, 100, 2388155);
        SimulatedAccount account = graph.accounts().named("direct-send-names");
        create(account, "mfa_device_pairing_v1", "de").isCode(400, 100, 2388318);
        upsert(account, "mfa_device_pairing_v1", List.of("en")).isCode(400, 100, 2388318);
        create(account, "mfa_device_pairing_v2", "en").isOk();
    }

    @Test
    void rejectsBeyondTheHourlyLimitByOtherCodesWhereSwitchedOn() {
        upsert(good(), "a", List.of("en", "de")).isOk();
        for (int i = 2; i < 100; i++) {
            waba(good()).templates().countCreation(clock.instant());
        }
        graph.world().turnOn(Behaviour.CREATION_LIMIT_IS_CODE_80007);
        create(good(), "b", "en").isCode(400, 80007, 0);
        graph.world().turnOn(Behaviour.CREATION_LIMIT_IS_CODE_4);
        upsert(good(), "b", List.of("en")).isCode(400, 4, 0);
    }
}

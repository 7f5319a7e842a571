package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

class TemplateUpsertIT extends WithTemplates {
    private static String body(List<String> languages, int minutes) {
        return body("contoso_device_pairing_v1", languages).replace("minutes\": 5", "minutes\": " + minutes);
    }

    private JsonNode templates(SimulatedAccount account) {
        return list(account, "limit=100&fields=id,language,status,components")
                .isOk()
                .json()
                .path("data");
    }

    private List<String> allLanguages() {
        return texts(
                get(good(), "/" + good().wabaId() + "/message_template_previews?category=AUTHENTICATION")
                        .json()
                        .path("data"),
                "language");
    }

    @Test
    void createsOneTemplatePerLanguage() {
        assertThat(upsert(good(), body(List.of("en_US", "de"), 10)).isOk().json())
                .isEqualTo(parse("""
                { "data": [
                  { "id": "1043382217760459", "status": "PENDING", "language": "en_US" },
                  { "id": "1043382217760460", "status": "PENDING", "language": "de" } ] }"""));
    }

    @Test
    void doesNothingWhenRepeated() {
        JsonNode first = upsert(good(), body(List.of("en_US", "de"), 10)).isOk().json();
        assertThat(upsert(good(), body(List.of("en_US", "de"), 10)).isOk().json())
                .isEqualTo(first);
        clock.advance(REVIEW);
        upsert(good(), body(List.of("en_US"), 10)).isOk();
        upsert(good(), body(List.of("en_US"), 10)).isOk();
        assertThat(templates(good())).hasSize(2);
    }

    @Test
    void countsAnUnchangedUpsertAsEditWhereSwitchedOn() {
        upsert(good(), body(List.of("en_US"), 10)).isOk();
        clock.advance(REVIEW);
        graph.world().turnOn(Behaviour.UNCHANGED_UPSERT_IS_EDIT);
        upsert(good(), body(List.of("en_US"), 10)).isOk();
        upsert(good(), body(List.of("en_US"), 10)).isCode(400, 100, 0);
    }

    @Test
    void updatesExistingTemplatesAndLimitsEdits() {
        upsert(good(), body(List.of("en_US"), 10)).isOk();
        upsert(good(), body(List.of("en_US"), 5)).isCode(400, 100, 0);
        clock.advance(REVIEW);
        assertThat(upsert(good(), body(List.of("en_US"), 5))
                        .isOk()
                        .json()
                        .at("/data/0/status")
                        .asText())
                .isEqualTo("APPROVED");
        assertThat(templates(good())
                        .at("/0/components/1/code_expiration_minutes")
                        .asInt())
                .isEqualTo(5);
        upsert(good(), body(List.of("en_US"), 6)).isCode(400, 100, 0);
    }

    @Test
    void writesNothingWhenOneLanguageIsUnsupported() {
        upsert(good(), body(List.of("en_US", "xx", "de"), 10)).isCode(400, 100, 2388049);
        assertThat(templates(good())).isEmpty();
    }

    @Test
    void rejectsALanguageWithoutASubcodeWhereSwitchedOn() {
        graph.world().turnOn(Behaviour.REFUSED_LANGUAGE_HAS_NO_SUBCODE);
        upsert(good(), body(List.of("xx"), 10)).isCode(400, 100, 0);
    }

    @Test
    void writesPartAndFailsWhereSwitchedOn() {
        graph.world().turnOn(Behaviour.UPSERT_WRITES_PART_THEN_FAILS);
        upsert(good(), body(List.of("en_US", "xx", "de"), 10)).isCode(400, 100, 2388049);
        assertThat(texts(templates(good()), "language")).containsExactly("en_US", "de");
    }

    @Test
    void listsPartWhereSwitchedOn() {
        graph.world().turnOn(Behaviour.UPSERT_LISTS_PART);
        JsonNode body =
                upsert(good(), body(List.of("en_US", "xx", "de"), 10)).isOk().json();
        assertThat(texts(body.path("data"), "language")).containsExactly("en_US", "de");
        upsert(good(), body(List.of("xx"), 10)).isCode(400, 100, 2388049);
    }

    @Test
    void omitsLanguagesSilentlyWhereSwitchedOn() {
        graph.world().turnOn(Behaviour.UPSERT_LEAVES_OUT_SILENTLY);
        JsonNode body =
                upsert(good(), body(List.of("en_US", "xx", "de"), 10)).isOk().json();
        assertThat(texts(body.path("data"), "language")).containsExactly("en_US", "de");
        assertThat(upsert(good(), body(List.of("xx"), 10)).isOk().json()).isEqualTo(parse("{\"data\": []}"));
    }

    @Test
    void countsEachLanguageAgainstCapacity() {
        SimulatedAccount account = graph.accounts().named("nearly-full");
        upsert(account, body(List.of("en", "de", "fr", "it"), 10)).isCode(400, 100, 2388019);
        upsert(account, body(List.of("en", "de", "fr"), 10)).isOk();
    }

    @Test
    void countsEachLanguageAgainstTheHourlyRateUnlessSwitchedOff() {
        List<String> all = allLanguages();
        upsert(good(), body(all, 10)).isCode(400, 80008, 0);
        graph.world().turnOn(Behaviour.UPSERT_COUNTS_ONCE);
        assertThat(upsert(good(), body(all, 10)).isOk().json().path("data")).hasSize(111);
    }

    @Test
    void rejectsWhatBulkManagementDoesNotSupport() {
        String good = body(List.of("en"), 10);
        upsert(good(), good.replace("\"languages\": [\"en\"]", "\"languages\": []"))
                .isError(400, """
                {"message": "(#100) The parameter languages is required.", "type": "OAuthException", "code": 100}""");
        upsert(good(), good.replace("\"category\"", "\"language\": \"en\", \"category\""))
                .isCode(400, 100, 0);
        upsert(good(), good.replace("\"COPY_CODE\"", "\"COPY_CODE\", \"text\": \"Copy\""))
                .isCode(400, 100, 0);
        upsert(good(), good.replace("\"AUTHENTICATION\"", "\"UTILITY\"")).isCode(400, 100, 0);
        graph.world().turnOn(Behaviour.UPSERT_REFUSES_ENDLESS_TTL);
        upsert(good(), good.replace("300", "-1")).isCode(400, 100, 0);
        graph.world().turnOff(Behaviour.UPSERT_REFUSES_ENDLESS_TTL);
        upsert(good(), good.replace("300", "-1")).isOk();
    }

    @Test
    void doesNotLimitUpsertsLikeEditsWhereSwitchedOn() {
        upsert(good(), body(List.of("en_US"), 10)).isOk();
        clock.advance(REVIEW);
        graph.world().turnOn(Behaviour.UPSERT_IS_NO_EDIT);
        upsert(good(), body(List.of("en_US"), 5)).isOk();
        upsert(good(), body(List.of("en_US"), 6)).isOk();
        graph.world().turnOff(Behaviour.UPSERT_IS_NO_EDIT);
        upsert(good(), body(List.of("en_US"), 7)).isOk();
        upsert(good(), body(List.of("en_US"), 8)).isCode(400, 100, 0);
    }

    @Test
    void listsInAnyOrderAndNotAllWhereSwitchedOn() {
        List<String> three = List.of("en_US", "de", "fr");
        graph.world().turnOn(Behaviour.UPSERT_ANSWERS_IN_REVERSE);
        assertThat(texts(upsert(good(), body(three, 10)).isOk().json().path("data"), "language"))
                .containsExactly("fr", "de", "en_US");
        graph.world().turnOff(Behaviour.UPSERT_ANSWERS_IN_REVERSE);
        SimulatedAccount other = graph.world().newAccount().create();
        graph.world().turnOn(Behaviour.UPSERT_ANSWER_LACKS_LANGUAGES);
        assertThat(texts(upsert(other, body(three, 10)).isOk().json().path("data"), "language"))
                .containsExactly("en_US", "fr");
        assertThat(texts(templates(other), "language")).containsExactlyElementsOf(three);
    }

    @Test
    void acceptsManyLanguagesUnlessSwitchedOff() {
        List<String> all = allLanguages();
        graph.world().turnOn(Behaviour.UPSERT_REFUSES_MANY_LANGUAGES);
        upsert(good(), body(all.subList(0, 51), 10)).isCode(400, 100, 0);
        upsert(good(), body(all.subList(0, 50), 10)).isOk();
        graph.world().turnOff(Behaviour.UPSERT_REFUSES_MANY_LANGUAGES);
        upsert(good(), body(all.subList(0, 51), 10)).isOk();
    }

    @Test
    void writesAllLanguagesWhenNoneIsNamedWhereSwitchedOn() {
        String none = body(List.of("en"), 10).replace("\"languages\": [\"en\"],", "");
        upsert(good(), none).isCode(400, 100, 0);
        graph.world().turnOn(Behaviour.UPSERT_WITHOUT_LANGUAGES_MEANS_ALL, Behaviour.UPSERT_COUNTS_ONCE);
        assertThat(upsert(good(), none).isOk().json().path("data")).hasSize(111);
    }
}

package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.SimulatedAccount;

class TemplateCreationIT extends WithTemplates {
    private static final String LIBRARY = """
            {"name": "a", "language": "en_US", "category": "AUTHENTICATION",
             "library_template_name": "verify_transaction_1"%s}""";

    private Answer post(SimulatedAccount account, String body) {
        return post(account, path(account), body);
    }

    private static String single(String name, String language) {
        return body(name, language)
                .replace("\"languages\": [\"" + language + "\"]", "\"language\": \"" + language + "\"");
    }

    @Test
    void createsOneTemplateInOneLanguage() {
        JsonNode created = post(
                        good(), single("a", "de").replace("COPY_CODE\"", "COPY_CODE\", \"text\": \"Code kopieren\""))
                .isOk()
                .json();

        assertThat(created)
                .isEqualTo(parse("{\"id\": \"" + created.path("id").asText()
                        + "\", \"status\": \"PENDING\", \"category\": \"AUTHENTICATION\"}"));
        assertThat(read(good(), created.path("id").asText(), "components")
                        .at("/components/2/buttons/0/text")
                        .asText())
                .isEqualTo("Code kopieren");
    }

    @Test
    void rejectsWhatExistsAndWhatUpsertsReject() {
        post(good(), single("a", "de")).isOk();
        post(good(), single("a", "de")).isCode(400, 100, 2388024);
        post(good(), single("a", "xx")).isCode(400, 100, 2388049);
        post(good(), single("Bad Name", "de")).isCode(400, 100, 2388046);
        post(good(), single("b", "de").replace("AUTHENTICATION", "UTILITY")).isCode(400, 100, 0);
        post(graph.accounts().named("not-eligible"), single("a", "de")).isCode(400, 10, 2388185);
        post(good(), single("b", "de")).isOk();
    }

    /** Parameters that this simulation has no use for, of Meta's SDK. */
    @Test
    void takesFurtherParameters() {
        post(
                        good(),
                        single("a", "de")
                                .replace(
                                        "\"category\"",
                                        "\"is_primary_device_delivery_only\": true, \"allow_category_change\": true, \"category\""))
                .isOk();
        get(
                        good(),
                        "/" + good().wabaId()
                                + "/message_template_previews?category=AUTHENTICATION&languages=de&business_name=Contoso")
                .isOk();
    }

    @Test
    void createsTemplatesOfTheLibraryWithOtherSentences() {
        String id = post(good(), LIBRARY.formatted("")).isOk().json().path("id").asText();

        JsonNode template = read(good(), id, "library_template_name,category,components");
        assertThat(template.path("library_template_name").asText()).isEqualTo("verify_transaction_1");
        assertThat(template.path("category").asText()).isEqualTo("AUTHENTICATION");
        assertThat(template.at("/components/0/text").asText())
                .isEqualTo("Use code *{{1}}* to authorize your transaction.");
        assertThat(template.at("/components/1/buttons/0/url").asText()).contains("otp_type=COPY_CODE&code=otp");
        assertThat(read(good(), created("b", "en"), "library_template_name").has("library_template_name"))
                .isFalse();
    }

    @Test
    void takesTheButtonOfALibraryTemplateAndRejectsUnknownNames() {
        String button = """
                , "library_template_button_inputs": [{"type": "OTP", "otp_type": "ONE_TAP",
                  "supported_apps": [{"package_name": "com.example.pay", "signature_hash": "K8a/AINcGX7"}]}]""";
        String id =
                post(good(), LIBRARY.formatted(button)).isOk().json().path("id").asText();

        assertThat(read(good(), id, "components")
                        .at("/components/1/buttons/0/url")
                        .asText())
                .contains("otp_type=ONE_TAP", "package_name=com.example.pay");
        post(good(), LIBRARY.formatted("").replace("verify_transaction_1", "nothing_1"))
                .isCode(400, 100, 0);
    }
}

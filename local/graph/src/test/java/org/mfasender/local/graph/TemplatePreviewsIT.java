package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;

class TemplatePreviewsIT extends WithTemplates {
    @Test
    void previewsMetasText() {
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

    private String previews() {
        return "/" + good().wabaId() + "/message_template_previews?category=AUTHENTICATION";
    }

    @Test
    void readsLanguageWhereSwitchedOn() {
        assertThat(get(good(), previews() + "&language=de").json().path("data")).hasSize(111);
        graph.world().turnOn(Behaviour.PREVIEWS_TAKE_LANGUAGE);
        assertThat(texts(get(good(), previews() + "&language=de").json().path("data"), "language"))
                .containsExactly("de");
        assertThat(get(good(), previews() + "&languages=de").json().path("data"))
                .hasSize(111);
    }

    @Test
    void rejectsOrOmitsUnsupportedLanguages() {
        waba(good()).refuseLanguages(Set.of("zu"));
        assertThat(get(good(), previews()).json().path("data")).hasSize(110);
        get(good(), previews() + "&languages=de,zu").isCode(400, 100, 2388049);
        graph.world().turnOn(Behaviour.PREVIEWS_LEAVE_OUT_LANGUAGES);
        assertThat(texts(get(good(), previews() + "&languages=de,zu,xx").json().path("data"), "language"))
                .containsExactly("de");
    }

    @Test
    void acceptsFurtherLanguagesWhereSwitchedOn() {
        create(good(), "a", "ar_SA").isCode(400, 100, 2388049);
        graph.world().turnOn(Behaviour.FURTHER_LANGUAGES);
        assertThat(texts(get(good(), previews()).json().path("data"), "language"))
                .hasSize(113)
                .endsWith("ar_SA", "es_VE");
        create(good(), "a", "ar_SA").isOk();
        upsert(good(), "a", List.of("es_VE")).isOk();
    }
}

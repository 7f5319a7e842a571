package org.mfasender.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mfasender.Fixtures;
import org.mfasender.platform.http.CollectionAnswer;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.TemplatePreview;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.bindings.UsableContent;
import org.mfasender.templates.catalog.MessageTemplate;

/** The members of each answer and their order. What there is none of is left out. */
class ContentAnswersTest {

    private static final String ID = "0a1b2c3d-0000-4000-8000-00000000000c";
    private static final String PATH = "/v1/environments/0a1b2c3d-0000-4000-8000-00000000000a/templates/device_pairing";
    private static final String REFERENCES = """
            "environment":{"id":"0a1b2c3d-0000-4000-8000-00000000000a"},"template":{"id":"device_pairing"},""";
    private static final String TEMPLATE =
            "\"whatsAppTemplate\":{\"id\":\"7\",\"name\":\"otp\",\"category\":\"AUTHENTICATION\",\"language\":\"en\"}";

    @Test
    void aContent() {
        assertThat(Json.write(ContentAnswer.of(Fixtures.succeeded(), content(null, "APPROVED", null))))
                .isEqualTo(json("true", "", "USABLE\",\"usable\":true,\"status\":\"APPROVED\""));
    }

    @Test
    void aContentInAVariantThatMetaRejected() {
        assertThat(Json.write(ContentAnswer.of(Fixtures.succeeded(), content("Short", "REJECTED", "SCAM"))))
                .isEqualTo(json(
                        "false",
                        "\"variant\":\"Short\",",
                        "REJECTED\",\"usable\":false,\"status\":\"REJECTED\",\"rejectedReason\":\"SCAM\""));
    }

    @Test
    void aCollection() {
        assertThat(Json.write(CollectionAnswer.of("/here", "contents", List.of("one", "two"))))
                .isEqualTo("{\"_links\":{\"self\":{\"href\":\"/here\"}},\"_embedded\":{\"contents\":[\"one\",\"two\"]},"
                        + "\"count\":2,\"size\":2}");
    }

    @Test
    void aNotificationTemplate() {
        assertThat(Json.write(NotificationTemplateAnswer.of(
                        Fixtures.succeeded(), Purpose.DEVICE_PAIRING, List.of(content(null, "PENDING", null)))))
                .isEqualTo(
                        "{\"_links\":{\"self\":{\"href\":\"" + PATH + "\"},\"contents\":{\"href\":\"" + PATH
                                + "/contents\"}},\"id\":\"device_pairing\","
                                + "\"environment\":{\"id\":\"0a1b2c3d-0000-4000-8000-00000000000a\"},\"displayName\":\""
                                + Purpose.DEVICE_PAIRING.displayName()
                                + "\",\"deliveryMethods\":[\"WhatsApp\"],\"defaultLocale\":\"en\",\"states\":{\"IN_REVIEW\":1}}");
    }

    @Test
    void aServingContent() {
        ServingContent serving = new ServingContent(
                UsableContent.among(List.of(content(null, "APPROVED", null))).getFirst(),
                ServingContent.Match.LANGUAGE);

        assertThat(Json.write(ServingAnswer.of(ENVIRONMENT, serving)))
                .startsWith("{\"_links\":{\"self\":{\"href\":\"" + PATH + "/serving\"},\"content\":{\"href\":\"" + PATH
                        + "/contents/" + ID + "\"}}," + REFERENCES + "\"match\":\"LANGUAGE\",\"content\":{\"id\":\""
                        + ID + "\",\"locale\":\"en\"}," + TEMPLATE + ",\"message\":{\"");
    }

    @Test
    void aPreview() {
        TemplateContent content = content(null, "APPROVED", null);
        TemplatePreview text = new TemplatePreview(
                "en",
                "{{1}} is your code.",
                null,
                List.of(new TemplatePreview.Button("Copy", null), new TemplatePreview.Button("Fill", "Autofill")));

        assertThat(Json.write(PreviewAnswer.of(ENVIRONMENT, content, content.template(), text)))
                .isEqualTo("{\"_links\":{\"self\":{\"href\":\"" + PATH + "/contents/" + ID
                        + "/preview\"},\"content\":{\"href\":\"" + PATH + "/contents/" + ID + "\"}}," + REFERENCES
                        + "\"locale\":\"en\"," + TEMPLATE
                        + ",\"language\":\"en\",\"body\":\"{{1}} is your code.\","
                        + "\"buttons\":[{\"text\":\"Copy\"},{\"text\":\"Fill\",\"autofillText\":\"Autofill\"}]}");
    }

    private static String json(String isDefault, String variant, String stateAndStatus) {
        String self = PATH + "/contents/" + ID;
        return "{\"_links\":{\"self\":{\"href\":\"" + self + "\"},\"template\":{\"href\":\"" + PATH
                + "\"},\"preview\":{\"href\":\"" + self + "/preview\"}},\"id\":\"" + ID + "\"," + REFERENCES
                + "\"default\":" + isDefault + "," + variant + "\"deliveryMethod\":\"WhatsApp\",\"locale\":\"en\","
                + TEMPLATE + ",\"state\":\"" + stateAndStatus
                + ",\"manual\":true,\"createdAt\":\"2026-10-01T08:00:00Z\",\"updatedAt\":\"2026-10-01T08:00:00Z\"}";
    }

    private static TemplateContent content(@Nullable String variant, String status, @Nullable String rejectedReason) {
        MessageTemplate template = new MessageTemplate(
                "7", "otp", "en", "AUTHENTICATION", status, rejectedReason, null, Fixtures.SAID, null);
        return new TemplateContent(
                UUID.fromString(ID),
                Purpose.DEVICE_PAIRING,
                "en",
                variant,
                true,
                template,
                false,
                Fixtures.NOW,
                Fixtures.NOW);
    }
}

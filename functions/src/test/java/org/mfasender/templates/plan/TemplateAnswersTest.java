package org.mfasender.templates.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SAID;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.Fixtures;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.OtpType;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.SupportedApp;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Action;
import org.mfasender.templates.plan.PlannedTemplate.Reason;
import org.mfasender.templates.plan.PlannedTemplate.Target;

/** Member names, their order, and what is left out. */
class TemplateAnswersTest {

    private static final SupportedApp APP = new SupportedApp("com.example.bank", "K8a/AINcGX7");
    private static final TemplateSettings ONE_TAP =
            new TemplateSettings(5, false, 300, OtpButton.wanted(OtpType.ONE_TAP, List.of(APP), true));
    private static final TemplateOptions OPTIONS = new TemplateOptions(List.of("en", "de"), ONE_TAP);
    private static final TemplateContent ENGLISH = Fixtures.content(DEVICE_PAIRING, "en", "APPROVED");
    private static final TemplateContent GERMAN = Fixtures.content(DEVICE_PAIRING, "de", "REJECTED");
    private static final TemplateContent OTHER = Fixtures.content(STRONG_AUTHENTICATION, "en", "APPROVED");

    @Test
    void optionsShowTheSettingsAndTheStatesOfTheirContents() {
        assertThat(Json.write(TemplateOptionsAnswer.of(
                        Map.of(DEVICE_PAIRING, OPTIONS), List.of(GERMAN, ENGLISH, OTHER, ENGLISH))))
                .isEqualTo(json("""
                        {"device_pairing": {"locales": ["en", "de"], "codeExpirationMinutes": 5,
                         "addSecurityRecommendation": false, "messageSendTtlSeconds": 300,
                         "button": {"type": "ONE_TAP",
                          "supportedApps": [{"packageName": "com.example.bank", "signatureHash": "K8a/AINcGX7"}],
                          "zeroTapTermsAccepted": false},
                         "notices": [{"code": "ANDROID_HANDSHAKE", "message": "Meta deprecated the PendingIntent handshake of\s
                        one-tap and zero-tap on 15 October 2026. See that each app here uses Meta's OTP Android SDK instead.\s
                        WhatsApp shows a button to copy the code where the handshake fails.",
                         "link": "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/\
                        authentication-templates/autofill-button-authentication-templates"}],
                         "states": {"USABLE": 2, "REJECTED": 1}}}"""));
    }

    @Test
    void whoLetsCodesBeCopiedGetsNoNotice() {
        TemplateOptions copied =
                new TemplateOptions(List.of("en"), new TemplateSettings(5, false, 300, OtpButton.COPY_CODE));

        assertThat(Json.write(TemplateOptionsAnswer.of(Map.of(DEVICE_PAIRING, copied), List.of())))
                .contains("COPY_CODE")
                .doesNotContain("notices");
    }

    @Test
    void aPlanAddsWhatBecomesOfEachLanguage() {
        Target target = new Target(DEVICE_PAIRING, "en", List.of("en", "en-GB"), ONE_TAP);
        TemplatePlan plan = new TemplatePlan(
                List.of(
                        PlannedTemplate.existing(target, Action.ADOPT, ENGLISH.template()),
                        PlannedTemplate.creation(target, "mfa_v2", Reason.OTHER_CONTENT)
                                .notBefore(NOW),
                        PlannedTemplate.impossible(target, Reason.REFUSED, new MetaError(100, null, "trace")),
                        PlannedTemplate.creation(
                                new Target(STRONG_AUTHENTICATION, "de", List.of("de"), ONE_TAP), "mfa_v1", null)),
                wanted());

        Map<String, TemplateOptionsAnswer> answer = TemplateOptionsAnswer.of(wanted(), List.of(), plan);

        assertThat(answer.keySet()).containsExactly("device_pairing", "strong_authentication");
        assertThat(Json.write(answer.values().stream()
                        .map(TemplateOptionsAnswer::languages)
                        .toList()))
                .isEqualTo(json("""
                        [[{"language": "en", "locales": ["en", "en-GB"], "action": "ADOPT", "name": "mfa", "id": "92",
                         "status": "APPROVED", "state": "USABLE"},
                         {"language": "en", "locales": ["en", "en-GB"], "action": "NEW_VERSION", "name": "mfa_v2",
                         "reason": "OTHER_CONTENT", "notBefore": "2026-10-01T08:00:00Z"},
                         {"language": "en", "locales": ["en", "en-GB"], "action": "IMPOSSIBLE", "reason": "REFUSED",
                         "meta": {"code": 100, "traceId": "trace"}}],
                        [{"language": "de", "locales": ["de"], "action": "CREATE", "name": "mfa_v1"}]]"""));
    }

    @Test
    void aTemplateShowsWhatItSaysAndWhatItIsBoundTo() {
        TemplateReadBack said = new TemplateReadBack(null, true, 600, "ONE_TAP", List.of(APP));
        MessageTemplate template = new MessageTemplate(
                "7", "mfa", "en", "AUTHENTICATION", "REJECTED", "INVALID_FORMAT", "GREEN", said, SAID);
        TemplateContent usual = TemplateContent.automatic(ENVIRONMENT, DEVICE_PAIRING, "en", template, NOW);
        TemplateContent variant = TemplateContent.manual(ENVIRONMENT, DEVICE_PAIRING, "en", "vip", template, NOW);

        assertThat(Json.write(WhatsAppTemplateAnswer.of(template, List.of(usual, ENGLISH, variant))))
                .isEqualTo(json("""
                        {"id": "7", "name": "mfa", "language": "en", "category": "AUTHENTICATION",
                         "status": "REJECTED", "state": "REJECTED", "rejectedReason": "INVALID_FORMAT",
                         "qualityScore": "GREEN", "addSecurityRecommendation": true, "messageSendTtlSeconds": 600,
                         "otpType": "ONE_TAP",
                         "supportedApps": [{"packageName": "com.example.bank", "signatureHash": "K8a/AINcGX7"}],
                         "contents": [{"id": "%s", "template": "device_pairing", "locale": "en", "manual": false},
                         {"id": "%s", "template": "device_pairing", "locale": "en", "variant": "vip", "manual": true}]}""".formatted(usual.id(), variant.id())));
    }

    @Test
    void aTemplateThatCannotBeUnderstoodShowsMetasWordsOnly() {
        MessageTemplate template =
                new MessageTemplate("7", "hello", "en", "UTILITY", "APPROVED", null, null, null, null);

        assertThat(Json.write(WhatsAppTemplateAnswer.of(template, List.of()))).isEqualTo(json("""
                        {"id": "7", "name": "hello", "language": "en", "category": "UTILITY", "status": "APPROVED",
                         "state": "CATEGORY_CHANGED", "contents": []}"""));
    }

    private static Map<Purpose, TemplateOptions> wanted() {
        return new EnumMap<>(Map.of(DEVICE_PAIRING, OPTIONS, STRONG_AUTHENTICATION, OPTIONS));
    }

    /** The same without the blanks that make it readable. */
    private static String json(String text) {
        return text.replaceAll("\\n\\s*", "").replaceAll("([:,]) ", "$1");
    }
}

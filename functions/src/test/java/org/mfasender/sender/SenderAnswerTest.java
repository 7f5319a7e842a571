package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.APP_SECRET;
import static org.mfasender.Fixtures.BANNED;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;
import static org.mfasender.Fixtures.content;
import static org.mfasender.Fixtures.credentials;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.Fixtures;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.TemplatePlan;

class SenderAnswerTest {

    @Test
    void theResourceHasPingOnesMembersAndOurs() throws Exception {
        JsonNode resource = json(answer(Fixtures.succeeded()));

        assertThat(resource.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "_links",
                        "id",
                        "environment",
                        "provider",
                        "status",
                        "canSend",
                        "whatsAppAccountBusinessId",
                        "appId",
                        "credentials",
                        "acceptExpiringToken",
                        "locales",
                        "templates",
                        "numbers",
                        "provisioning",
                        "verifiedAt",
                        "createdAt",
                        "updatedAt");
        assertThat(resource.at("/_links/self/href").asText())
                .isEqualTo("/v1/environments/" + Fixtures.ENVIRONMENT
                        + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp");
        assertThat(resource.path("createdAt").asText()).isEqualTo("2026-10-01T08:00:00Z");
    }

    @Test
    void whatIsBeingTriedStandsBesideWhatWorks() throws Exception {
        Connection tried = Fixtures.tried(2, "217640915503999", credentials("EAAsimulatedOtherToken", APP_SECRET));
        SenderAccount refused = Fixtures.with(
                Fixtures.account(Fixtures.connected(1), tried),
                Fixtures.step(Fixtures.account(null, tried), StepName.VALIDATE)
                        .failed(NOW, null, List.of(Fixtures.failedCheck())));
        JsonNode resource = json(answer(refused));

        assertThat(resource.path("status").asText()).isEqualTo("READY");
        assertThat(resource.path("canSend").asBoolean()).isTrue();
        assertThat(resource.path("whatsAppAccountBusinessId").asText()).isEqualTo(Fixtures.WABA);
        assertThat(resource.at("/provisioning/generation").asLong()).isEqualTo(1);
        assertThat(resource.path("candidate").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "status",
                        "whatsAppAccountBusinessId",
                        "appId",
                        "credentials",
                        "acceptExpiringToken",
                        "locales",
                        "templates",
                        "numbers",
                        "provisioning");
        assertThat(resource.at("/candidate/status").asText()).isEqualTo("ACTION_REQUIRED");
        assertThat(resource.at("/candidate/whatsAppAccountBusinessId").asText()).isEqualTo("217640915503999");
        assertThat(resource.at("/candidate/credentials/userAccessToken/hint").asText())
                .isEqualTo("oken");
        assertThat(resource.at("/candidate/numbers")).isEmpty();
        assertThat(resource.at("/candidate/provisioning/steps/0/checks/0/name").asText())
                .isEqualTo("tokenNeverExpires");
        assertThat(resource.toString())
                .doesNotContain("EAAsimulated", Fixtures.SECRET)
                .doesNotContain(tried.credentials().version());
    }

    @Test
    void withoutAConnectionTheMembersAreTheCandidatesAndItsObstacleIsSaid() throws Exception {
        JsonNode resource = json(answer(Fixtures.failed()));

        assertThat(resource.path("status").asText()).isEqualTo("ACTION_REQUIRED");
        assertThat(resource.path("canSend").asBoolean()).isFalse();
        assertThat(resource.at("/cannotSendReasons/0/code").asText()).isEqualTo("NOT_CONNECTED");
        assertThat(resource.has("candidate")).isFalse();
        assertThat(resource.has("verifiedAt")).isFalse();
        assertThat(resource.path("whatsAppAccountBusinessId").asText()).isEqualTo(Fixtures.WABA);
    }

    @Test
    void secretsAreHintedAtOnly() throws Exception {
        JsonNode resource = json(answer(Fixtures.succeeded()));

        assertThat(resource.at("/credentials/userAccessToken/hint").asText()).isEqualTo("ures");
        assertThat(resource.at("/credentials/appSecret/fingerprint").asText()).matches("sha256:[0-9a-f]{16}");
        assertThat(resource.toString())
                .doesNotContain(Fixtures.TOKEN, Fixtures.APP_SECRET)
                .doesNotContain(Fixtures.succeeded().shown().credentials().version());
    }

    @Test
    void numbersSayWhichIsSelectedAndWhatAbsentMembersAreLeftOut() throws Exception {
        JsonNode numbers = json(answer(Fixtures.succeeded())).path("numbers");

        assertThat(numbers).hasSize(3);
        assertThat(numbers.at("/0/selected").asBoolean()).isTrue();
        assertThat(numbers.at("/1/selected").asBoolean()).isFalse();
        assertThat(numbers.at("/0/capabilities/0").asText()).isEqualTo("WHATSAPP");
        assertThat(numbers.path(0).has("onBusinessApp")).isFalse();
        assertThat(numbers.at("/0/number").asText()).isEqualTo("+43 660 5550100");
        assertThat(numbers.at("/0/usable").asBoolean()).isTrue();
        assertThat(numbers.at("/2/reasons/0").asText()).contains("banned");
    }

    @Test
    void stepsAreWrittenByTheirNamesWithChecks() throws Exception {
        JsonNode run = json(answer(Fixtures.failed())).path("provisioning");

        assertThat(run.path("status").asText()).isEqualTo("FAILED");
        assertThat(run.has("execution")).isFalse();
        assertThat(run.at("/steps/0/name").asText()).isEqualTo("validate");
        assertThat(run.at("/steps/0/checks/0/name").asText()).isEqualTo("tokenNeverExpires");
        assertThat(run.at("/steps/0/checks/0/meta/traceId").asText()).isEqualTo("simulatedTrace");
        assertThat(run.at("/steps/1/name").asText()).isEqualTo("list-numbers");
        assertThat(run.at("/steps/1/status").asText()).isEqualTo("SKIPPED");
    }

    @Test
    void aRunIsWrittenAsSeenAtTheTime() throws Exception {
        JsonNode resource = json(SenderAnswer.of(view(Fixtures.running()).asSeenAt(NOW.plus(Duration.ofHours(98)))));

        assertThat(resource.at("/provisioning/status").asText()).isEqualTo("FAILED");
        assertThat(resource.at("/provisioning/error").isMissingNode()).isTrue();
        assertThat(resource.path("status").asText()).isEqualTo("ACTION_REQUIRED");
    }

    @Test
    void templatesAreAddedWithWhatTheyAreBoundTo() throws Exception {
        TemplateContent content = content(DEVICE_PAIRING, "en", "APPROVED");
        MessageTemplate other = Fixtures.template("4711", "other", "de", "PAUSED");
        JsonNode resource = json(answer(Fixtures.succeeded())
                .expanded(
                        List.of(content.template(), other),
                        List.of(content),
                        new TemplatePlan(List.of(), Fixtures.options("en"))));

        assertThat(resource.at("/whatsAppTemplates/0/name").asText()).isEqualTo("mfa");
        assertThat(resource.at("/whatsAppTemplates/0/contents/0/template").asText())
                .isEqualTo("device_pairing");
        assertThat(resource.at("/whatsAppTemplates/0/contents/0/locale").asText())
                .isEqualTo("en");
        assertThat(resource.at("/whatsAppTemplates/1/contents")).isEmpty();
        assertThat(resource.at("/whatsAppTemplates/1").has("rejectedReason")).isFalse();
    }

    private static SenderAnswer answer(SenderAccount account) {
        return SenderAnswer.of(view(account));
    }

    private static AccountView view(SenderAccount account) {
        AccountView.Details listed = new AccountView.Details(List.of(FIRST, SECOND, BANNED), List.of());
        return new AccountView(account.settled(), listed, AccountView.Details.NONE);
    }

    /** As it is sent. */
    private static JsonNode json(SenderAnswer answer) throws Exception {
        return Json.MAPPER.readTree(Json.write(answer));
    }
}

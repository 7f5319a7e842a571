package org.mfasender.sender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.TemplatesResource;

/**
 * PingOne's resource for the delivery settings of WhatsApp, with members of our own: {@code status}, {@code credentials},
 * {@code locales}, {@code provisioning}, and more about each number. Secrets never stand in it.
 */
public final class SenderResource {

    private SenderResource() {}

    /** The resource's path, e.g. for {@code Location}. */
    public static String path(EnvironmentId environment) {
        return ApiPath.SENDER.href(environment);
    }

    public static ObjectNode write(SenderAccount account, Collection<TemplateContent> contents, Instant now) {
        ObjectNode resource = Json.MAPPER.createObjectNode();
        String path = path(account.environmentId());
        ObjectNode links = resource.putObject("_links");
        links.putObject("self").put("href", path);
        links.putObject("environment").put("href", "/v1/environments/" + account.environmentId());
        resource.put("id", account.id().toString());
        resource.putObject("environment").put("id", account.environmentId().toString());
        resource.put("provider", "CUSTOM_WHATSAPP");
        resource.put("status", account.status(contents, now).toString());
        resource.put("whatsAppAccountBusinessId", account.whatsAppAccountBusinessId());
        resource.put("appId", account.appId());
        ObjectNode credentials = resource.putObject("credentials");
        ObjectNode token = secret(account.credentials().userAccessToken());
        if (account.tokenExpiresAt() != null) {
            token.put("expiresAt", account.tokenExpiresAt().toString());
        }
        credentials.set("userAccessToken", token);
        credentials.set("appSecret", secret(account.credentials().appSecret()));
        resource.put("acceptExpiringToken", account.acceptExpiringToken());
        resource.set("locales", Json.MAPPER.valueToTree(account.locales()));
        resource.set("templates", TemplatesResource.options(account.templates(), contents));
        ArrayNode numbers = resource.putArray("numbers");
        account.numbers().forEach(number -> numbers.add(number(number, account.selectedNumberId())));
        resource.set("provisioning", provisioning(account.provisioning().asSeenAt(now)));
        resource.put("createdAt", account.createdAt().toString());
        resource.put("updatedAt", account.updatedAt().toString());
        return resource;
    }

    /**
     * Adds what {@code expand=whatsAppTemplates} asks for: every authentication template, each with what it is bound to, and how each
     * wanted language stands.
     */
    public static void addTemplates(
            ObjectNode resource,
            Collection<MessageTemplate> templates,
            Collection<TemplateContent> contents,
            TemplatePlan plan) {
        ArrayNode array = resource.putArray("whatsAppTemplates");
        templates.forEach(template -> array.add(TemplatesResource.template(template, contents)));
        TemplatesResource.addLanguages((ObjectNode) resource.path("templates"), plan);
    }

    /** The fingerprint is shortened: enough to compare by eye, too little to search for the secret with. */
    private static ObjectNode secret(SecretSummary summary) {
        return Json.MAPPER
                .createObjectNode()
                .put("hint", summary.hint())
                .put("fingerprint", "sha256:" + summary.fingerprint().substring(0, 16))
                .put("updatedAt", summary.updatedAt().toString());
    }

    public static JsonNode number(SenderNumber number, @Nullable String selectedId) {
        ObjectNode node = Json.MAPPER.valueToTree(number);
        node.put("selected", number.numberId().equals(selectedId));
        node.putArray("capabilities").add("WHATSAPP");
        return node;
    }

    private static JsonNode provisioning(Provisioning run) {
        ObjectNode node = Json.MAPPER.valueToTree(run);
        // For operators, who find both in Step Functions; the failed step says it in words.
        node.remove(List.of("execution", "error"));
        return node;
    }
}

package org.mfasender.contents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.PasscodeMessage;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

/** PingOne's contents, with how each stands at Meta. */
public final class ContentResource {

    private ContentResource() {}

    /** A content's path, e.g. for {@code Location}. */
    public static String path(EnvironmentId environment, TemplateContent content) {
        return ApiPath.CONTENT.href(environment, content.purpose(), content.id());
    }

    public static ObjectNode write(SenderAccount account, TemplateContent content) {
        EnvironmentId environment = account.environmentId();
        ObjectNode resource = Json.MAPPER.createObjectNode();
        ObjectNode links = resource.putObject("_links");
        link(links, "self", path(environment, content));
        link(links, "template", ApiPath.TEMPLATE.href(environment, content.purpose()));
        link(links, "preview", ApiPath.PREVIEW.href(environment, content.purpose(), content.id()));
        resource.put("id", content.id().toString());
        owners(resource, environment, content.purpose());
        resource.put("default", content.isDefault(account.defaultLocale(content.purpose())));
        if (content.variant() != null) {
            resource.put("variant", content.variant());
        }
        resource.put("deliveryMethod", ContentRequestReader.WHATS_APP);
        resource.put("locale", content.locale());
        MessageTemplate template = content.template();
        resource.set("whatsAppTemplate", template(template));
        resource.put("state", content.state().name());
        resource.put("usable", content.isUsable());
        resource.put("status", template.status());
        if (template.rejectedReason() != null) {
            resource.put("rejectedReason", template.rejectedReason());
        }
        resource.put("manual", content.manual());
        resource.put("createdAt", content.createdAt().toString());
        resource.put("updatedAt", content.updatedAt().toString());
        return resource;
    }

    /** The contents of a purpose. */
    public static ObjectNode write(SenderAccount account, Purpose purpose, List<TemplateContent> contents) {
        ObjectNode resource = Json.MAPPER.createObjectNode();
        link(resource.putObject("_links"), "self", ApiPath.CONTENTS.href(account.environmentId(), purpose));
        ArrayNode embedded = resource.putObject("_embedded").putArray("contents");
        contents.forEach(content -> embedded.add(write(account, content)));
        return resource.put("count", contents.size()).put("size", contents.size());
    }

    /** Which content serves a locale, and what to send with. */
    public static ObjectNode serving(SenderAccount account, ServingContent serving) {
        TemplateContent content = serving.content();
        EnvironmentId environment = account.environmentId();
        ObjectNode resource = Json.MAPPER.createObjectNode();
        ObjectNode links = resource.putObject("_links");
        link(links, "self", ApiPath.SERVING.href(environment, content.purpose()));
        link(links, "content", path(environment, content));
        owners(resource, environment, content.purpose());
        resource.put("match", serving.match().name());
        ObjectNode served = resource.putObject("content");
        served.put("id", content.id().toString()).put("locale", content.locale());
        if (content.variant() != null) {
            served.put("variant", content.variant());
        }
        MessageTemplate template = content.template();
        resource.set("whatsAppTemplate", template(template));
        PasscodeMessage message = new PasscodeMessage(template.name(), template.language(), template.content() != null);
        resource.set("message", Json.MAPPER.valueToTree(message.body()));
        return resource;
    }

    /** PingOne's reference to one of Meta's templates. */
    public static ObjectNode template(MessageTemplate template) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", template.id())
                .put("name", template.name())
                .put("category", template.category())
                .put("language", template.language());
    }

    static void owners(ObjectNode resource, EnvironmentId environment, Purpose purpose) {
        resource.putObject("environment").put("id", environment.toString());
        resource.putObject("template").put("id", purpose.toString());
    }

    static void link(ObjectNode links, String relation, String href) {
        links.putObject(relation).put("href", href);
    }
}

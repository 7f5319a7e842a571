package org.mfasender.contents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.plan.TemplatesResource;

/** PingOne's notification templates, as far as WhatsApp serves them. */
public final class NotificationTemplateResource {

    private NotificationTemplateResource() {}

    /** All of them. */
    public static ObjectNode write(SenderAccount account, List<TemplateContent> contents) {
        ObjectNode resource = Json.MAPPER.createObjectNode();
        ContentResource.link(resource.putObject("_links"), "self", ApiPath.TEMPLATES.href(account.environmentId()));
        ArrayNode embedded = resource.putObject("_embedded").putArray("templates");
        for (Purpose purpose : Purpose.values()) {
            embedded.add(write(account, purpose, contents));
        }
        return resource.put("count", embedded.size()).put("size", embedded.size());
    }

    /**
     * One of them, with how many of its contents are in which state.
     *
     * @param contents also of other purposes
     */
    public static ObjectNode write(SenderAccount account, Purpose purpose, List<TemplateContent> contents) {
        EnvironmentId environment = account.environmentId();
        ObjectNode resource = Json.MAPPER.createObjectNode();
        ObjectNode links = resource.putObject("_links");
        ContentResource.link(links, "self", ApiPath.TEMPLATE.href(environment, purpose));
        ContentResource.link(links, "contents", ApiPath.CONTENTS.href(environment, purpose));
        resource.put("id", purpose.toString());
        resource.putObject("environment").put("id", environment.toString());
        resource.put("displayName", purpose.displayName());
        resource.putArray("deliveryMethods").add(ContentRequestReader.WHATS_APP);
        resource.put("defaultLocale", account.defaultLocale(purpose));
        resource.set("states", TemplatesResource.states(purpose, contents));
        return resource;
    }
}

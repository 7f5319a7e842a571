package org.mfasender.sender;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mfasender.platform.json.Json;
import org.mfasender.templates.bindings.TemplateContent;

/** The answer of a deletion: what is gone here, and what stays at Meta. */
public final class DeletionResource {

    private DeletionResource() {}

    /** Names what stays: the account, and the templates that were bound. */
    public static ObjectNode write(DeletedSender deleted, List<TemplateContent> contents, int recoveryDays) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.putObject("environment").put("id", deleted.environmentId().toString());
        answer.put("deletedAt", deleted.deletedAt().toString());
        answer.putObject("secret").put("recoverableDays", recoveryDays);
        ObjectNode remains = answer.putObject("remainsAtMeta");
        remains.put("whatsAppAccountBusinessId", deleted.whatsAppAccountBusinessId());
        remains.put(
                "message",
                "The WhatsApp Business Account, its numbers, its message templates, the system user and its access token"
                        + " stay as they are at Meta. Revoke the token there if nothing else uses it.");
        ArrayNode templates = remains.putArray("whatsAppTemplates");
        contents.stream()
                .map(TemplateContent::template)
                .distinct()
                .forEach(template -> templates
                        .addObject()
                        .put("id", template.id())
                        .put("name", template.name())
                        .put("language", template.language()));
        return answer;
    }
}

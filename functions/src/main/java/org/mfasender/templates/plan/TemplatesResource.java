package org.mfasender.templates.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.mfasender.platform.json.Json;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;

/** {@link StatesAnswer} as a JSON object. */
public final class TemplatesResource {

    private TemplatesResource() {}

    public static ObjectNode states(Purpose purpose, Collection<TemplateContent> contents) {
        return Json.MAPPER.valueToTree(StatesAnswer.of(purpose, contents));
    }
}

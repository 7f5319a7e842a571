package org.mfasender.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;

/** Short words for the calls that concern templates. */
abstract class WithTemplates extends WithGraph {
    static final String COMPONENTS = """
            [ { "type": "BODY", "add_security_recommendation": true },
              { "type": "FOOTER", "code_expiration_minutes": 5 },
              { "type": "BUTTONS", "buttons": [ { "type": "OTP", "otp_type": "COPY_CODE" } ] } ]""";

    static String body(String name, String language) {
        return """
                { "name": "%s", "language": "%s", "category": "AUTHENTICATION", "message_send_ttl_seconds": 300,
                  "components": %s }""".formatted(name, language, COMPONENTS);
    }

    static String path(SimulatedAccount account) {
        return "/" + account.wabaId() + "/message_templates";
    }

    Answer create(SimulatedAccount account, String name, String language) {
        return post(account, path(account), body(name, language));
    }

    Answer list(SimulatedAccount account, String query) {
        return get(account, path(account) + "?" + query);
    }

    String statusOf(SimulatedAccount account, String name) {
        return list(account, "fields=status&name=" + name)
                .isOk()
                .json()
                .at("/data/0/status")
                .asText();
    }

    /** A bulk upsert with the contents of {@link #COMPONENTS}. */
    Answer upsert(SimulatedAccount account, String name, List<String> languages) {
        return post(account, "/" + account.wabaId() + "/upsert_message_templates", """
                { "name": "%s", "languages": %s, "category": "AUTHENTICATION", "message_send_ttl_seconds": 300,
                  "components": %s }""".formatted(
                        name, Json.strings(languages), COMPONENTS));
    }

    /** One template with some fields. */
    JsonNode read(SimulatedAccount account, String id, String fields) {
        return get(account, "/" + id + "?fields=" + fields).isOk().json();
    }

    Waba waba(SimulatedAccount account) {
        return graph.world().waba(account.wabaId());
    }
}

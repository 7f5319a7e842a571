package org.mfasender.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** Helpers for calls about templates. */
abstract class WithTemplates extends WithGraph {
    static final String COMPONENTS = """
            [ { "type": "BODY", "add_security_recommendation": true },
              { "type": "FOOTER", "code_expiration_minutes": 5 },
              { "type": "BUTTONS", "buttons": [ { "type": "OTP", "otp_type": "COPY_CODE" } ] } ]""";

    /** The body of a bulk upsert. */
    static String body(String name, List<String> languages) {
        return """
                { "name": "%s", "languages": %s, "category": "AUTHENTICATION", "message_send_ttl_seconds": 300,
                  "components": %s }""".formatted(name, Json.strings(languages), COMPONENTS);
    }

    static String body(String name, String language) {
        return body(name, List.of(language));
    }

    Answer upsert(SimulatedAccount account, String body) {
        return post(account, "/" + account.wabaId() + "/upsert_message_templates", body);
    }

    Answer upsert(SimulatedAccount account, String name, List<String> languages) {
        return upsert(account, body(name, languages));
    }

    /** A bulk upsert of one language. */
    Answer create(SimulatedAccount account, String name, String language) {
        return upsert(account, name, List.of(language));
    }

    /** The ID of a template that is created now. */
    String created(String name, String language) {
        return create(good(), name, language).isOk().json().at("/data/0/id").asText();
    }

    /** An authentication template in {@code en} that already has a status. */
    Template template(String name, String status) {
        return graph.world().addTemplate(waba(good()), name, "en", "AUTHENTICATION", status);
    }

    static String path(SimulatedAccount account) {
        return "/" + account.wabaId() + "/message_templates";
    }

    Answer list(SimulatedAccount account, String query) {
        return get(account, path(account) + "?" + query);
    }

    /** One member of all templates of an account. */
    List<String> listed(SimulatedAccount account, String member) {
        return texts(list(account, "fields=" + member).isOk().json().path("data"), member);
    }

    String statusOf(SimulatedAccount account, String name) {
        return list(account, "fields=status&name=" + name)
                .isOk()
                .json()
                .at("/data/0/status")
                .asText();
    }

    /** One template with some fields. */
    JsonNode read(SimulatedAccount account, String id, String fields) {
        return get(account, "/" + id + "?fields=" + fields).isOk().json();
    }

    Waba waba(SimulatedAccount account) {
        return graph.world().waba(account.wabaId());
    }
}

package org.mfasender.local.graph;

import org.junit.jupiter.api.BeforeEach;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Sends template messages, as the Cloud API's documentation shows them. */
abstract class WithMessages extends WithGraph {
    static final String RECIPIENT = "+436605550999";
    static final String WA_ID = "436605550999";
    static final String CODE = "493027";

    static final String BODY = "{\"type\": \"body\", \"parameters\": [{\"type\": \"text\", \"text\": \"493027\"}]}";
    static final String BUTTON = "{\"type\": \"button\", \"sub_type\": \"url\", \"index\": \"0\","
            + " \"parameters\": [{\"type\": \"text\", \"text\": \"493027\"}]}";

    @BeforeEach
    void createTemplate() {
        template("login", "de", "APPROVED");
    }

    void template(String name, String language, String status) {
        graph.world().addTemplate(graph.world().waba(good().wabaId()), name, language, "AUTHENTICATION", status);
    }

    static String message(String to, String name, String language, String... components) {
        return """
                {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "%s", "type": "template",
                 "biz_opaque_callback_data": "txn:7f1c2a",
                 "template": {"name": "%s", "language": {"code": "%s"}, "components": [%s]}}
                """.formatted(to, name, language, String.join(",", components));
    }

    static String login(String to) {
        return message(to, "login", "de", BODY, BUTTON);
    }

    String number(SimulatedAccount account) {
        return graph.world().waba(account.wabaId()).numbers().getFirst().id();
    }

    Answer send(String body) {
        return post(good(), "/" + number(good()) + "/messages", body);
    }

    void on(String what, String body) {
        control("POST", "/accounts/good-one-number/" + what, body).isOk();
    }
}

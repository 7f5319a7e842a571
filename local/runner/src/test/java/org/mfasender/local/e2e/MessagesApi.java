package org.mfasender.local.e2e;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Sending from one environment, as a client sees it. */
record MessagesApi(SenderApi api) {

    static final String TO = "+436605550123";

    static ObjectNode body(String to, String code) {
        return SenderApi.JSON.createObjectNode().put("to", to).put("code", code);
    }

    SenderApi.Answer send(String code, String... headers) {
        return post(body(TO, code).toString(), "strong_authentication", headers);
    }

    /** Any body, also a wrong one. */
    SenderApi.Answer post(String body, String purpose, String... headers) {
        return api.send(
                "POST",
                "/v1/environments/" + api.environment() + "/templates/" + purpose + "/messages",
                body,
                ofJson(headers));
    }

    SenderApi.Answer get(String id) {
        return api.send("GET", "/v1/environments/" + api.environment() + "/messages/" + id, null);
    }

    SenderApi.Answer outcome(String id, String body) {
        return api.send(
                "POST",
                "/v1/environments/" + api.environment() + "/messages/" + id + "/outcome",
                body,
                "Content-Type",
                "application/json");
    }

    SenderApi.Answer test(String body, String... headers) {
        return api.send("POST", api.path() + "/testMessage", body, ofJson(headers));
    }

    private static String[] ofJson(String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "Content-Type";
        all[1] = "application/json";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return all;
    }

    /** An operator's switch. */
    SenderApi.Answer turn(boolean enabled) {
        return turn("{\"enabled\": " + enabled + "}");
    }

    /** The numbers that send beside the selected one. */
    SenderApi.Answer spread(List<String> numberIds) {
        ObjectNode body = SenderApi.JSON.createObjectNode().put("enabled", true);
        ArrayNode further = body.putArray("furtherNumbers");
        numberIds.forEach(id -> further.addObject().put("numberId", id));
        return turn(body.toString());
    }

    SenderApi.Answer turn(String body) {
        return api.send("PUT", api.path() + "/sending", body, "Content-Type", "application/json");
    }
}

package org.mfasender.local.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mfasender.local.hooks.SupabaseSignature;

/** Sender keys of one environment, and what is sent with them. */
record HooksApi(SenderApi api) {

    static ObjectNode named(String name) {
        return SenderApi.JSON.createObjectNode().put("name", name);
    }

    SenderApi.Answer makeKey(String name) {
        return makeKey(named(name));
    }

    SenderApi.Answer makeKey(ObjectNode body) {
        return api.send("POST", api.path() + "/senderKeys", body.toString(), "Content-Type", "application/json");
    }

    SenderApi.Answer keys() {
        return api.send("GET", api.path() + "/senderKeys", null);
    }

    SenderApi.Answer key(String id) {
        return api.send("GET", api.path() + "/senderKeys/" + id, null);
    }

    SenderApi.Answer revoke(String id) {
        return api.send("DELETE", api.path() + "/senderKeys/" + id, null);
    }

    /** The neutral request. */
    SenderApi.Answer send(String key, String code) {
        return post(
                "/messages/strong_authentication",
                MessagesApi.body(MessagesApi.TO, code).toString(),
                "Authorization",
                "Bearer " + key,
                "Content-Type",
                "application/json");
    }

    /** What Supabase Auth sends to its hook "Send SMS". */
    SenderApi.Answer supabase(String key, String to, String code) {
        return supabase(supabaseBody(to, code), SupabaseSignature.now(key));
    }

    SenderApi.Answer supabase(String body, SupabaseSignature signature) {
        return post("/supabase/strong_authentication", body, signature.headers(body));
    }

    static String supabaseBody(String to, String code) {
        return """
                {"metadata": {"uuid": "a3f1", "name": "send-sms"},
                 "user": {"id": "6481a5c1-3d37-4a56-9f6a-bee08c554965", "aud": "authenticated", "phone": "%s",
                          "app_metadata": {"provider": "phone"}, "user_metadata": {}},
                 "sms": {"otp": "%s", "sms_type": "sms", "phone": "%s"}}""".formatted(to, code, to);
    }

    /** Any request to a hook of the environment. */
    SenderApi.Answer post(String path, String body, String... headers) {
        return api.send("POST", "/v1/hooks/" + api.environment() + path, body, headers);
    }
}

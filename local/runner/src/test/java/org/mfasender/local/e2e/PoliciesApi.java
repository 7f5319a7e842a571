package org.mfasender.local.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Readiness and MFA policies of one environment, as a client of PingOne's sees them. */
record PoliciesApi(SenderApi api) {

    /** A body that enables WhatsApp, as PingOne's Terraform provider sends it. */
    static ObjectNode policy() {
        try (InputStream in = PoliciesApi.class.getResourceAsStream("/contract/device-authentication-policy.json")) {
            return (ObjectNode) SenderApi.JSON.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return "/v1/environments/" + api.environment() + "/deviceAuthenticationPolicies";
    }

    SenderApi.Answer readiness() {
        return api.send("GET", api.path() + "/readiness", null);
    }

    SenderApi.Answer create(ObjectNode policy) {
        return send("POST", path(), policy);
    }

    SenderApi.Answer replace(SenderApi.Answer made, ObjectNode policy) {
        return send("PUT", of(made), policy);
    }

    SenderApi.Answer list() {
        return send("GET", path(), null);
    }

    SenderApi.Answer read(SenderApi.Answer made) {
        return send("GET", of(made), null);
    }

    SenderApi.Answer delete(SenderApi.Answer made) {
        return send("DELETE", of(made), null);
    }

    String of(SenderApi.Answer made) {
        return path() + "/" + made.body().path("id").asText();
    }

    SenderApi.Answer send(String method, String path, @Nullable ObjectNode body) {
        return body == null
                ? api.send(method, path, null)
                : api.send(method, path, body.toString(), "Content-Type", "application/json");
    }
}

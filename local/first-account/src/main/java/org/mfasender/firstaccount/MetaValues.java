package org.mfasender.firstaccount;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an account is set up with.
 *
 * @param real whether it comes from Meta; else Meta refuses it
 */
record MetaValues(String wabaId, String appId, Secret accessToken, Secret appSecret, boolean real) {

    /** Has the form of Meta's values, and belongs to nobody: enough to see how AWS runs the workflow. */
    static MetaValues madeUp() {
        return new MetaValues(
                "100000000000001",
                "200000000000002",
                new Secret("EAAmadeUpTokenThatMetaRefuses"),
                new Secret("00000000000000000000000000000000"),
                false);
    }

    ObjectNode body() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider", "CUSTOM_WHATSAPP")
                .put("whatsAppAccountBusinessId", wabaId)
                .put("appId", appId)
                .put("userAccessToken", accessToken.value())
                .put("appSecret", appSecret.value());
    }

    void hideIn(Redaction redaction) {
        redaction.hide(accessToken.value(), "access token");
        redaction.hide(appSecret.value(), "App Secret");
        redaction.hide(wabaId, "WhatsApp Business Account");
        redaction.hide(appId, "app");
    }
}

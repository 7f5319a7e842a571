package org.mfasender.platform.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mfasender.platform.secrets.Secret;

/**
 * The calls that say where Meta sends webhooks. An answer that is not understood is a failure, never "nothing": what somebody else has
 * entered would be replaced. Sources: Meta, "Graph API reference: App subscriptions", "WhatsApp Business Account: subscribed apps",
 * "Override webhooks".
 */
public final class GraphWebhooks {

    private static final String ACCOUNTS = "whatsapp_business_account";

    /** Meta calls the callback before it answers. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(25);

    private final GraphTransport transport;

    GraphWebhooks(GraphTransport transport) {
        this.transport = transport;
    }

    /** {@code GET /{app}/subscriptions}; empty when the app reports nothing of WhatsApp Business Accounts. */
    public Optional<AppSubscription> subscription(AccessToken app, String appId) {
        String path = "/" + appId + "/subscriptions";
        return rows(app, path).stream()
                .filter(row -> ACCOUNTS.equals(Members.text(row, "object")))
                .findFirst()
                .map(row -> new AppSubscription(
                        Optional.ofNullable(Members.text(row, "callback_url"))
                                .orElseThrow(() -> GraphTransport.malformed("GET", path)),
                        row.path("active").asBoolean(true),
                        Members.stream(row.path("fields"))
                                .map(field -> field.isTextual() ? field.asText() : Members.text(field, "name"))
                                .filter(Objects::nonNull)
                                .toList()));
    }

    /**
     * {@code POST /{app}/subscriptions}: replaces the callback, after Meta has asked it for the verify token.
     *
     * @param fields all that are wanted: whether Meta keeps others is not documented
     */
    public void subscribe(AccessToken app, String appId, String callbackUrl, Secret verifyToken, List<String> fields) {
        succeed(
                "/" + appId + "/subscriptions",
                transport.post(
                        app,
                        "/" + appId + "/subscriptions",
                        Map.of(
                                "object",
                                ACCOUNTS,
                                "callback_url",
                                callbackUrl,
                                "verify_token",
                                verifyToken.reveal(),
                                "fields",
                                String.join(",", fields),
                                "include_values",
                                true),
                        HANDSHAKE,
                        List.of(verifyToken.reveal())));
    }

    /** {@code DELETE /{app}/subscriptions}. Without fields, the whole subscription ends. */
    public void unsubscribe(AccessToken app, String appId, List<String> fields) {
        Map<String, String> query = new LinkedHashMap<>(Map.of("object", ACCOUNTS));
        if (!fields.isEmpty()) {
            query.put("fields", String.join(",", fields));
        }
        transport.delete(app, "/" + appId + "/subscriptions", query, GraphTransport.READ);
    }

    /** {@code GET /{waba}/subscribed_apps}: the link to an app; empty when there is none. */
    public Optional<LinkedApp> link(AccessToken token, String businessAccountId, String appId) {
        return rows(token, "/" + businessAccountId + "/subscribed_apps").stream()
                .filter(row -> appId.equals(Members.text(row.path("whatsapp_business_api_data"), "id")))
                .findFirst()
                .map(row -> new LinkedApp(Members.text(row, "override_callback_uri")));
    }

    /** {@code POST /{waba}/subscribed_apps} without a body: links the token's app, and clears its override. */
    public void link(AccessToken token, String businessAccountId) {
        String path = "/" + businessAccountId + "/subscribed_apps";
        succeed(path, transport.post(token, path, Map.of(), GraphTransport.READ));
    }

    /** {@code DELETE /{waba}/subscribed_apps}: ends the link to the token's app. */
    public void unlink(AccessToken token, String businessAccountId) {
        transport.delete(token, "/" + businessAccountId + "/subscribed_apps", Map.of(), GraphTransport.READ);
    }

    /** Where the webhooks of one number's messages go; empty when it has no callback of its own, or Meta does not say. */
    public Optional<String> overrideOfNumber(AccessToken token, String phoneNumberId) {
        JsonNode number = transport.get(
                token, "/" + phoneNumberId, Map.of("fields", "id,webhook_configuration"), GraphTransport.READ);
        return Optional.ofNullable(Members.text(number.path("webhook_configuration"), "phone_number"));
    }

    /** All rows, which fit into one page: an app has few subscriptions, and an account few apps. */
    private List<JsonNode> rows(AccessToken token, String path) {
        JsonNode answer = transport.get(token, path, Map.of(), GraphTransport.READ);
        if (!answer.path("data").isArray() || answer.path("paging").hasNonNull("next")) {
            throw GraphTransport.malformed("GET", path);
        }
        return Members.stream(answer.path("data")).toList();
    }

    private static void succeed(String path, JsonNode answer) {
        if (!answer.path("success").asBoolean(false)) {
            throw GraphTransport.malformed("POST", path);
        }
    }
}

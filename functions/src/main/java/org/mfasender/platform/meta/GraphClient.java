package org.mfasender.platform.meta;

import static org.mfasender.platform.meta.Members.bool;
import static org.mfasender.platform.meta.Members.stream;
import static org.mfasender.platform.meta.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of Meta's Graph API that a sender account needs. Each throws {@link GraphException} with a typed failure; unknown
 * members and words of Meta's answers are tolerated. One instance serves any number of threads and accounts.
 */
public final class GraphClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final String CORE_FIELDS = "id,name,timezone_id,message_template_namespace,account_review_status";

    private final GraphTransport transport;
    private final GraphPages pages;
    private final GraphTemplates templates;

    /**
     * @param base e.g. {@code https://graph.facebook.com}, without a path
     * @param version e.g. {@code v26.0}
     */
    public GraphClient(HttpClient http, URI base, String version) {
        this.transport = new GraphTransport(http, base, version);
        this.pages = new GraphPages(transport);
        this.templates = new GraphTemplates(transport, pages);
    }

    /** A client with connections of its own. */
    public static GraphClient connect(URI base, String version) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
        return new GraphClient(http, base, version);
    }

    /** The calls about message templates. */
    public GraphTemplates templates() {
        return templates;
    }

    /**
     * {@code GET /debug_token}: what Meta knows about {@code inspected}, asked with the token of the app it should belong to.
     *
     * <p>The inspected token is in the query, because Meta offers no other way.
     */
    public TokenInspection inspectToken(AccessToken app, AccessToken inspected) {
        JsonNode data = transport
                .get(app, "/debug_token", Map.of("input_token", inspected.value()), GraphTransport.READ)
                .path("data");
        if (!data.path("is_valid").isBoolean()) {
            throw GraphTransport.malformed("GET", "/debug_token");
        }
        return new TokenInspection(
                data.path("is_valid").asBoolean(),
                text(data, "app_id"),
                text(data, "type"),
                data.path("expires_at").isNumber() ? data.path("expires_at").asLong() : null,
                stream(data.path("scopes")).map(JsonNode::asText).toList(),
                text(data, "user_id"),
                data.path("error").path("code").isNumber()
                        ? data.path("error").path("code").asInt()
                        : null,
                data.path("error").path("subcode").isNumber()
                        ? data.path("error").path("subcode").asInt()
                        : null);
    }

    /** {@code GET /me}: the app-scoped ID of the token's user. */
    public String userId(AccessToken token) {
        return transport
                .get(token, "/me", Map.of("fields", "id"), GraphTransport.READ)
                .path("id")
                .asText();
    }

    /**
     * {@code GET /{waba}} with everything that decides whether it can send. Meta refuses the whole call when the token may not
     * read all of it: {@link #businessAccountCore} asks for less.
     */
    public BusinessAccount businessAccount(AccessToken token, String businessAccountId) {
        return businessAccount(
                token,
                businessAccountId,
                CORE_FIELDS + ",status,business_verification_status,owner_business_info,primary_funding_id,"
                        + "whatsapp_business_manager_messaging_limit,health_status");
    }

    /**
     * {@code GET /{waba}} with fields that every token may read and that only this type of node has, so that Meta refuses the ID
     * of anything else.
     */
    public BusinessAccount businessAccountCore(AccessToken token, String businessAccountId) {
        return businessAccount(token, businessAccountId, CORE_FIELDS);
    }

    /**
     * Whether an ID belongs to a node that has a field, such as {@code display_phone_number} of a phone number; false also when
     * Meta does not show it.
     */
    public boolean hasField(AccessToken token, String id, String field) {
        try {
            return transport
                    .get(token, "/" + id, Map.of("fields", "id," + field), GraphTransport.READ)
                    .has(field);
        } catch (GraphException e) {
            e.fixable();
            return false;
        }
    }

    /** {@code GET /{phone}/whatsapp_business_profile}: readable only with the right to send from this number. */
    public void readBusinessProfile(AccessToken token, String phoneNumberId) {
        transport.get(
                token,
                "/" + phoneNumberId + "/whatsapp_business_profile",
                Map.of("fields", "about"),
                GraphTransport.READ);
    }

    /** {@code GET /{waba}/assigned_users}: what each user was granted on the account, by user ID; Admins may be absent. */
    public Map<String, List<String>> assignedTasks(AccessToken token, String businessAccountId, String businessId) {
        Map<String, List<String>> tasks = new LinkedHashMap<>();
        pages.all(
                        token,
                        "/" + businessAccountId + "/assigned_users",
                        Map.of("business", businessId),
                        "id,tasks",
                        user -> user)
                .forEach(user -> tasks.put(
                        user.path("id").asText(),
                        stream(user.path("tasks")).map(JsonNode::asText).toList()));
        return tasks;
    }

    private BusinessAccount businessAccount(AccessToken token, String businessAccountId, String fields) {
        JsonNode node = transport.get(token, "/" + businessAccountId, Map.of("fields", fields), GraphTransport.READ);
        if (!node.path("id").asText().equals(businessAccountId)) {
            throw GraphTransport.malformed("GET", "/" + businessAccountId);
        }
        JsonNode health = node.path("health_status");
        return new BusinessAccount(
                businessAccountId,
                text(node, "name"),
                text(node.path("owner_business_info"), "id"),
                text(node, "status"),
                text(node, "account_review_status"),
                text(node, "business_verification_status"),
                text(node, "primary_funding_id") != null,
                text(node, "whatsapp_business_manager_messaging_limit"),
                text(health, "can_send_message"),
                stream(health.path("entities"))
                        .flatMap(entity -> stream(entity.path("errors")))
                        .map(error -> error.path("error_code").asInt())
                        .toList(),
                !fields.equals(CORE_FIELDS));
    }

    /** {@code GET /{business}/system_users}, every page. Needs {@code business_management}. */
    public List<SystemUser> systemUsers(AccessToken token, String businessId) {
        return pages.all(
                token,
                "/" + businessId + "/system_users",
                "id,name,role",
                user -> new SystemUser(user.path("id").asText(), text(user, "name"), text(user, "role")));
    }

    /** {@code GET /{waba}/phone_numbers}, every page. */
    public List<PhoneNumber> phoneNumbers(AccessToken token, String businessAccountId) {
        return pages.all(
                token,
                "/" + businessAccountId + "/phone_numbers",
                "id,display_phone_number,verified_name,status,quality_rating,code_verification_status,name_status,"
                        + "platform_type,account_mode,throughput,is_pin_enabled,is_official_business_account,is_on_biz_app",
                number -> new PhoneNumber(
                        number.path("id").asText(),
                        text(number, "display_phone_number"),
                        text(number, "verified_name"),
                        text(number, "status"),
                        text(number, "quality_rating"),
                        text(number, "code_verification_status"),
                        text(number, "name_status"),
                        text(number, "platform_type"),
                        text(number, "account_mode"),
                        text(number.path("throughput"), "level"),
                        bool(number, "is_pin_enabled"),
                        bool(number, "is_official_business_account"),
                        bool(number, "is_on_biz_app")));
    }
}

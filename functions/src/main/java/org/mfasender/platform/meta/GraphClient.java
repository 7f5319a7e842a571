package org.mfasender.platform.meta;

import static org.mfasender.platform.meta.Members.bool;
import static org.mfasender.platform.meta.Members.number;
import static org.mfasender.platform.meta.Members.seconds;
import static org.mfasender.platform.meta.Members.sentence;
import static org.mfasender.platform.meta.Members.stream;
import static org.mfasender.platform.meta.Members.text;
import static org.mfasender.platform.meta.Members.word;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Meta's Graph API that a sender account needs. Each throws {@link GraphException} with a typed failure; unknown
 * members and words of Meta's answers are tolerated. One instance serves any number of threads and accounts.
 */
public final class GraphClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Each list has a field that only this type of node has, so that Meta refuses the ID of anything else. */
    private static final FieldChoice OF_ACCOUNT = FieldChoice.of(
            "id,name,timezone_id,message_template_namespace,account_review_status,status,business_verification_status,"
                    + "owner_business_info,primary_funding_id,whatsapp_business_manager_messaging_limit,health_status",
            "id,name,timezone_id,message_template_namespace,account_review_status",
            "id,name,account_review_status",
            "id,name,message_template_namespace");

    private static final String FUNDING = "primary_funding_id";

    private static final FieldChoice OF_NUMBERS = FieldChoice.of(
            "id,display_phone_number,verified_name,status,quality_rating,code_verification_status,name_status,"
                    + "platform_type,account_mode,throughput,is_pin_enabled,is_official_business_account,is_on_biz_app,"
                    + "health_status",
            "id,display_phone_number,verified_name,status,quality_rating,code_verification_status,name_status,"
                    + "platform_type,account_mode,throughput,is_pin_enabled,is_official_business_account,is_on_biz_app",
            "id,display_phone_number,verified_name,status,quality_rating,code_verification_status,name_status,"
                    + "platform_type,account_mode",
            "id,display_phone_number,status,platform_type",
            "id,display_phone_number,status",
            "id,display_phone_number");

    private final GraphTransport transport;
    private final GraphPages pages;
    private final GraphTemplates templates;
    private final GraphWebhooks webhooks;
    private final GraphNumbers numbers;

    private GraphClient(GraphTransport transport) {
        this.transport = transport;
        this.pages = new GraphPages(transport);
        this.templates = new GraphTemplates(transport, pages);
        this.webhooks = new GraphWebhooks(transport);
        this.numbers = new GraphNumbers(transport);
    }

    /**
     * A client with connections of its own.
     *
     * @param base e.g. {@code https://graph.facebook.com}, without a path
     * @param version e.g. {@code v26.0}
     */
    public static GraphClient connect(URI base, String version) {
        return new GraphClient(new GraphTransport(CONNECT, base, version));
    }

    /** The calls about where webhooks go. */
    public GraphWebhooks webhooks() {
        return webhooks;
    }

    /** The call that registers a number. */
    public GraphNumbers numbers() {
        return numbers;
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
        JsonNode error = data.path("error");
        JsonNode scopes = data.path("scopes");
        TokenInspection inspection = new TokenInspection(
                // Only a token without an error counts as valid, whatever else Meta says of it.
                data.path("is_valid").asBoolean() && !data.hasNonNull("error"),
                text(data, "app_id"),
                word(data, "type"),
                seconds(data, "expires_at"),
                seconds(data, "data_access_expires_at"),
                scopes.isArray() ? stream(scopes).map(JsonNode::asText).toList() : null,
                TokenInspection.accounts(data.path("granular_scopes")),
                text(data, "user_id"),
                number(error, "code"),
                number(error, "subcode"),
                MetaWords.said(error));
        if (!inspection.valid() && inspection.cause().kind() == GraphFailure.Kind.RETRY) {
            throw GraphTransport.malformed("GET", "/debug_token");
        }
        return inspection;
    }

    /** {@code GET /me}: the app-scoped ID of the token's user. */
    public String userId(AccessToken token) {
        return transport
                .get(token, "/me", Map.of("fields", "id"), GraphTransport.READ)
                .path("id")
                .asText();
    }

    /** {@code GET /{waba}} with what decides whether it can send, as far as the token may read it. */
    public BusinessAccount businessAccount(AccessToken token, String businessAccountId) {
        return OF_ACCOUNT.read(fields -> businessAccount(token, businessAccountId, fields));
    }

    /**
     * Whether an ID belongs to a node that has a field, such as {@code display_phone_number} of a phone number; false also when
     * Meta does not show it, or fails.
     */
    public boolean hasField(AccessToken token, String id, String field) {
        try {
            return transport
                    .get(token, "/" + id, Map.of("fields", "id," + field), GraphTransport.READ)
                    .has(field);
        } catch (GraphException e) {
            return false;
        }
    }

    /** {@code GET /{phone}/whatsapp_business_profile}: Meta names it under the permission to send. */
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
                        FieldChoice.of("id,tasks"),
                        user -> user)
                .forEach(user -> tasks.put(
                        user.path("id").asText(),
                        stream(user.path("tasks"))
                                .map(JsonNode::asText)
                                .map(MetaWords::word)
                                .toList()));
        return tasks;
    }

    private BusinessAccount businessAccount(AccessToken token, String businessAccountId, String fields) {
        JsonNode node = transport.get(token, "/" + businessAccountId, Map.of("fields", fields), GraphTransport.READ);
        if (!node.path("id").asText().equals(businessAccountId)) {
            throw GraphTransport.malformed("GET", "/" + businessAccountId);
        }
        return new BusinessAccount(
                businessAccountId,
                text(node, "name"),
                text(node.path("owner_business_info"), "id"),
                word(node, "status"),
                word(node, "account_review_status"),
                word(node, "business_verification_status"),
                (fields.contains(FUNDING) && isDetailed(node)) ? funded(node.path(FUNDING)) : null,
                word(node, "whatsapp_business_manager_messaging_limit"),
                Health.read(node.path("health_status")));
    }

    /** Whether anything is there that is asked for together with the payment method: not an answer of which Meta withholds the details. */
    private static boolean isDetailed(JsonNode node) {
        return Stream.of("status", "business_verification_status", "owner_business_info", "health_status")
                .anyMatch(node::hasNonNull);
    }

    /** A field that was asked for and is not there is empty; one of another kind says nothing. */
    private static @Nullable Boolean funded(JsonNode id) {
        if (id.isMissingNode() || id.isNull()) {
            return false;
        }
        boolean known = (id.isTextual() && !id.asText().isBlank()) || id.isIntegralNumber();
        return known ? true : null;
    }

    /** {@code GET /{business}/system_users}, every page. Needs {@code business_management}. */
    public List<SystemUser> systemUsers(AccessToken token, String businessId) {
        return pages.all(
                token,
                "/" + businessId + "/system_users",
                Map.of(),
                FieldChoice.of("id,name,role"),
                user -> new SystemUser(user.path("id").asText(), text(user, "name"), word(user, "role")));
    }

    /** {@code GET /{waba}/phone_numbers}, every page. */
    public List<PhoneNumber> phoneNumbers(AccessToken token, String businessAccountId) {
        return pages.all(
                token,
                "/" + businessAccountId + "/phone_numbers",
                Map.of(),
                OF_NUMBERS,
                phone -> new PhoneNumber(
                        Objects.requireNonNullElse(word(phone, "id"), ""),
                        word(phone, "display_phone_number"),
                        sentence(phone, "verified_name"),
                        word(phone, "status"),
                        word(phone, "quality_rating"),
                        word(phone, "code_verification_status"),
                        word(phone, "name_status"),
                        word(phone, "platform_type"),
                        word(phone, "account_mode"),
                        word(phone.path("throughput"), "level"),
                        bool(phone, "is_pin_enabled"),
                        bool(phone, "is_official_business_account"),
                        bool(phone, "is_on_biz_app"),
                        Health.read(phone.path("health_status")).ofNumber()));
    }
}

package org.mfasender.platform.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The Graph API's calls about message templates. Nothing here changes a template that exists. */
public final class GraphTemplates {

    private static final FieldChoice FIELDS = FieldChoice.of(
            "id,name,language,category,status,rejected_reason,quality_score,components,message_send_ttl_seconds",
            "id,name,language,category,status,components");
    /** How many templates a page of a list has at most. */
    public static final int PAGE = GraphPages.LARGEST_PAGE;

    private static final FieldChoice ID = FieldChoice.of("id");
    private static final String CAPACITY = "total_count,message_template_count,message_template_limit";

    private final GraphTransport transport;
    private final GraphPages pages;

    GraphTemplates(GraphTransport transport, GraphPages pages) {
        this.transport = transport;
        this.pages = pages;
    }

    /** {@code GET /{waba}/message_templates}, every page, of every category. */
    public TemplateList list(AccessToken token, String businessAccountId) {
        return list(token, businessAccountId, page -> true);
    }

    /**
     * The same list, in a few calls at most: where Meta counts more than {@code most} templates in it, or does not say how many there
     * are, nothing but the first page is read, and the list is not whole.
     */
    public TemplateList list(AccessToken token, String businessAccountId, int most) {
        return list(token, businessAccountId, page -> {
            Integer total = total(page);
            return total != null && total <= most;
        });
    }

    private TemplateList list(AccessToken token, String businessAccountId, Predicate<JsonNode> further) {
        List<JsonNode> answered =
                pages.pages(token, templates(businessAccountId), Map.of("summary", CAPACITY), FIELDS, further);
        List<Template> listed = answered.stream()
                .flatMap(page -> Members.stream(page.path("data")))
                .map(GraphTemplates::template)
                .toList();
        JsonNode first = answered.getFirst();
        Integer total = total(first);
        boolean complete = total == null || listed.size() >= total;
        return new TemplateList(listed, capacity(first), complete && !GraphPages.hasNext(answered.getLast()));
    }

    private static @Nullable Integer total(JsonNode page) {
        return Members.number(page.path("summary"), "total_count");
    }

    /**
     * {@code GET /{waba}/message_templates?name=}, every page: the templates of exactly this name. Meta does not document whether its
     * filter also finds parts of a name.
     */
    public List<Template> named(AccessToken token, String businessAccountId, String name) {
        return pages
                .all(token, templates(businessAccountId), Map.of("name", name), FIELDS, GraphTemplates::template)
                .stream()
                .filter(template -> template.name().equals(name))
                .toList();
    }

    /**
     * {@code GET /{waba}/message_templates?source=}, every page: the IDs of the templates of a source, {@code MANUAL} for those that
     * were written, in WhatsApp Manager or through the API, {@code AUTO_GENERATED} for those of Direct Send. Source: Meta, "Template management"
     * and "Direct Send".
     */
    public Set<String> idsOf(String source, AccessToken token, String businessAccountId) {
        return ids(token, businessAccountId, Map.of("source", source));
    }

    /** The same for the templates of one name. Meta does not document whether it heeds both filters at once. */
    public Set<String> idsOf(String source, AccessToken token, String businessAccountId, String name) {
        return ids(token, businessAccountId, Map.of("source", source, "name", name));
    }

    private Set<String> ids(AccessToken token, String businessAccountId, Map<String, String> filters) {
        return new HashSet<>(pages.all(
                token,
                templates(businessAccountId),
                filters,
                ID,
                row -> row.path("id").asText()));
    }

    /** {@code GET /{waba}/message_templates} with its summary only: proves the right to read templates. */
    public TemplateCapacity capacity(AccessToken token, String businessAccountId) {
        return capacity(transport.get(
                token,
                templates(businessAccountId),
                Map.of("fields", "id", "limit", "1", "summary", CAPACITY),
                GraphTransport.READ));
    }

    /**
     * {@code POST /{waba}/upsert_message_templates}. What it answers exists, but it may leave templates out: list them
     * afterwards.
     */
    public List<UpsertedTemplate> upsert(AccessToken token, String businessAccountId, AuthenticationTemplate template) {
        JsonNode answer = transport.post(
                token, "/" + businessAccountId + "/upsert_message_templates", template.body(), GraphTransport.WRITE);
        return Members.stream(answer.path("data"))
                .filter(row -> row.hasNonNull("id") && row.hasNonNull("language"))
                .map(row -> new UpsertedTemplate(
                        row.path("id").asText(),
                        row.path("status").asText("UNKNOWN"),
                        row.path("language").asText()))
                .toList();
    }

    /**
     * {@code GET /{waba}/message_template_previews} of an authentication template in one language.
     *
     * @param codeExpirationMinutes null for no footer
     */
    public List<TemplatePreview> previews(
            AccessToken token,
            String businessAccountId,
            String language,
            boolean addSecurityRecommendation,
            @Nullable Integer codeExpirationMinutes) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("category", "AUTHENTICATION");
        query.put("languages", language);
        query.put("add_security_recommendation", String.valueOf(addSecurityRecommendation));
        if (codeExpirationMinutes != null) {
            query.put("code_expiration_minutes", codeExpirationMinutes.toString());
        }
        query.put("button_types", "OTP");
        String path = "/" + businessAccountId + "/message_template_previews";
        JsonNode answer = transport.get(token, path, query, GraphTransport.READ);
        if (!answer.path("data").isArray()) {
            throw GraphTransport.malformed("GET", path);
        }
        return Members.stream(answer.path("data"))
                .map(GraphTemplates::preview)
                .filter(preview -> preview.language().equals(language))
                .toList();
    }

    /**
     * {@code DELETE /{waba}/message_templates?name=&hsm_id=}: deletes one language of a name, which cannot be used again for 30 days.
     * Source: Meta, "Template management".
     */
    public void delete(AccessToken token, String businessAccountId, String name, String templateId) {
        transport.delete(
                token, templates(businessAccountId), Map.of("name", name, "hsm_id", templateId), GraphTransport.READ);
    }

    private static String templates(String businessAccountId) {
        return "/" + businessAccountId + "/message_templates";
    }

    private static Template template(JsonNode node) {
        String reason = Members.text(node, "rejected_reason");
        return new Template(
                node.path("id").asText(),
                node.path("name").asText(),
                node.path("language").asText(),
                node.path("category").asText(),
                node.path("status").asText("UNKNOWN"),
                "NONE".equals(reason) ? null : reason,
                Members.text(node.path("quality_score"), "score"),
                Members.number(node, "message_send_ttl_seconds"),
                OtpContent.read(node.path("components")).orElse(null));
    }

    private static TemplateCapacity capacity(JsonNode page) {
        JsonNode summary = page.path("summary");
        return new TemplateCapacity(
                Members.number(summary, "message_template_count"), Members.number(summary, "message_template_limit"));
    }

    private static TemplatePreview preview(JsonNode node) {
        return new TemplatePreview(
                node.path("language").asText(),
                node.path("body").asText(),
                Members.text(node, "footer"),
                Members.stream(node.path("buttons"))
                        .map(button -> new TemplatePreview.Button(
                                button.path("text").asText(), Members.text(button, "autofill_text")))
                        .toList());
    }
}

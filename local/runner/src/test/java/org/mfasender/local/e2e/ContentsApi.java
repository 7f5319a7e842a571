package org.mfasender.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.world.Template;

/** Templates and contents of one environment, as a client sees them. */
final class ContentsApi {

    static final String PAIRING = "device_pairing";

    private final SenderApi api;
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();

    ContentsApi(SenderApi api) {
        this.api = api;
    }

    /** A body that binds a locale to one of Meta's templates. */
    static ObjectNode binding(String locale, Template template) {
        ObjectNode body = SenderApi.JSON
                .createObjectNode()
                .put("deliveryMethod", "WhatsApp")
                .put("locale", locale);
        body.putObject("whatsAppTemplate")
                .put("id", template.id())
                .put("name", template.name())
                .put("category", "AUTHENTICATION")
                .put("language", template.language());
        return body;
    }

    String templatesPath() {
        return "/v1/environments/" + api.environment() + "/templates";
    }

    String contentsPath() {
        return templatesPath() + "/" + PAIRING + "/contents";
    }

    SenderApi.Answer get(String path) {
        return send("GET", path, null);
    }

    SenderApi.Answer contents() {
        return get(contentsPath());
    }

    /** The content of a locale, without a variant. */
    JsonNode content(String locale) {
        return listed().stream()
                .filter(content -> content.path("locale").asText().equals(locale) && !content.has("variant"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no content for " + locale));
    }

    List<JsonNode> listed() {
        return StreamSupport.stream(contents().body().at("/_embedded/contents").spliterator(), false)
                .toList();
    }

    SenderApi.Answer add(JsonNode body) {
        return send("POST", contentsPath(), body);
    }

    SenderApi.Answer replace(JsonNode content, JsonNode body) {
        return send("PUT", self(content), body);
    }

    SenderApi.Answer remove(JsonNode content) {
        return send("DELETE", self(content), null);
    }

    SenderApi.Answer preview(JsonNode content) {
        return get(content.at("/_links/preview/href").asText());
    }

    /** Which content serves; each parameter is left out when it is null. */
    SenderApi.Answer serving(@Nullable String locale, @Nullable String variant) {
        String query = (locale == null ? "" : "&locale=" + encoded(locale))
                + (variant == null ? "" : "&variant=" + encoded(variant));
        return get(templatesPath() + "/" + PAIRING + "/serving" + query.replaceFirst("&", "?"));
    }

    SenderApi.Answer send(String method, String path, @Nullable JsonNode body) {
        SenderApi.Answer answer = body == null
                ? api.send(method, path, null)
                : api.send(method, path, body.toString(), "Content-Type", "application/json");
        answered.add(answer.response().headers() + " " + answer.response().body());
        return answer;
    }

    /** Everything that was answered so far. */
    String answered() {
        return String.join("\n", answered);
    }

    static String self(JsonNode content) {
        return content.at("/_links/self/href").asText();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

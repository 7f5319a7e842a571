package org.mfasender.platform.meta;

import static org.mfasender.platform.meta.Members.number;
import static org.mfasender.platform.meta.Members.stream;
import static org.mfasender.platform.meta.Members.text;
import static org.mfasender.platform.meta.Members.word;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether messages can be sent, by everything that a message depends on. Meta's word for the whole also counts whether calls can be
 * received, which does not matter here. Source: Meta, "Messaging health status".
 *
 * @param whole Meta's word for the whole; null when Meta does not say
 */
public record Health(@Nullable String whole, List<Entity> entities) {

    private static final String AVAILABLE = "AVAILABLE";

    /**
     * What a message depends on.
     *
     * @param type {@code PHONE_NUMBER}, {@code MESSAGE_TEMPLATE}, {@code WABA}, {@code BUSINESS} or {@code APP}
     * @param canSend {@code AVAILABLE}, {@code LIMITED} or {@code BLOCKED}
     * @param information Meta's sentences on why it is limited
     */
    public record Entity(
            @Nullable String type,
            @Nullable String id,
            @Nullable String canSend,
            List<String> information,
            List<Problem> problems) {}

    /** Why an entity cannot send, in Meta's words, short and free of secrets. */
    public record Problem(
            @Nullable Integer code,
            @Nullable String description,
            @Nullable String solution) {

        /** Meta's codes about calls begin so; they say nothing about messages. */
        private boolean isOfCalls() {
            return code != null && code / 1000 == 138;
        }
    }

    static Health read(JsonNode health) {
        return new Health(
                word(health, "can_send_message"),
                stream(health.path("entities"))
                        .filter(JsonNode::isObject)
                        .map(Health::entity)
                        .toList());
    }

    private static Entity entity(JsonNode entity) {
        return new Entity(
                word(entity, "entity_type"),
                word(entity, "id"),
                word(entity, "can_send_message"),
                stream(entity.path("additional_info"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .map(MetaWords::sentence)
                        .limit(3)
                        .toList(),
                stream(entity.path("errors"))
                        .filter(JsonNode::isObject)
                        .map(Health::problem)
                        .filter(problem -> !problem.isOfCalls())
                        .limit(3)
                        .toList());
    }

    private static Problem problem(JsonNode error) {
        return new Problem(
                number(error, "error_code"),
                sentence(error, "error_description"),
                sentence(error, "possible_solution"));
    }

    private static @Nullable String sentence(JsonNode node, String member) {
        String text = text(node, member);
        return text == null ? null : MetaWords.sentence(text);
    }

    /** Meta's word for sending: the worst of the entities, or of the whole where an entity has none; null when Meta says nothing. */
    public @Nullable String canSend() {
        boolean complete =
                !entities.isEmpty() && entities.stream().map(Entity::canSend).allMatch(Objects::nonNull);
        return Stream.concat(
                        entities.stream().map(Entity::canSend), complete ? Stream.empty() : Stream.ofNullable(whole))
                .filter(Objects::nonNull)
                .min(Comparator.comparingInt(Health::rank))
                .orElse(null);
    }

    /** The entities because of which sending is not free, the worst first. */
    public List<Entity> obstacles() {
        return entities.stream()
                .filter(entity -> entity.canSend() == null
                        ? !entity.problems().isEmpty()
                        : !entity.canSend().equals(AVAILABLE))
                .sorted(Comparator.comparingInt(entity -> rank(entity.canSend())))
                .toList();
    }

    private static int rank(@Nullable String word) {
        if (word == null) {
            return 2;
        }
        return switch (word) {
            case "BLOCKED" -> 0;
            case "LIMITED" -> 1;
            case AVAILABLE -> 3;
            default -> 2;
        };
    }
}

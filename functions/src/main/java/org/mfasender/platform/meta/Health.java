package org.mfasender.platform.meta;

import static org.mfasender.platform.meta.Members.number;
import static org.mfasender.platform.meta.Members.sentence;
import static org.mfasender.platform.meta.Members.stream;
import static org.mfasender.platform.meta.Members.word;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    public static final String AVAILABLE = "AVAILABLE";
    public static final String LIMITED = "LIMITED";
    public static final String BLOCKED = "BLOCKED";

    private static final String NUMBER = "PHONE_NUMBER";

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
                state(health),
                stream(health.path("entities"))
                        .filter(JsonNode::isObject)
                        .map(Health::entity)
                        .toList());
    }

    private static Entity entity(JsonNode entity) {
        return new Entity(
                word(entity, "entity_type"),
                word(entity, "id"),
                state(entity),
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

    private static @Nullable String state(JsonNode node) {
        String word = word(node, "can_send_message");
        return word == null ? null : word.toUpperCase(Locale.ROOT);
    }

    private static Problem problem(JsonNode error) {
        return new Problem(
                number(error, "error_code"),
                sentence(error, "error_description"),
                sentence(error, "possible_solution"));
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

    /** A number's own health, as far as it is remembered. */
    public static Entity ofNumber(String id, String canSend) {
        return new Entity(NUMBER, id, canSend, List.of(), List.of());
    }

    /** What is said of a number itself; null when Meta does not say. */
    @Nullable
    Entity ofNumber() {
        return entities.stream()
                .filter(entity -> NUMBER.equals(entity.type()))
                .findFirst()
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
            case BLOCKED -> 0;
            case LIMITED -> 1;
            case AVAILABLE -> 3;
            default -> 2;
        };
    }
}

package org.mfasender.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.Secret;

/** The one JSON mapper: times in ISO 8601, enums by their text, absent instead of null, no secret. */
public final class Json {

    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(domain())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}

    /** A value made for the wire as JSON text. */
    public static String write(Object value) {
        return write(value, Map.of());
    }

    /**
     * The same, for serializers that ask for attributes.
     *
     * @param attributes by name
     */
    public static String write(Object value, Map<String, String> attributes) {
        try {
            return MAPPER.writer().withAttributes(attributes).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass() + " cannot be written as JSON", e);
        }
    }

    private static SimpleModule domain() {
        return new SimpleModule("sender")
                .addSerializer(Instant.class, new InstantSerializer())
                .addDeserializer(Instant.class, new InstantDeserializer())
                .addSerializer(EnvironmentId.class, new EnvironmentIdSerializer())
                .addDeserializer(EnvironmentId.class, new EnvironmentIdDeserializer())
                .addSerializer(Secret.class, new SecretSerializer());
    }

    /** With these two, no function loads a module for all types of time. */
    private static final class InstantSerializer extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class InstantDeserializer extends JsonDeserializer<Instant> {

        private static final String PLAIN = "0000-00-00T00:00:00.000Z";

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getText();
            try {
                return isPlain(text) ? plain(text) : Instant.parse(text);
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "no time of ISO 8601");
            }
        }

        /** In milliseconds and UTC, as nearly all times are that functions read. The JDK's parser takes seven times as long. */
        private static boolean isPlain(String text) {
            if (text.length() != PLAIN.length()) {
                return false;
            }
            for (int i = 0; i < PLAIN.length(); i++) {
                char c = text.charAt(i);
                if (PLAIN.charAt(i) == '0' ? c < '0' || c > '9' : c != PLAIN.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        private static Instant plain(String text) {
            int hour = number(text, 11, 13);
            int second = number(text, 17, 19);
            // Midnight at the end of a day, and leap seconds
            if (hour > 23 || second > 59) {
                return Instant.parse(text);
            }
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            hour,
                            number(text, 14, 16),
                            second,
                            number(text, 20, 23) * 1_000_000)
                    .toInstant(ZoneOffset.UTC);
        }

        private static int number(String text, int from, int to) {
            return Integer.parseInt(text, from, to, 10);
        }
    }

    private static final class EnvironmentIdSerializer extends JsonSerializer<EnvironmentId> {
        @Override
        public void serialize(EnvironmentId value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }

    private static final class EnvironmentIdDeserializer extends JsonDeserializer<EnvironmentId> {
        @Override
        public EnvironmentId deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return new EnvironmentId(UUID.fromString(in.getText()));
        }
    }

    /** A secret that was put where JSON is made is a fault: better an error than a leak. */
    private static final class SecretSerializer extends JsonSerializer<Secret> {
        @Override
        public void serialize(Secret value, JsonGenerator out, SerializerProvider provider) throws IOException {
            throw new IOException("A secret is not written as JSON");
        }
    }
}

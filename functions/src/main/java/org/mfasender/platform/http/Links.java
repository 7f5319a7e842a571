package org.mfasender.platform.http;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** PingOne's {@code _links}: by relation, {@code {"href": URL}}. Each is a path until it is written, when the API's base comes before it. */
public final class Links {

    /** The attribute of a writer that holds the base. */
    static final String BASE = "base";

    /** The target of one link. */
    @JsonSerialize(using = LinkSerializer.class)
    record Link(String href) {}

    private final Map<String, Link> links = new LinkedHashMap<>();

    private Links() {}

    public static Links self(String href) {
        return to("self", href);
    }

    /** Of what cannot be read again, such as the answer to a {@code POST}, which has no link to itself. */
    public static Links to(String relation, String href) {
        return new Links().and(relation, href);
    }

    public Links and(String relation, String href) {
        links.put(relation, new Link(href));
        return this;
    }

    @JsonValue
    Map<String, Link> links() {
        return links;
    }

    private static final class LinkSerializer extends JsonSerializer<Link> {
        @Override
        public void serialize(Link link, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeStartObject();
            generator.writeStringField(
                    "href", Objects.requireNonNullElse(provider.getAttribute(BASE), "") + link.href());
            generator.writeEndObject();
        }
    }
}

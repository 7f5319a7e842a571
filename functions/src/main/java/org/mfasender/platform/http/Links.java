package org.mfasender.platform.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** PingOne's {@code _links}: by relation, {@code {"href": path}}. */
public final class Links {

    /** The target of one link. */
    public record Link(String href) {}

    private final Map<String, Link> links = new LinkedHashMap<>();

    private Links() {}

    public static Links self(String href) {
        return new Links().and("self", href);
    }

    public Links and(String relation, String href) {
        links.put(relation, new Link(href));
        return this;
    }

    @JsonValue
    Map<String, Link> links() {
        return links;
    }
}

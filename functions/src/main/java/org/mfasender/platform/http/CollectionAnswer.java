package org.mfasender.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** PingOne's collection, always whole: there are no further pages. */
public record CollectionAnswer<T>(
        @JsonProperty("_links") Links links,
        @JsonProperty("_embedded") Map<String, List<T>> embedded,
        int count,
        int size) {

    /** @param name of the array, e.g. {@code contents} */
    public static <T> CollectionAnswer<T> of(String path, String name, List<T> elements) {
        return new CollectionAnswer<>(Links.self(path), Map.of(name, elements), elements.size(), elements.size());
    }
}

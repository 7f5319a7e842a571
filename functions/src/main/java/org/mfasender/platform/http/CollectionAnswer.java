package org.mfasender.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PingOne's collection, or a page of it.
 *
 * @param count how many elements the collection has; null when that is not known
 * @param size how many of them are here
 */
public record CollectionAnswer<T>(
        @JsonProperty("_links") Links links,
        @JsonProperty("_embedded") Map<String, List<T>> embedded,
        @Nullable Integer count,
        int size) {

    /**
     * A whole collection.
     *
     * @param name of the array, e.g. {@code contents}
     */
    public static <T> CollectionAnswer<T> of(String path, String name, List<T> elements) {
        return page(Links.self(path), name, elements, elements.size());
    }

    static <T> CollectionAnswer<T> page(Links links, String name, List<T> elements, @Nullable Integer count) {
        return new CollectionAnswer<>(links, Map.of(name, elements), count, elements.size());
    }
}

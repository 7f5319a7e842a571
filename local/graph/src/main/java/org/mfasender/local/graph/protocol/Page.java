package org.mfasender.local.graph.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: which rows, and the cursors around them.
 *
 * @param rows the rows of the page
 * @param before cursor of its first row
 * @param after cursor of its last row
 * @param hasPrevious whether there are rows before
 * @param hasNext whether there are rows after
 */
record Page<T>(List<T> rows, String before, String after, boolean hasPrevious, boolean hasNext) {
    static final int DEFAULT_LIMIT = 25;
    static final int MAXIMUM_LIMIT = 100;

    /** How a page may differ from what {@code limit} asks for. */
    enum Shape {
        PLAIN,
        EMPTY_FIRST,
        SHORT
    }

    /**
     * Cuts a page out of all rows.
     *
     * @param edge the edge for which the cursors are valid
     * @throws GraphException when {@code limit} or a cursor is invalid
     */
    static <T> Page<T> cut(List<T> all, String edge, Map<String, String> arguments, Shape shape) {
        int limit = limit(arguments.get("limit"));
        Optional<Integer> after = Optional.ofNullable(arguments.get("after")).map(text -> position(text, edge));
        Optional<Integer> before = Optional.ofNullable(arguments.get("before")).map(text -> position(text, edge));
        if (shape == Shape.EMPTY_FIRST && after.isEmpty() && before.isEmpty() && !all.isEmpty()) {
            return new Page<>(List.of(), cursor(edge, 0), cursor(edge, 0), false, true);
        }
        int size = shape == Shape.SHORT && limit > 1 ? limit - 1 : limit;
        int start;
        int end;
        if (before.isPresent()) {
            end = Math.clamp(before.get() - 1L, 0, all.size());
            start = Math.max(0, end - size);
        } else {
            start = Math.min(after.orElse(0), all.size());
            end = Math.min(all.size(), start + size);
        }
        return new Page<>(
                all.subList(start, end), cursor(edge, start + 1), cursor(edge, end), start > 0, end < all.size());
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text.trim());
            if (limit > 0) {
                return Math.min(limit, MAXIMUM_LIMIT);
            }
        } catch (NumberFormatException e) {
            // Rejected below, like a number that is too small.
        }
        throw GraphErrors.invalidParameter("Param limit must be an integer greater than 0");
    }

    /** A cursor holds the position of a row counted from one; clients cannot rely on that. */
    private static String cursor(String edge, int position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((edge + "#" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String cursor, String edge) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(edge + "#")) {
                int position = Integer.parseInt(text.substring(edge.length() + 1));
                if (position >= 0) {
                    return position;
                }
            }
        } catch (IllegalArgumentException e) {
            // Rejected below, like a cursor of another edge.
        }
        throw GraphErrors.invalidCursor();
    }
}

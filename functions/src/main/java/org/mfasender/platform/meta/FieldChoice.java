package org.mfasender.platform.meta;

import java.util.List;
import java.util.function.Function;

/**
 * Which fields are asked for. One that the token may not read, or that the version does not have, fails the whole call, with one of
 * several codes: then fewer are asked for.
 *
 * @param lists the fields, comma-separated, the most first
 */
record FieldChoice(List<String> lists) {

    static FieldChoice of(String... lists) {
        return new FieldChoice(List.of(lists));
    }

    /** The answer with the most fields that Meta does not refuse; else the last refusal. */
    <T> T read(Function<String, T> call) {
        for (String fields : lists.subList(0, lists.size() - 1)) {
            try {
                return call.apply(fields);
            } catch (GraphException e) {
                if (!e.failure().cause().mayBeAField()) {
                    throw e;
                }
            }
        }
        return call.apply(lists.getLast());
    }
}

package org.mfasender.platform.http;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.mfasender.platform.paste.Addition;

/**
 * A member whose pasted value was taken without what does not belong to it, as answers show it. Never holds the value.
 *
 * @param removed names of {@link Addition}s
 * @param message the same in plain English
 */
public record CleanedAnswer(String member, List<String> removed, String message) {

    /** Says what was removed from a member's value. */
    public static CleanedAnswer of(String member, Set<Addition> removed) {
        return new CleanedAnswer(
                member,
                removed.stream().map(Addition::name).toList(),
                "This was removed from the value: "
                        + removed.stream().map(Addition::words).collect(Collectors.joining("; ")) + ".");
    }
}

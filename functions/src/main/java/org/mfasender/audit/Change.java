package org.mfasender.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one fact. Never a secret: of credentials, a fact is their fingerprint.
 *
 * @param member what changed, e.g. {@code status}
 * @param from null when it was not there
 * @param to null when it is there no more
 */
public record Change(
        String member, @Nullable String from, @Nullable String to) {

    /** What differs, by member; a fact that is absent has no entry. */
    public static List<Change> between(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> members = new TreeSet<>(before.keySet());
        members.addAll(after.keySet());
        return members.stream()
                .map(member -> new Change(member, before.get(member), after.get(member)))
                .filter(change -> !Objects.equals(change.from(), change.to()))
                .toList();
    }
}

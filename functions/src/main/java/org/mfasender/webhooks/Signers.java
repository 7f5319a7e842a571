package org.mfasender.webhooks;

import java.util.Set;
import org.mfasender.platform.EnvironmentId;

/**
 * For whom a webhook is signed.
 *
 * @param environments one of whose secrets makes the signature
 * @param unread environments of which a secret could not be read: it may make the signature, too
 * @param lost environments of which a secret cannot be read, however long one waits
 */
record Signers(Set<EnvironmentId> environments, Set<EnvironmentId> unread, Set<EnvironmentId> lost) {

    static final Signers NONE = new Signers(Set.of(), Set.of(), Set.of());

    Signers {
        environments = Set.copyOf(environments);
        unread = Set.copyOf(unread);
        lost = Set.copyOf(lost);
    }

    /** Whether nobody has signed, as far as secrets could be read. */
    boolean areNone() {
        return environments.isEmpty();
    }

    /** Whether one that could not be tried is all that may make the signature. */
    boolean areUndecided() {
        return areNone() && !(unread.isEmpty() && lost.isEmpty());
    }

    /** Whether waiting would show nobody else. */
    boolean areAll() {
        return environments.containsAll(unread);
    }

    /** Whether it cannot be said if a webhook is signed for an environment. */
    boolean mayInclude(EnvironmentId environment) {
        return (unread.contains(environment) || lost.contains(environment)) && !environments.contains(environment);
    }
}

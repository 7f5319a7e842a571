package org.mfasender.webhooks;

import java.util.Set;
import org.mfasender.platform.EnvironmentId;

/**
 * For whom a webhook is signed.
 *
 * @param environments one of whose secrets makes the signature
 * @param unread environments of which a secret could not be read: it may make the signature, too
 */
record Signers(Set<EnvironmentId> environments, Set<EnvironmentId> unread) {

    Signers {
        environments = Set.copyOf(environments);
        unread = Set.copyOf(unread);
    }

    /** Whether nobody has signed, as far as secrets could be read. */
    boolean areNone() {
        return environments.isEmpty();
    }

    /** Whether nobody else may have signed. */
    boolean areAll() {
        return environments.containsAll(unread);
    }

    /** Whether it cannot be said if a webhook is signed for an environment. */
    boolean mayInclude(EnvironmentId environment) {
        return unread.contains(environment) && !environments.contains(environment);
    }
}

package org.mfasender.local.aws;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The KMS keys of the local account, by ARN. A key exists as soon as it is named. The services that encrypt at rest ask whether it can be
 * used, as AWS's do.
 */
public final class LocalKeys {

    private final Set<String> disabled = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    /** Disables a key: nothing is encrypted or decrypted with it. */
    public void disable(String arn) {
        disabled.add(arn);
    }

    /** Enables a key again. */
    public void enable(String arn) {
        disabled.remove(arn);
    }

    /** Deletes a key for good, as AWS does at the end of the waiting time. */
    public void delete(String arn) {
        deleted.add(arn);
    }

    boolean isEnabled(String arn) {
        return !disabled.contains(arn) && exists(arn);
    }

    boolean exists(String arn) {
        return !deleted.contains(arn);
    }
}

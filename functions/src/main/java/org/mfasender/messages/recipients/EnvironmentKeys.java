package org.mfasender.messages.recipients;

import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.StackSecret;

/** The keys of environments. They follow from one secret of the stack, which is read when the first is needed. */
public final class EnvironmentKeys {

    private final StackSecret secret;

    public EnvironmentKeys(StackSecret secret) {
        this.secret = secret;
    }

    /** The key of an environment. */
    public EnvironmentKey of(EnvironmentId environment) {
        return EnvironmentKey.of(secret.value(), environment);
    }
}

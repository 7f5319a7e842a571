package org.mfasender.platform.secrets;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The random secret of the stack, from which the keys of hashes follow. It is read once in a function's life. */
public final class StackSecret {

    private final SecretsManagerClient secrets;
    private final String arn;
    private volatile @Nullable Secret value;

    public StackSecret(SecretsManagerClient secrets, String arn) {
        this.secrets = secrets;
        this.arn = arn;
    }

    /** The secret. Two threads may read it at the same time, once each. */
    public Secret value() {
        Secret known = value;
        if (known == null) {
            known = new Secret(
                    secrets.getSecretValue(request -> request.secretId(arn)).secretString());
            value = known;
        }
        return known;
    }
}

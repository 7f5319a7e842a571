package org.mfasender.platform.secrets;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The random secret of the stack, from which the keys of hashes follow. It is read again every fifteen minutes, so that a new value reaches
 * every instance of a function.
 */
public final class StackSecret {

    private static final Duration KEPT = Duration.ofMinutes(15);

    private final SecretsManagerClient secrets;
    private final String arn;
    private final LongSupplier nanos;
    private volatile @Nullable Known known;

    private record Known(Secret value, long readAt) {}

    public StackSecret(SecretsManagerClient secrets, String arn) {
        this(secrets, arn, System::nanoTime);
    }

    StackSecret(SecretsManagerClient secrets, String arn, LongSupplier nanos) {
        this.secrets = secrets;
        this.arn = arn;
        this.nanos = nanos;
    }

    /** The secret; the known one while it cannot be read again. Two threads may read it at the same time, once each. */
    public Secret value() {
        Known former = known;
        long now = nanos.getAsLong();
        if (former != null && now - former.readAt() < KEPT.toNanos()) {
            return former.value();
        }
        try {
            Secret read = new Secret(
                    secrets.getSecretValue(request -> request.secretId(arn)).secretString());
            known = new Known(read, now);
            return read;
        } catch (SdkException e) {
            if (former == null) {
                throw e;
            }
            return former.value();
        }
    }
}

package org.mfasender.platform.secrets;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the stack's secrets. Those that are scheduled for deletion are not among them.
 *
 * @param next of the following page; null after the last
 */
public record SecretPage(List<Listed> secrets, @Nullable String next) {

    /**
     * A secret.
     *
     * @param name without the stack's prefix
     * @param current ID of the version that is labelled as the current one; null when none is
     * @param previous of the one that is labelled as the previous one
     */
    public record Listed(
            String name,
            Instant createdAt,
            @Nullable String current,
            @Nullable String previous) {}
}

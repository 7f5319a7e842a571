package org.mfasender.messages.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;

/**
 * A passcode of which its recipient says that it was not asked for: a sign of fraud.
 *
 * @param environmentId one that has the app which Meta reported to; several may
 * @param wamidHash keyed hash of Meta's ID of the message
 * @param country of the recipient, ISO 3166-1 alpha-2; null when it is not known
 */
public record UnrequestedPasscode(
        EnvironmentId environmentId,
        String wamidHash,
        Instant at,
        @Nullable String country) {}

package org.mfasender.sender;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.run.Provisioning;

/** Names derived from a run's number, so that doing something twice for one run is doing it once. */
record Generation(EnvironmentId environment, long number) {

    Provisioning run(Instant now) {
        return Provisioning.requested(number, environment + "-" + number, now);
    }

    /** Version of the secret that holds the credentials submitted with this run. */
    String secretVersion() {
        return UUID.nameUUIDFromBytes(("secret/" + environment + "/" + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}

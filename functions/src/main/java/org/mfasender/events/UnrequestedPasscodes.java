package org.mfasender.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.UnrequestedPasscode;
import org.mfasender.messages.storage.UnrequestedPasscodeStore;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.events.BusEvent;

/** Publishes that a recipient did not ask for a passcode: a sign of fraud. */
final class UnrequestedPasscodes implements EventSource {

    private static final String DETAIL_TYPE = "Passcode Not Requested";
    private static final String VERSION = "1";

    /**
     * What is published.
     *
     * @param id the same for the same word of a recipient, however often it is published
     * @param country of the recipient, ISO 3166-1 alpha-2; null when it is not known
     */
    record Detail(
            String version,
            UUID id,
            String environmentId,
            @Nullable String country,
            Instant reportedAt) {

        static Detail of(UnrequestedPasscode passcode) {
            return new Detail(
                    VERSION,
                    UUID.nameUUIDFromBytes(("unrequested/" + passcode.environmentId() + "/" + passcode.wamidHash())
                            .getBytes(StandardCharsets.UTF_8)),
                    passcode.environmentId().toString(),
                    passcode.country(),
                    passcode.at());
        }
    }

    @Override
    public Optional<BusEvent> event(ItemChange change) {
        return UnrequestedPasscodeStore.recorded(change)
                .map(Detail::of)
                .map(detail -> new BusEvent(DETAIL_TYPE, detail.reportedAt(), detail));
    }
}

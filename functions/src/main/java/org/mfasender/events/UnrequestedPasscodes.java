package org.mfasender.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.UnrequestedPasscode;
import org.mfasender.messages.storage.UnrequestedPasscodeStore;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.events.EventBus;
import org.mfasender.relay.Follower;

/** Publishes that a recipient did not ask for a passcode: a sign of fraud. */
public final class UnrequestedPasscodes implements Follower {

    private static final String DETAIL_TYPE = "Passcode Not Requested";
    private static final String VERSION = "1";

    private final EventBus bus;

    public UnrequestedPasscodes(EventBus bus) {
        this.bus = bus;
    }

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
    public boolean follows(ItemChange change) {
        return UnrequestedPasscodeStore.recorded(change).isPresent();
    }

    @Override
    public void follow(ItemChange change) {
        UnrequestedPasscodeStore.recorded(change)
                .map(Detail::of)
                .ifPresent(detail -> bus.publish(DETAIL_TYPE, detail.reportedAt(), detail));
    }
}

package org.mfasender.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.platform.events.BusEvent;
import org.mfasender.platform.observe.Dimension;
import org.mfasender.platform.observe.Metric;
import org.mfasender.platform.observe.Observation;
import org.mfasender.sender.SenderChange;

/** Publishes that a sender has changed for the worse, or has recovered. */
final class ChangedSenders implements EventSource {

    private static final String DETAIL_TYPE = "Sender Status Changed";
    private static final String VERSION = "1";

    /**
     * What is published.
     *
     * @param id the same for the same change, however often it is published
     * @param from the status that was published last; {@code READY} at first
     * @param to the status since; {@code READY} when the sender has recovered
     * @param causes names of checks and codes of obstacles; none when the sender has recovered
     */
    record Detail(
            String version,
            UUID id,
            String environmentId,
            String from,
            String to,
            List<String> causes,
            Instant changedAt) {

        static Detail of(SenderChange change) {
            return new Detail(
                    VERSION,
                    UUID.nameUUIDFromBytes(("standing/" + change.account() + "/"
                                    + change.standing().number())
                            .getBytes(StandardCharsets.UTF_8)),
                    change.environment().toString(),
                    change.former().published().name(),
                    change.standing().status().name(),
                    change.standing().causes().stream().sorted().toList(),
                    change.standing().since());
        }
    }

    @Override
    public Optional<BusEvent> event(ItemChange change) {
        return SenderChange.of(change)
                .filter(SenderChange::isOfStanding)
                .map(Detail::of)
                .map(detail -> new BusEvent(DETAIL_TYPE, detail.changedAt(), detail));
    }

    @Override
    public void published(BusEvent event) {
        if (event.detail() instanceof Detail detail) {
            Observation.current()
                    .ifPresent(observation -> observation.measure(
                            Map.of(Dimension.STATUS, detail.to()), Map.of(Metric.SENDER_CHANGES, 1)));
        }
    }
}

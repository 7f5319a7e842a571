package org.mfasender.messages.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.messages.delivery.Sendings.sending;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;
import org.mfasender.AwsServices;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.DeliveryStatus.Pricing;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.meta.MetaError;

/** Whatever is lost, repeated or comes in another order: what is known in the end follows from what came, and from nothing else. */
@SuppressWarnings("NullAway.Init") // jqwik sets the fields before a test, as JUnit does
class StatusStorePropertiesTest {

    private static final Pricing PRICING = new Pricing(true, "authentication");
    private static final Refusal REFUSAL = new Refusal(RefusalCause.NOT_ON_WHATSAPP, new MetaError(131026, null, null));
    /** The later ones prevail. */
    private static final List<MessageState> RANKS =
            List.of(MessageState.SENT, MessageState.FAILED, MessageState.DELIVERED, MessageState.READ);

    private static AwsServices aws;
    private static MessageStore messages;
    private static StatusStore statuses;

    private UUID id;

    /** What is written of one message: a status of Meta's, or with null that its call begins or how it ended. */
    enum Event {
        SENT(MessageState.SENT, false),
        SENT_WITH_PRICE(MessageState.SENT, true),
        DELIVERED(MessageState.DELIVERED, false),
        DELIVERED_WITH_PRICE(MessageState.DELIVERED, true),
        READ(MessageState.READ, false),
        FAILED(MessageState.FAILED, false),
        SENDING(null, false),
        ACCEPTED(null, false),
        UNKNOWN(null, false);

        private final @Nullable MessageState state;
        private final boolean priced;

        Event(@Nullable MessageState state, boolean priced) {
            this.state = state;
            this.priced = priced;
        }

        Optional<DeliveryStatus> status() {
            return Optional.ofNullable(state)
                    .map(known -> new DeliveryStatus(
                            known,
                            NOW.plusSeconds(RANKS.indexOf(known)),
                            known == MessageState.FAILED ? REFUSAL : null,
                            priced ? PRICING : null));
        }
    }

    @BeforeContainer
    static void startServices() throws Exception {
        aws = AwsServices.start();
        messages = new MessageStore(aws.dynamoDb(), AwsServices.MESSAGES);
        statuses = new StatusStore(aws.dynamoDb(), AwsServices.MESSAGES);
    }

    @AfterContainer
    static void stopServices() {
        aws.close();
    }

    @BeforeTry
    void anotherMessage() {
        id = UUID.randomUUID();
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Arbitraries.of(Event.class).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 150)
    void anyOrderEndsInTheSameState(@ForAll("events") List<Event> events, @ForAll Random random) {
        List<Event> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(0, random.nextInt(events.size())));
        Collections.shuffle(shuffled, random);

        shuffled.forEach(this::write);

        assertThat(known()).isEqualTo(expected(events));
    }

    @Property(tries = 30)
    void allAtOnceEndInTheSameState(@ForAll("events") List<Event> events) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            events.forEach(event -> running.add(threads.submit(() -> write(event))));
            for (Future<?> each : running) {
                each.get();
            }
        }

        assertThat(known()).isEqualTo(expected(events));
    }

    @Property(tries = 30)
    void eachStateIsReportedOnce(@ForAll("events") List<Event> events) {
        List<MessageState> changes = events.stream()
                .flatMap(event -> event.status().stream())
                .filter(status -> statuses.report(ENVIRONMENT, id, status, NOW).changed())
                .map(DeliveryStatus::state)
                .toList();

        assertThat(changes).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.comparingInt(RANKS::indexOf));
    }

    private void write(Event event) {
        event.status()
                .ifPresentOrElse(
                        status -> statuses.report(ENVIRONMENT, id, status, NOW),
                        () -> messages.record(own(event), NOW));
    }

    private Message known() {
        return messages.find(ENVIRONMENT, id, NOW).orElseThrow();
    }

    private Message own(Event event) {
        Message sending = Message.sending(id, ENVIRONMENT, sending());
        return switch (event) {
            case SENDING -> sending;
            case ACCEPTED -> sending.accepted("ff00");
            default -> sending.unknown();
        };
    }

    private Message expected(List<Event> events) {
        Optional<DeliveryStatus> last = events.stream()
                .flatMap(event -> event.status().stream())
                .max(Comparator.comparingInt(status -> RANKS.indexOf(status.state())));
        boolean accepted = events.contains(Event.ACCEPTED);
        boolean ended = accepted || events.contains(Event.UNKNOWN);
        boolean recorded = ended || events.contains(Event.SENDING);
        MessageState own = accepted ? MessageState.ACCEPTED : ended ? MessageState.UNKNOWN : MessageState.SENDING;
        boolean priced = events.stream().anyMatch(event -> event.priced);
        return new Message(
                id,
                ENVIRONMENT,
                last.map(DeliveryStatus::state).orElse(own),
                last.map(DeliveryStatus::refusal).orElse(null),
                recorded ? sending() : null,
                accepted ? "ff00" : null,
                last.map(DeliveryStatus::at).orElse(null),
                priced ? PRICING : null);
    }
}

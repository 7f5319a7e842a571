package org.mfasender.messages.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.mfasender.messages.delivery.Message.Addressee;
import org.mfasender.messages.delivery.Message.Content;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ServingContent.Match;

class MessageTest {

    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final Instant END = NOW.plus(TIME_TO_LIVE);

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "SENT"})
    void whatIsNotDeliveredInItsTimeToLiveHasExpired(MessageState state) {
        Message message = message(state);

        assertThat(message.asSeenAt(END.minusSeconds(1))).isEqualTo(message);
        Message expired = message.asSeenAt(END);
        assertThat(expired.state()).isEqualTo(MessageState.EXPIRED);
        assertThat(expired.reportedAt()).isEqualTo(END);
        assertThat(expired.sending()).isEqualTo(message.sending());
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SENDING", "ACCEPTED", "SENT"})
    void everythingElseStaysWhatItIs(MessageState state) {
        Message message = message(state);

        assertThat(message.asSeenAt(END.plus(Duration.ofDays(2)))).isEqualTo(message);
    }

    /** Its process has died: nobody knows whether it has left. */
    @Test
    void whatIsSendingForTooLongIsUnknown() {
        Message message = message(MessageState.SENDING);
        Instant deadline = NOW.plus(Message.DEADLINE);

        assertThat(message.asSeenAt(deadline.minusMillis(1))).isEqualTo(message);
        assertThat(message.asSeenAt(deadline)).isEqualTo(message.unknown());
    }

    @Test
    void whoseSendingIsNotRecordedDoesNotExpire() {
        Message message = new Message(new UUID(0, 1), ENVIRONMENT, MessageState.SENT, null, null, null);

        assertThat(message.asSeenAt(END)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({",PT10M", "300, PT5M", "30, PT30S", "-1, PT720H"})
    void theTimeToLiveIsMetas(Integer seconds, Duration expected) {
        assertThat(TimeToLive.of(seconds)).isEqualTo(expected);
    }

    private static Message message(MessageState state) {
        return new Message(
                new UUID(0, 1),
                ENVIRONMENT,
                state,
                null,
                new Sending(
                        Purpose.STRONG_AUTHENTICATION,
                        new Content(new UUID(0, 1), "de", null, "400", "mfa_strong_authentication_v1", "de"),
                        Match.LANGUAGE,
                        "1001",
                        new Addressee("aa", "AT", "bb", "0123"),
                        NOW,
                        TIME_TO_LIVE,
                        null),
                null);
    }
}

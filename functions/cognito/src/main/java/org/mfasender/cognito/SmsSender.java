package org.mfasender.cognito;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.mfasender.messages.limits.Admission;
import org.mfasender.messages.limits.AllowedCountries;
import org.mfasender.messages.limits.KnownRecipient;
import org.mfasender.messages.limits.KnownRecipientStore;
import org.mfasender.messages.limits.Limits;
import org.mfasender.messages.limits.MessagingLimit;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.Recipient;
import org.mfasender.messages.recipients.RecipientReader;
import org.mfasender.messages.recipients.UnreadableRecipientException;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.Reservation;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.observe.CodeOutcome;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.templates.Purpose;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Sends a code by SMS, at most once: Amazon SNS hands it to AWS End User Messaging. The countries and limits of messages hold for it, and it
 * counts as a message of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html">Sending SMS messages using Amazon SNS</a>
 */
final class SmsSender {

    private static final String PLACEHOLDER = "{####}";
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final SnsClient sns;
    private final String text;
    private final MessageStore store;
    private final EnvironmentKeys keys;
    private final Guard guard;
    private final Clock clock;

    /** Which numbers may get how many. */
    record Guard(RecipientReader recipients, AllowedCountries countries, KnownRecipientStore known, Limits limits) {}

    /**
     * A sender.
     *
     * @param sns that repeats no call
     * @param text with <code>{####}</code> for the code, as in Cognito's own texts
     */
    SmsSender(SnsClient sns, String text, MessageStore store, EnvironmentKeys keys, Guard guard, Clock clock) {
        this.sns = sns;
        this.text = text;
        this.store = store;
        this.keys = keys;
        this.guard = guard;
        this.clock = clock;
    }

    /** Whether an SMS was sent for the event, or may have been. */
    boolean wasTried(EnvironmentId environment, String eventKey) {
        return store.holder(environment, hash(environment, eventKey), clock.now())
                .isPresent();
    }

    /**
     * Sends a code that WhatsApp does not deliver.
     *
     * @param before how WhatsApp ended
     * @throws TryAgainException when nothing was sent, and may be soon
     */
    Ending send(EnvironmentId environment, CodeEvent event, Secret code, Ending before) {
        Recipient recipient;
        try {
            recipient = guard.recipients().read(event.phone().reveal());
        } catch (UnreadableRecipientException e) {
            return unsent(before, "UNREADABLE_PHONE_NUMBER");
        }
        if (!guard.countries().allows(recipient)) {
            return unsent(before, "COUNTRY_NOT_ALLOWED");
        }
        Instant now = clock.now();
        Purpose purpose = event.trigger() == null
                ? Purpose.DEVICE_PAIRING
                : event.trigger().purpose();
        KnownRecipient known = guard.known().find(environment, keys.of(environment), recipient, now);
        Admission admission = guard.limits().admit(environment, purpose, known, MessagingLimit.UNKNOWN, now);
        if (admission instanceof Admission.LimitReached reached) {
            return unsent(before, reached.limit().name());
        }
        return sendOnce(environment, event, code, recipient, before);
    }

    private Ending sendOnce(
            EnvironmentId environment, CodeEvent event, Secret code, Recipient recipient, Ending before) {
        String hash = hash(environment, event.key());
        Instant now = clock.now();
        Instant end = now.plus(REMEMBERED).truncatedTo(ChronoUnit.SECONDS);
        Reservation mine = new Reservation(UUID.randomUUID(), "", now, end, end, end);
        if (!store.reserve(environment, hash, mine).isOf(mine.messageId())) {
            return Ending.REPEATED;
        }
        try {
            sns.publish(request -> request.phoneNumber(recipient.e164())
                    .message(text.replace(PLACEHOLDER, code.reveal()))
                    .messageAttributes(Map.of("AWS.SNS.SMS.SMSType", attribute("Transactional"))));
            return new Ending(CodeOutcome.SMS, before.cause(), false, null);
        } catch (AwsServiceException e) {
            if (e.statusCode() >= 500) {
                return new Ending(CodeOutcome.UNKNOWN, before.cause(), false, null);
            }
            store.release(environment, hash, mine.messageId());
            if (e.isThrottlingException()) {
                throw new TryAgainException("SMS_THROTTLED");
            }
            return new Ending(CodeOutcome.INVALID, "SMS_REFUSED", false, before.retryAfter());
        } catch (SdkException e) {
            // It may have left.
            return new Ending(CodeOutcome.UNKNOWN, before.cause(), false, null);
        }
    }

    /** WhatsApp may be tried again, as without an SMS. */
    private static Ending unsent(Ending before, String cause) {
        return new Ending(before.outcome(), cause, false, before.retryAfter());
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private String hash(EnvironmentId environment, String eventKey) {
        return keys.of(environment).hash("cognito-sms", eventKey);
    }
}

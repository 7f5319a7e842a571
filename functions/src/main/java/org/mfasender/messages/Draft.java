package org.mfasender.messages;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.Message.Addressee;
import org.mfasender.messages.delivery.Message.Content;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.messages.delivery.MessageReference;
import org.mfasender.messages.delivery.TimeToLive;
import org.mfasender.messages.recipients.EnvironmentKey;
import org.mfasender.messages.recipients.Recipient;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.meta.OutgoingPasscode;
import org.mfasender.platform.meta.PasscodeMessage;
import org.mfasender.sender.SendProjection.Via;
import org.mfasender.sender.SendingNumber;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.UsableContent;

/**
 * A message that is ready to be sent.
 *
 * @param numbers from which it may be sent, in the order in which they are tried
 * @param key of its environment
 */
record Draft(
        Message message,
        Sending sending,
        Via via,
        List<SendingNumber> numbers,
        Recipient recipient,
        OutgoingPasscode passcode,
        EnvironmentKey key) {

    Draft {
        numbers = List.copyOf(numbers);
    }

    static Draft of(
            EnvironmentId environment,
            Via via,
            Recipient recipient,
            ServingContent serving,
            MessageRequest request,
            EnvironmentKey key,
            Instant now) {
        UUID id = UUID.randomUUID();
        UsableContent content = serving.content();
        String recipientHash = key.hash(recipient);
        List<SendingNumber> numbers = Spread.order(via.numbers(), recipientHash);
        Sending sending = new Sending(
                request.purpose(),
                new Content(
                        content.id(),
                        content.locale(),
                        content.variant(),
                        content.templateId(),
                        content.templateName(),
                        content.language()),
                serving.match(),
                numbers.getFirst().id(),
                new Addressee(recipientHash, recipient.country(), key.rangeHash(recipient), recipient.lastDigits()),
                now,
                TimeToLive.of(content.messageSendTtlSeconds()),
                request.correlationId());
        PasscodeMessage message = new PasscodeMessage(content.templateName(), content.language(), content.button());
        return new Draft(
                Message.sending(id, environment, sending),
                sending,
                via,
                numbers,
                recipient,
                new OutgoingPasscode(
                        message,
                        recipient.e164(),
                        request.passcode(),
                        request.identityKeyHash(),
                        new MessageReference(environment, id).toString()),
                key);
    }

    /** The same message, sent from this number. */
    Draft through(SendingNumber number) {
        Sending through = new Sending(
                sending.purpose(),
                sending.content(),
                sending.match(),
                number.id(),
                sending.addressee(),
                sending.createdAt(),
                sending.timeToLive(),
                sending.correlationId());
        return new Draft(
                Message.sending(id(), environment(), through), through, via, numbers, recipient, passcode, key);
    }

    EnvironmentId environment() {
        return message.environmentId();
    }

    UUID id() {
        return message.id();
    }

    String recipientHash() {
        return sending.addressee().hash();
    }

    Instant createdAt() {
        return sending.createdAt();
    }
}

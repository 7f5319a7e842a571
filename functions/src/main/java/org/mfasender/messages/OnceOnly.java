package org.mfasender.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.messages.limits.Admission;
import org.mfasender.messages.limits.KnownRecipient;
import org.mfasender.messages.limits.KnownRecipientStore;
import org.mfasender.messages.limits.Limits;
import org.mfasender.messages.limits.MessagingLimit;
import org.mfasender.messages.recipients.RefusedRecipientStore;
import org.mfasender.messages.storage.CheckRequestStore;
import org.mfasender.messages.storage.CredentialUseStore;
import org.mfasender.messages.storage.MessageStore;
import org.mfasender.messages.storage.Reservation;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.GraphMessages;
import org.mfasender.platform.meta.SendOutcome;
import org.mfasender.platform.meta.SideBySide;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.CachedCredentials;
import org.mfasender.sender.SendProjection.Via;

/**
 * Sends a message at most once. Meta has no idempotency key, so the request's key is reserved before the call; who finds it reserved
 * answers from what is recorded, and calls nobody.
 */
public final class OnceOnly {

    /** For the call to Meta: a person waits. */
    private static final Duration BUDGET = Duration.ofSeconds(8);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final MessageStore messages;
    private final KnownRecipientStore recipients;
    private final RefusedRecipientStore refusedRecipients;
    private final CheckRequestStore checks;
    private final CredentialUseStore uses;
    private final Limits limits;
    private final CachedCredentials credentials;
    private final Transmission transmission;
    private final Clock clock;

    public OnceOnly(
            MessageStore messages,
            KnownRecipientStore recipients,
            RefusedRecipientStore refusedRecipients,
            CheckRequestStore checks,
            CredentialUseStore uses,
            Limits limits,
            CachedCredentials credentials,
            GraphMessages graph,
            Clock clock) {
        this.messages = messages;
        this.recipients = recipients;
        this.refusedRecipients = refusedRecipients;
        this.checks = checks;
        this.uses = uses;
        this.limits = limits;
        this.credentials = credentials;
        this.transmission = new Transmission(graph, clock);
        this.clock = clock;
    }

    SendResult send(Draft draft, RequestKey key) {
        EnvironmentId environment = draft.environment();
        Reservation wanted = key.reservation(draft.id(), draft.createdAt(), Message.DEADLINE);
        Reservation holder = reserved(draft, key, () -> messages.reserve(environment, key.hash(), wanted));
        if (holder.isOf(draft.id())) {
            return sendReserved(draft, key);
        }
        Message recorded = recorded(environment, holder, draft.createdAt());
        if (mayBeTakenOver(holder, recorded, draft.createdAt())) {
            UUID before = holder.messageId();
            holder = reserved(draft, key, () -> messages.takeOver(environment, key.hash(), before, wanted));
            if (holder.isOf(draft.id())) {
                return sendReserved(draft, key);
            }
            recorded = recorded(environment, holder, draft.createdAt());
        }
        return answered(environment, key, holder, recorded);
    }

    /** What is known of a request that was sent before; empty when it is a new one. */
    Optional<SendResult> repeated(EnvironmentId environment, RequestKey key) {
        Instant now = clock.now();
        Reservation holder = messages.holder(environment, key.hash(), now).orElse(null);
        if (holder == null) {
            return Optional.empty();
        }
        Message recorded = recorded(environment, holder, now);
        return mayBeTakenOver(holder, recorded, now)
                ? Optional.empty()
                : Optional.of(answered(environment, key, holder, recorded));
    }

    private @Nullable Message recorded(EnvironmentId environment, Reservation holder, Instant now) {
        return messages.find(environment, holder.messageId(), now).orElse(null);
    }

    /**
     * After its window, the same is another request; not while a passcode may have left of which nobody knows. One that gave its key back is
     * no hindrance, even if that failed.
     */
    private static boolean mayBeTakenOver(Reservation holder, @Nullable Message recorded, Instant now) {
        return recorded != null
                && (recorded.wasGivenUp()
                        || (holder.hasWindowEnded(now) && recorded.state().isKnown()));
    }

    private Reservation reserved(Draft draft, RequestKey key, Supplier<Reservation> reservation) {
        try {
            return reservation.get();
        } catch (RuntimeException e) {
            // It may have had its effect.
            release(draft, key, null);
            throw e;
        }
    }

    /** What became of the request that had the key before. */
    private SendResult answered(
            EnvironmentId environment, RequestKey key, Reservation holder, @Nullable Message recorded) {
        if (key.named() && !holder.fingerprint().equals(key.fingerprint())) {
            return new SendResult.KeyReused();
        }
        Instant now = clock.now();
        if (recorded != null && recorded.state() != MessageState.SENDING) {
            return answered(recorded.asSeenAt(now));
        }
        Duration left = Duration.between(now, holder.deadline());
        if (left.isPositive()) {
            return new SendResult.InProgress(
                    recorded == null ? null : recorded.id(), left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE);
        }
        // Its process has died.
        record(
                recorded == null
                        ? new Message(holder.messageId(), environment, MessageState.UNKNOWN, null, null, null)
                        : recorded.unknown());
        return new SendResult.Unknown(holder.messageId());
    }

    private static SendResult answered(Message recorded) {
        return switch (recorded.state()) {
            case UNKNOWN -> new SendResult.Unknown(recorded.id());
            case REFUSED -> new SendResult.Refused(refusal(recorded), recorded.id(), null);
            case FAILED -> new SendResult.Undelivered(recorded.id(), refusal(recorded));
            default -> new SendResult.Repeated(recorded);
        };
    }

    private static Refusal refusal(Message recorded) {
        return Objects.requireNonNullElseGet(recorded.refusal(), () -> new Refusal(RefusalCause.OTHER, null));
    }

    private SendResult sendReserved(Draft draft, RequestKey key) {
        AccessToken token;
        try (SideBySide work = new SideBySide()) {
            Supplier<Draft> recorded = work.start(() -> recorded(draft));
            SendResult keptBack = keptBack(draft, key);
            Via via = recorded.get().via();
            if (keptBack != null) {
                return keptBack;
            }
            token = credentials
                    .read(via.secretName(), via.credentialVersion())
                    .map(Tokens::user)
                    .orElse(null);
        } catch (RuntimeException e) {
            release(draft, key, null);
            throw e;
        }
        if (token == null) {
            return refused(draft, key, new Refusal(RefusalCause.CREDENTIALS_REFUSED, null), null);
        }
        boolean late = clock.now().plus(BUDGET).isAfter(draft.createdAt().plus(Message.DEADLINE));
        return late ? refused(draft, key, new Refusal(RefusalCause.TOO_SLOW, null), null) : call(draft, key, token);
    }

    /**
     * Before Meta may take it, so that whatever Meta reports of it belongs to something. That is written while the limits are asked: it costs
     * no time.
     */
    private Draft recorded(Draft draft) {
        messages.record(draft.message(), draft.createdAt());
        return draft;
    }

    /** The result of a message for which Meta is not called; null when it is. */
    private @Nullable SendResult keptBack(Draft draft, RequestKey key) {
        Instant now = clock.now();
        KnownRecipient recipient = recipients.find(draft.environment(), draft.key(), draft.recipient(), now);
        if (recipient.hasNoWhatsApp()) {
            return refused(draft, key, new Refusal(RefusalCause.NOT_ON_WHATSAPP, null), null);
        }
        Admission admission = limits.admit(
                draft.environment(),
                draft.sending().purpose(),
                recipient,
                MessagingLimit.of(draft.via().messagingLimit()),
                now);
        if (admission instanceof Admission.LimitReached reached) {
            release(draft, key, null);
            return new SendResult.LimitReached(reached.limit(), reached.retryAfter());
        }
        return null;
    }

    private SendResult call(Draft draft, RequestKey key, AccessToken token) {
        Transmission.Ended ended;
        try {
            ended = transmission.send(draft, token, BUDGET);
        } catch (RuntimeException e) {
            record(draft.message().unknown());
            throw e;
        }
        SendResult result = ended(ended.draft(), key, ended.outcome());
        ended.refusals().stream()
                .map(RefusalCause::of)
                .filter(RefusalCause::isOfAccount)
                .findFirst()
                .ifPresent(cause -> quietly(() -> checks.request(draft.environment(), cause, clock.now())));
        return result;
    }

    private SendResult ended(Draft draft, RequestKey key, SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Accepted accepted -> accepted(draft, accepted.wamid());
            case SendOutcome.Refused refused -> refused(draft, key, refused.failure());
            case SendOutcome.Unknown unknown -> {
                record(draft.message().unknown());
                yield new SendResult.Unknown(draft.id());
            }
        };
    }

    private SendResult accepted(Draft draft, String wamid) {
        Message message = draft.message().accepted(draft.key().hash("wamid", wamid));
        record(message);
        Via via = draft.via();
        if (via.unproven()) {
            quietly(() -> uses.record(draft.environment(), via.credentialVersion(), clock.now()));
        }
        return new SendResult.Accepted(message, wamid);
    }

    private SendResult refused(Draft draft, RequestKey key, GraphFailure failure) {
        RefusalCause cause = RefusalCause.of(failure);
        if (cause == RefusalCause.NOT_ON_WHATSAPP) {
            Instant now = clock.now();
            quietly(() -> refusedRecipients.remember(draft.environment(), draft.recipientHash(), now, now));
        }
        return refused(draft, key, new Refusal(cause, failure.error()), failure.regainAccess());
    }

    /** Nothing was sent: what may succeed later is forgotten, so that it can be asked for again. */
    private SendResult refused(Draft draft, RequestKey key, Refusal refusal, @Nullable Duration regainAccess) {
        if (refusal.cause().mayPass()) {
            release(draft, key, refusal);
            return new SendResult.Refused(
                    refusal,
                    null,
                    Objects.requireNonNullElse(regainAccess, refusal.cause().pause()));
        }
        record(draft.message().refused(refusal));
        return new SendResult.Refused(refusal, draft.id(), null);
    }

    /** Nothing was sent, and the same may be asked for again. Who has seen the message's ID meanwhile finds it refused. */
    private void release(Draft draft, RequestKey key, @Nullable Refusal why) {
        quietly(() -> messages.release(draft.environment(), key.hash(), draft.id()));
        record(draft.message().refused(why));
    }

    private void record(Message message) {
        quietly(() -> messages.record(message, clock.now()));
    }

    /** What became of the message is answered whatever cannot be written then: without a record, the same request is one that died. */
    private static void quietly(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException e) {
            // The SDK has repeated it.
        }
    }
}

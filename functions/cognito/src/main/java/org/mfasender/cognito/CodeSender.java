package org.mfasender.cognito;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.MessageRequest;
import org.mfasender.messages.MessageSender;
import org.mfasender.messages.Passcode;
import org.mfasender.messages.SendReport;
import org.mfasender.messages.SendResult;
import org.mfasender.messages.StatusWaiting;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.Secret;

/**
 * Sends the codes of a user pool by WhatsApp and, where that is configured, by SMS what WhatsApp does not deliver. A code is sent at most
 * once by each, and by both only when WhatsApp surely did not deliver it.
 */
final class CodeSender {

    /** What Lambda waits before the last attempt. A code that could be sent only later would come too late. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    /** For Meta's report that a message cannot be delivered. Later, neither the code nor the number is known any more. */
    private static final Duration STATUS = Duration.ofSeconds(10);

    private final EnvironmentId environment;
    private final CodeDecryption decryption;
    private final MessageSender messages;
    private final @Nullable Fallback fallback;

    /**
     * What stands in for WhatsApp.
     *
     * @param lock so that one process at a time decides about an event
     */
    record Fallback(EventLock lock, SmsSender sms, StatusWaiting statuses) {}

    /** @param fallback null for none */
    CodeSender(
            EnvironmentId environment, CodeDecryption decryption, MessageSender messages, @Nullable Fallback fallback) {
        this.environment = environment;
        this.decryption = decryption;
        this.messages = messages;
        this.fallback = fallback;
    }

    EnvironmentId environment() {
        return environment;
    }

    /**
     * Sends a code, unless the same event was served before.
     *
     * @throws FaultException when the code cannot be decrypted
     * @throws TryAgainException when nothing was sent, and another attempt soon may succeed
     */
    Ending send(CodeEvent event) throws FaultException {
        Secret code = decryption.decrypt(event.encryptedCode());
        Fallback other = fallback;
        return other == null
                ? settled(byWhatsApp(event, code))
                : other.lock().whileHeld(environment, event.key(), () -> sendByEither(event, code, other));
    }

    private Ending sendByEither(CodeEvent event, Secret code, Fallback other) {
        if (other.sms().wasTried(environment, event.key())) {
            return Ending.REPEATED;
        }
        Ending ending = byWhatsApp(event, code);
        return settled(ending.freeForSms() ? other.sms().send(environment, event, code, ending) : ending);
    }

    private static Ending settled(Ending ending) {
        Duration wait = ending.retryAfter();
        if (wait != null && wait.compareTo(LONGEST_WAIT) <= 0) {
            throw new TryAgainException(Objects.requireNonNull(ending.cause()));
        }
        return ending;
    }

    private Ending byWhatsApp(CodeEvent event, Secret code) {
        if (event.fault() != null) {
            return Ending.of(event.fault());
        }
        if (!Passcode.fits(code)) {
            return Ending.of(Fault.CODE_NOT_SENDABLE);
        }
        SendResult sent = messages.send(environment, request(event, code, event.locale()));
        if (sent instanceof SendResult.UnreadableLocale) {
            sent = messages.send(environment, request(event, code, null));
        }
        SendResult reported = fallback == null ? sent : fallback.statuses().await(environment, sent, STATUS);
        SendReport.report(sent, reported);
        return Ending.of(reported);
    }

    private static MessageRequest request(CodeEvent event, Secret code, @Nullable String locale) {
        return new MessageRequest(
                Objects.requireNonNull(event.trigger()).purpose(),
                event.phone(),
                code,
                false,
                locale,
                null,
                null,
                null,
                event.key());
    }
}

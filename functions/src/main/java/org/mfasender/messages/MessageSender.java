package org.mfasender.messages;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mfasender.messages.limits.AllowedCountries;
import org.mfasender.messages.recipients.EnvironmentKey;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.Recipient;
import org.mfasender.messages.recipients.RecipientReader;
import org.mfasender.messages.recipients.UnreadableRecipientException;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.SendObstacle;
import org.mfasender.sender.SendProjection;
import org.mfasender.sender.SendProjection.Served;
import org.mfasender.sender.SendProjection.Via;
import org.mfasender.sender.SendStore;
import org.mfasender.templates.bindings.ContentSelector;
import org.mfasender.templates.bindings.ServingContent;

/** Sends passcodes for whoever asks: the HTTP API, or an identity product's own way. Knows neither. */
public final class MessageSender {

    private final SendStore accounts;
    private final RecipientReader recipients;
    private final AllowedCountries countries;
    private final EnvironmentKeys keys;
    private final OnceOnly onceOnly;
    private final Duration window;
    private final Clock clock;

    /** @param window how long the same passcode for the same recipient is the same request */
    public MessageSender(
            SendStore accounts,
            RecipientReader recipients,
            AllowedCountries countries,
            EnvironmentKeys keys,
            OnceOnly onceOnly,
            Duration window,
            Clock clock) {
        this.accounts = accounts;
        this.recipients = recipients;
        this.countries = countries;
        this.keys = keys;
        this.onceOnly = onceOnly;
        this.window = window;
        this.clock = clock;
    }

    /**
     * Sends a passcode through the account of an environment, at most once. A repeated request gets what is known of the first one, also when
     * the account could not send it any more.
     */
    public SendResult send(EnvironmentId environment, MessageRequest request) {
        SendResult result = sendNow(environment, request);
        boolean refusedUnseen = result instanceof SendResult.NoAccount
                || result instanceof SendResult.NotReady
                || result instanceof SendResult.NothingServes
                || result instanceof SendResult.CountryNotAllowed;
        return refusedUnseen ? repeated(environment, request).orElse(result) : result;
    }

    private Optional<SendResult> repeated(EnvironmentId environment, MessageRequest request) {
        try {
            Recipient recipient = recipients.read(request.to().reveal());
            EnvironmentKey key = keys.of(environment);
            return onceOnly.repeated(environment, RequestKey.of(request, key.hash(recipient), key, window));
        } catch (UnreadableRecipientException e) {
            return Optional.empty();
        }
    }

    private SendResult sendNow(EnvironmentId environment, MessageRequest request) {
        SendProjection account = accounts.find(environment).orElse(null);
        if (account == null) {
            return new SendResult.NoAccount();
        }
        List<SendObstacle> obstacles = account.ofEveryPurpose();
        Via via = account.via();
        if (via == null || via.numbers().isEmpty() || !obstacles.isEmpty()) {
            return new SendResult.NotReady(obstacles);
        }
        try {
            return send(account, via, recipients.read(request.to().reveal()), request);
        } catch (UnreadableRecipientException e) {
            return new SendResult.UnreadableRecipient(e.reason());
        }
    }

    private SendResult send(SendProjection account, Via via, Recipient recipient, MessageRequest request) {
        if (!countries.allows(recipient)) {
            return new SendResult.CountryNotAllowed(recipient.country());
        }
        Optional<ServingContent> serving;
        try {
            serving = serving(account, request);
        } catch (IllegalArgumentException e) {
            return new SendResult.UnreadableLocale();
        }
        return serving.map(chosen -> send(account.environmentId(), via, recipient, chosen, request))
                .orElseGet(SendResult.NothingServes::new);
    }

    private static Optional<ServingContent> serving(SendProjection account, MessageRequest request) {
        Served served = Objects.requireNonNull(account.purposes().get(request.purpose()));
        return new ContentSelector(served.contents(), served.locales()).serving(request.locale(), request.variant());
    }

    private SendResult send(
            EnvironmentId environment, Via via, Recipient recipient, ServingContent serving, MessageRequest request) {
        EnvironmentKey key = keys.of(environment);
        Draft draft = Draft.of(environment, via, recipient, serving, request, key, clock.now());
        return onceOnly.send(draft, RequestKey.of(request, draft.recipientHash(), key, window));
    }
}

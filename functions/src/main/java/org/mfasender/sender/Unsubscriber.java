package org.mfasender.sender;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.meta.AppSubscription;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphWebhooks;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.StoredCredentials;
import org.mfasender.sender.WebhookRemains.Reason;
import org.mfasender.webhooks.secrets.StoredWebhookSecret;
import org.mfasender.webhooks.secrets.WebhookSecretStore;

/**
 * Takes back at Meta what this system has subscribed, and nothing else: only while the callback is still ours, and nobody else of the
 * stack needs it. A failure of Meta's stops nothing. May be repeated.
 */
public final class Unsubscriber {

    /** The rest of a deletion has to fit into the same request. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** One that uses the same is enough. */
    private static final int MOST_OTHERS = 1_000;

    private final SenderStore senders;
    private final WebhookSecretStore webhookSecrets;
    private final CredentialVault vault;
    private final GraphWebhooks graph;

    public Unsubscriber(
            SenderStore senders, WebhookSecretStore webhookSecrets, CredentialVault vault, GraphWebhooks graph) {
        this.senders = senders;
        this.webhookSecrets = webhookSecrets;
        this.vault = vault;
        this.graph = graph;
    }

    /** Takes back what a deleted account had; what stays is the answer. */
    Unsubscribed unsubscribe(DeletedSender deleted) {
        List<WebhookSubscription> open = new ArrayList<>();
        List<WebhookRemains> remains = new ArrayList<>();
        TimeBudget.of(LONGEST).limit(() -> {
            for (WebhookSubscription subscription : deleted.subscriptions()) {
                unsubscribe(deleted, subscription).ifPresent(reason -> {
                    open.add(subscription);
                    remains.add(new WebhookRemains(subscription.appId(), subscription.callbackUrls(), reason));
                });
            }
            return open;
        });
        return new Unsubscribed(open, remains);
    }

    /**
     * How it came out.
     *
     * @param open what is still there
     */
    record Unsubscribed(List<WebhookSubscription> open, List<WebhookRemains> remains) {}

    /** Empty when nothing of ours is there any more. */
    private Optional<Reason> unsubscribe(DeletedSender deleted, WebhookSubscription subscription) {
        Use others = othersUse(deleted.environmentId(), subscription);
        Optional<Credentials> credentials = vault.read(deleted.secretName(), subscription.credentialVersion())
                .map(StoredCredentials::credentials);
        if (credentials.isEmpty()) {
            return Optional.of(others.ofApp() ? Reason.IN_USE : Reason.NOT_ENDED);
        }
        try {
            unsubscribe(subscription, credentials.get(), others);
        } catch (GraphException e) {
            return Optional.of(Reason.NOT_ENDED);
        }
        return others.ofApp() && !subscription.fields().isEmpty() ? Optional.of(Reason.IN_USE) : Optional.empty();
    }

    /**
     * Takes back what was subscribed for an account while it was deleted.
     *
     * @throws GraphException when Meta refuses or fails
     */
    public void unsubscribe(EnvironmentId deleted, WebhookSubscription subscription, Credentials credentials) {
        unsubscribe(subscription, credentials, othersUse(deleted, subscription));
    }

    private void unsubscribe(WebhookSubscription subscription, Credentials credentials, Use others) {
        String appId = subscription.appId();
        Optional<AppSubscription> found = graph.subscription(Tokens.app(credentials), appId);
        boolean ours = found.map(AppSubscription::callbackUrl)
                .filter(url -> !subscription.callbackUrls().contains(url))
                .isEmpty();
        if (!ours) {
            return;
        }
        if (!others.ofLink() && subscription.linked()) {
            unlink(subscription, credentials);
        }
        if (!others.ofApp() && found.isPresent()) {
            unsubscribe(subscription, found.get(), credentials);
        }
    }

    private void unsubscribe(WebhookSubscription subscription, AppSubscription found, Credentials credentials) {
        List<String> fields =
                found.fields().stream().filter(subscription.fields()::contains).toList();
        if (fields.isEmpty()) {
            return;
        }
        boolean all = new HashSet<>(fields).containsAll(found.fields());
        graph.unsubscribe(Tokens.app(credentials), subscription.appId(), all ? List.of() : fields);
    }

    /** A callback of somebody else for the account's messages would be lost with the link. */
    private void unlink(WebhookSubscription subscription, Credentials credentials) {
        String account = subscription.whatsAppAccountBusinessId();
        graph.link(Tokens.user(credentials), account, subscription.appId())
                .filter(link -> link.overrideUrl() == null
                        || subscription.callbackUrls().contains(link.overrideUrl()))
                .ifPresent(link -> graph.unlink(Tokens.user(credentials), account));
    }

    /** Whether other environments get webhooks through the app, and through the account's link to it. */
    private record Use(boolean ofApp, boolean ofLink) {}

    private Use othersUse(EnvironmentId environment, WebhookSubscription subscription) {
        Set<EnvironmentId> others = webhookSecrets.find(subscription.appId(), MOST_OTHERS).stream()
                .map(StoredWebhookSecret::environmentId)
                .filter(other -> !other.equals(environment))
                .collect(Collectors.toSet());
        return new Use(!others.isEmpty(), others.stream().anyMatch(other -> uses(other, subscription)));
    }

    private boolean uses(EnvironmentId environment, WebhookSubscription subscription) {
        return senders.findAccount(environment).stream()
                .flatMap(SenderAccount::connections)
                .anyMatch(
                        connection -> connection.isTo(subscription.whatsAppAccountBusinessId(), subscription.appId()));
    }
}

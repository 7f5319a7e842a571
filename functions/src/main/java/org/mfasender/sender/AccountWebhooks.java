package org.mfasender.sender;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Meta's webhooks of an account come to, and what was subscribed for it.
 *
 * @param base where the API was reached when the account was last submitted, without a path of its own; null when a release before 0.3.0
 *     wrote the account
 */
public record AccountWebhooks(@Nullable String base, List<WebhookSubscription> subscriptions) {

    /** Nothing is known and nothing subscribed. */
    public static final AccountWebhooks NONE = new AccountWebhooks(null, List.of());

    public AccountWebhooks {
        subscriptions = List.copyOf(subscriptions);
    }

    /** What was subscribed for a connection. */
    public Optional<WebhookSubscription> of(Connection connection) {
        return subscriptions.stream()
                .filter(found -> found.isOf(connection.whatsAppAccountBusinessId(), connection.appId()))
                .findFirst();
    }

    /** The callback URLs of an app under which its subscription is ours. */
    public List<String> callbackUrls(String appId) {
        return subscriptions.stream()
                .filter(found -> found.appId().equals(appId))
                .flatMap(found -> found.callbackUrls().stream())
                .distinct()
                .toList();
    }

    /** With what is subscribed of one account and app. */
    public AccountWebhooks with(WebhookSubscription changed) {
        Stream<WebhookSubscription> others = subscriptions.stream()
                .filter(found -> !found.isOf(changed.whatsAppAccountBusinessId(), changed.appId()));
        return new AccountWebhooks(
                base,
                Stream.concat(others, Stream.of(changed).filter(found -> !found.isEmpty()))
                        .toList());
    }

    /** With the address at which the API was reached; an empty one says nothing. */
    AccountWebhooks reachedAt(String address) {
        return address.isEmpty() ? this : new AccountWebhooks(address, subscriptions);
    }
}

package org.mfasender.sender;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The webhooks of an account as they are stored: see {@link AccountWebhooks}. */
record WebhooksItem(@Nullable String base, List<SubscriptionItem> subscriptions) {

    /** What was subscribed as it is stored: see {@link WebhookSubscription}. */
    record SubscriptionItem(
            String whatsAppAccountBusinessId,
            String appId,
            String credentialVersion,
            List<String> callbackUrls,
            List<String> fields,
            boolean linked) {

        static SubscriptionItem of(WebhookSubscription subscription) {
            return new SubscriptionItem(
                    subscription.whatsAppAccountBusinessId(),
                    subscription.appId(),
                    subscription.credentialVersion(),
                    subscription.callbackUrls(),
                    subscription.fields(),
                    subscription.linked());
        }

        WebhookSubscription toSubscription() {
            return new WebhookSubscription(
                    whatsAppAccountBusinessId, appId, credentialVersion, callbackUrls, fields, linked);
        }
    }

    static @Nullable WebhooksItem of(AccountWebhooks webhooks) {
        return webhooks.equals(AccountWebhooks.NONE)
                ? null
                : new WebhooksItem(webhooks.base(), items(webhooks.subscriptions()));
    }

    static List<SubscriptionItem> items(List<WebhookSubscription> subscriptions) {
        return subscriptions.stream().map(SubscriptionItem::of).toList();
    }

    static List<WebhookSubscription> subscriptions(List<SubscriptionItem> items) {
        return items.stream().map(SubscriptionItem::toSubscription).toList();
    }

    AccountWebhooks toWebhooks() {
        return new AccountWebhooks(base, subscriptions(subscriptions));
    }
}

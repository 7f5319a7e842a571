package org.mfasender.sender;

import java.util.List;
import java.util.stream.Stream;

/**
 * What this system has subscribed at Meta for an account. It is stored before Meta is asked, so that a deletion finds it whatever
 * happens in between.
 *
 * @param credentialVersion of the credentials with which it can be taken back
 * @param callbackUrls under which the subscription is ours: one, and while it moves the former one as well
 * @param fields of the app that were not subscribed before; none when somebody else had entered our callback
 * @param linked whether this system has linked the WhatsApp Business Account to the app
 */
public record WebhookSubscription(
        String whatsAppAccountBusinessId,
        String appId,
        String credentialVersion,
        List<String> callbackUrls,
        List<String> fields,
        boolean linked) {

    public WebhookSubscription {
        callbackUrls = List.copyOf(callbackUrls);
        fields = List.copyOf(fields);
    }

    /** Nothing of a connection is subscribed yet. */
    public static WebhookSubscription none(Connection connection) {
        return new WebhookSubscription(
                connection.whatsAppAccountBusinessId(),
                connection.appId(),
                connection.credentials().version(),
                List.of(),
                List.of(),
                false);
    }

    /** Whether it is of a connection's account and app. */
    boolean isOf(String businessAccountId, String app) {
        return whatsAppAccountBusinessId.equals(businessAccountId) && appId.equals(app);
    }

    /** Before Meta is asked for more fields, or for the same at another address. */
    public WebhookSubscription adding(String callbackUrl, List<String> more) {
        return new WebhookSubscription(
                whatsAppAccountBusinessId,
                appId,
                credentialVersion,
                union(callbackUrls, List.of(callbackUrl)),
                union(fields, more),
                linked);
    }

    private static List<String> union(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    /** After Meta was asked: no other address is ours any more. */
    public WebhookSubscription at(String callbackUrl) {
        return new WebhookSubscription(
                whatsAppAccountBusinessId, appId, credentialVersion, List.of(callbackUrl), fields, linked);
    }

    /** With a link of ours, before Meta is asked for it; without, when Meta has refused it. */
    public WebhookSubscription withLink(boolean ours) {
        return new WebhookSubscription(whatsAppAccountBusinessId, appId, credentialVersion, callbackUrls, fields, ours);
    }

    /** With the credentials that are accepted now. */
    public WebhookSubscription with(String version) {
        return new WebhookSubscription(whatsAppAccountBusinessId, appId, version, callbackUrls, fields, linked);
    }

    /** Whether there is nothing to take back. */
    public boolean isEmpty() {
        return fields.isEmpty() && !linked;
    }
}

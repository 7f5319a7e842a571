package org.mfasender.local.graph.world;

/**
 * What a customer would enter for one simulated account.
 *
 * @param name under which {@code SimulatedAccounts} finds it
 * @param note in one line, what it shows
 * @param appSecret the App Secret, or for some accounts the opaque part of an issued app token
 */
public record SimulatedAccount(
        String name,
        String note,
        String wabaId,
        String businessId,
        String appId,
        String appSecret,
        String userId,
        String userAccessToken) {

    /** The app access token: {@code appId|appSecret}. */
    public String appAccessToken() {
        return appId + "|" + appSecret;
    }

    /** The same account for somebody who has another token of it. */
    public SimulatedAccount withToken(String value) {
        return new SimulatedAccount(name, note, wabaId, businessId, appId, appSecret, userId, value);
    }
}

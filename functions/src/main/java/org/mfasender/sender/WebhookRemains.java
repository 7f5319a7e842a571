package org.mfasender.sender;

import java.util.List;

/**
 * A subscription of ours that stays at Meta after a deletion, and why.
 *
 * @param callbackUrls which are entered there
 */
record WebhookRemains(String appId, List<String> callbackUrls, Reason reason) {

    /** Why it stays. */
    enum Reason {
        /** Another environment gets its webhooks through it. */
        IN_USE,
        /** Meta refused to end it, or did not answer. */
        NOT_ENDED
    }
}

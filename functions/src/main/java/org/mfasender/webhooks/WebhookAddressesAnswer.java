package org.mfasender.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckAnswer;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;

/** What an administrator enters at Meta, for each app of the account, and whether it is there. */
record WebhookAddressesAnswer(@JsonProperty("_links") Links links, Reference environment, List<AddressPart> webhooks) {

    /**
     * An app.
     *
     * @param subscribed whether Meta reports to the callback URL, as last found; null while that is not known
     * @param check what was found, with what to do about it; null while nothing was
     */
    record AddressPart(
            String appId,
            String callbackUrl,
            String verifyToken,
            @Nullable Boolean subscribed,
            @Nullable CheckAnswer check) {}
}

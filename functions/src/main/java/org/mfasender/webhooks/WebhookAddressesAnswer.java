package org.mfasender.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;

/** What an administrator enters at Meta, for each app of the account. */
record WebhookAddressesAnswer(@JsonProperty("_links") Links links, Reference environment, List<AddressPart> webhooks) {

    record AddressPart(String appId, String callbackUrl, String verifyToken) {}
}

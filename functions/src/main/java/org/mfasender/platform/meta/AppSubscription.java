package org.mfasender.platform.meta;

import java.util.List;

/**
 * What an app reports of WhatsApp Business Accounts, and where to.
 *
 * @param callbackUrl where all of it is sent, unless an account or a number has a callback of its own
 * @param active false when Meta has stopped sending
 * @param fields in Meta's words, e.g. {@code messages}
 */
public record AppSubscription(String callbackUrl, boolean active, List<String> fields) {

    public AppSubscription {
        fields = List.copyOf(fields);
    }
}

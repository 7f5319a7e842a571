package org.mfasender.local.graph.world;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an app has subscribed to of {@code whatsapp_business_account}.
 *
 * @param callback where all of it is reported, unless an account or a number says otherwise
 * @param fields such as {@code messages}
 */
public record AppSubscription(URI callback, Set<String> fields) {

    /** A copy. */
    public AppSubscription {
        fields = Set.copyOf(fields);
    }

    /** The same callback with further fields. */
    AppSubscription adding(Set<String> more) {
        Set<String> all = new TreeSet<>(fields);
        all.addAll(more);
        return new AppSubscription(callback, all);
    }

    /** The same callback with fewer fields. */
    AppSubscription without(Set<String> removed) {
        Set<String> rest = new TreeSet<>(fields);
        rest.removeAll(removed);
        return new AppSubscription(callback, rest);
    }
}

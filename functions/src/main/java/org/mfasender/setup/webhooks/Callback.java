package org.mfasender.setup.webhooks;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The callback URL of an app at this system.
 *
 * @param url as it is entered at Meta
 * @param former under which the app's subscription is ours as well, because this system entered them
 */
record Callback(String url, List<String> former) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Whether an address that is entered at Meta is this system's. */
    boolean isOurs(String entered) {
        return Stream.concat(Stream.of(url), former.stream()).anyMatch(entered::equals);
    }

    /**
     * Whether Meta can call it, as far as its form says. A simulated Meta on this machine can call this machine.
     *
     * @param graph where the Graph API is
     */
    boolean isReachableFrom(URI graph) {
        return isLocal(graph) || (url.startsWith("https://") && !isLocal(URI.create(url)));
    }

    private static boolean isLocal(URI uri) {
        return LOOPBACK.contains(String.valueOf(uri.getHost()));
    }
}

package org.mfasender.platform.net;

import javax.net.ssl.SSLParameters;

/**
 * The groups that TLS offers to exchange a key. Of the JDK's, a handshake makes a key for two, X25519 and P-256, before the server says which
 * one it takes; in a JVM that has just started, the second key takes longer than the rest of the handshake. So only X25519 is offered,
 * which is the JDK's first choice as well, until a server refuses that: then all that the JDK offers. So it is from the beginning where the
 * property {@code jdk.tls.namedGroups} names others.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8">RFC 8446, Key Share</a>
 */
final class KeyShare {

    private static final String[] FIRST_CHOICE = {"x25519"};

    private volatile boolean whole = System.getProperty("jdk.tls.namedGroups") != null;

    /** Whether all groups are offered. */
    boolean isWhole() {
        return whole;
    }

    void limit(SSLParameters parameters) {
        if (!whole) {
            parameters.setNamedGroups(FIRST_CHOICE);
        }
    }

    /** After a handshake that failed, for whatever reason: the next one offers all. */
    void refused() {
        whole = true;
    }
}

package org.mfasender.platform.net;

import javax.net.ssl.SSLParameters;

/**
 * The groups that TLS offers to exchange a key. For two of them, X25519 and P-256, the JDK makes a key before the server says which one it
 * takes; in a JVM that has just started, the second key takes longer than the rest of the handshake. So only the JDK's first choice is
 * offered, until a server refuses it: then all.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8">RFC 8446, Key Share</a>
 */
final class KeyShare {

    private volatile boolean whole;

    /** Whether all groups are offered. */
    boolean isWhole() {
        return whole;
    }

    void limit(SSLParameters parameters) {
        String[] groups = parameters.getNamedGroups();
        if (!whole && groups != null && groups.length > 1) {
            parameters.setNamedGroups(new String[] {groups[0]});
        }
    }

    /** After a handshake that failed, for whatever reason: the next one offers all. */
    void refused() {
        whole = true;
    }
}

package org.mfasender.local.graph.world;

/** What has become of a token; the number is the {@code error_subcode} that goes with code 190. */
public enum TokenState {
    /** Usable. */
    VALID(0),
    /** Its time is over. */
    EXPIRED(463),
    /** Revoked or generated anew. */
    REVOKED(460),
    /** The user removed the app. */
    APP_REMOVED(458);

    private final int subcode;

    TokenState(int subcode) {
        this.subcode = subcode;
    }

    /** The subcode, 0 when valid. */
    public int subcode() {
        return subcode;
    }
}

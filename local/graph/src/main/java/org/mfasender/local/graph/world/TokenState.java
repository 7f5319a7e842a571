package org.mfasender.local.graph.world;

/** Whether a token is valid, or why not; the number is the {@code error_subcode} of code 190. */
public enum TokenState {
    /** Usable. */
    VALID(0),
    /** Past its expiry. */
    EXPIRED(463),
    /** Revoked, or replaced by a new one. */
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

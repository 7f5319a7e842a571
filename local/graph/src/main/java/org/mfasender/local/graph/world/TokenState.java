package org.mfasender.local.graph.world;

/**
 * Whether a token is valid, or why not; the number is the {@code error_subcode} of code 190. Source: Meta, "Handle errors" of the Graph
 * API.
 */
public enum TokenState {
    /** Usable. */
    VALID(0),
    /** Past its expiry. */
    EXPIRED(463),
    /** Revoked, or replaced by a new one. */
    REVOKED(460),
    /** The user removed the app. */
    APP_REMOVED(458),
    /** The user has to log in at Facebook first. */
    CHECKPOINT(459),
    /** The user is not confirmed. */
    UNCONFIRMED(464),
    /** The session is invalid. */
    INVALID(467),
    /** The user has no suitable role any more. */
    WITHOUT_ROLE(492),
    /** Code 190 without a subcode, which Meta answers also when only something of its own fails. */
    UNEXPLAINED(0);

    private final int subcode;

    TokenState(int subcode) {
        this.subcode = subcode;
    }

    /** The subcode, 0 = none. */
    public int subcode() {
        return subcode;
    }
}

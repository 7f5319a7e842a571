package org.mfasender.audit;

/** What was done. */
public enum Action {
    SENDER_CREATED,
    /** By a caller, or by this system: a run that ended, or what Meta reported. */
    SENDER_CHANGED,
    SENDER_DELETED,
    /** At Meta, with their account. */
    TEMPLATES_DELETED,
    SENDER_KEY_CREATED,
    SENDER_KEY_REVOKED,
    POLICY_CREATED,
    POLICY_CHANGED,
    POLICY_DELETED
}

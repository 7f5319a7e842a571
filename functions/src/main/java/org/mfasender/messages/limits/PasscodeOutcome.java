package org.mfasender.messages.limits;

/** What became of a passcode, as its caller knows. */
public enum PasscodeOutcome {
    /** The user entered it. */
    VERIFIED,
    /** It expired, or another replaced it. */
    UNUSED
}

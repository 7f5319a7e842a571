package org.mfasender.cognito;

/** Why a code cannot go by WhatsApp, whoever its recipient is. */
enum Fault {
    /** The stack serves no user pool. */
    NOT_CONFIGURED,
    /** The event is none of a custom SMS sender, or of another version. */
    UNKNOWN_EVENT,
    UNKNOWN_TRIGGER,
    CODE_MISSING,
    /** It is not encrypted by the AWS Encryption SDK, not with the configured key, or the key may not be used. */
    CODE_NOT_DECRYPTED,
    /** A template carries fifteen letters and digits. A temporary password may be longer, and have other characters. */
    CODE_NOT_SENDABLE,
    PHONE_NUMBER_MISSING
}

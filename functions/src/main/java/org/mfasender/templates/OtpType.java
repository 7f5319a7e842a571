package org.mfasender.templates;

/** How the button of an authentication template hands over the code. Source: Meta, "Authentication templates". */
public enum OtpType {
    /** The user copies the code; works everywhere. */
    COPY_CODE,
    /** Android hands the code to the app at a tap; elsewhere it is copied. */
    ONE_TAP,
    /** Android hands the code to the app without a tap; elsewhere it is copied. */
    ZERO_TAP
}

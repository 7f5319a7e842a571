package org.mfasender.platform.paste;

/** What a pasted value is meant to be, which decides what certainly does not belong to it. */
public enum Kind {
    /** Digits only. */
    ID,
    /** ASCII without blanks. */
    TOKEN,
    /** A phone number in any spelling. */
    NUMBER,
    /** A word, a locale, a name: only its edges are cleaned. */
    TEXT
}

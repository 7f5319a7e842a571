package org.mfasender.templates.catalog;

/** How a bound template stands. Only {@link #USABLE} can be sent. */
public enum BindingState {
    /** Submitted; Meta reviews it, or an appeal. */
    IN_REVIEW,
    /** Approved, and still what may carry passcodes. */
    USABLE,
    REJECTED,
    /** Meta stopped it for a time, for its quality. */
    PAUSED,
    /** Meta stopped it for good, for its quality. */
    DISABLED,
    /** Unused for a year; Meta deletes it 28 days later. */
    ARCHIVED,
    /** Meta's word: the account is over a limit. */
    LIMIT_EXCEEDED,
    /** Meta moved it to another category, which must not carry passcodes. */
    CATEGORY_CHANGED,
    /** The template is gone, or going, at Meta. */
    DANGLING,
    /** A word of Meta that is not known here. */
    UNKNOWN
}

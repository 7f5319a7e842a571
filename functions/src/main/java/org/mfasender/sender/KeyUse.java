package org.mfasender.sender;

/** What the idempotency key of a request means. */
enum KeyUse {
    /** The request has none. */
    NONE,
    /** No request of the last day had it. */
    NEW,
    /** The same request had it before. */
    REPEATED,
    /** A request with other content had it before. */
    REUSED
}

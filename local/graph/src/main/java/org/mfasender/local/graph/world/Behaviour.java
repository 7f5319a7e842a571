package org.mfasender.local.graph.world;

/**
 * What is not confirmed about Meta's behaviour. Each is off at first; {@link World#turnOn} makes the simulated Graph
 * API behave as described, so that a client can be tried against both possibilities.
 */
public enum Behaviour {
    /** Code 190 comes with HTTP 401; off: HTTP 400. */
    INVALID_TOKEN_IS_HTTP_401,
    /** Inspecting an unparseable token fails with HTTP 400; off: HTTP 200 with {@code is_valid: false}. */
    UNPARSEABLE_INPUT_TOKEN_IS_HTTP_400,
    /** An invalid inspected token is answered with {@code error}, {@code is_valid} and {@code scopes} alone. */
    MINIMAL_INVALID_TOKEN,
    /** An unknown App ID in an app access token is code 101; off: code 190. */
    UNKNOWN_APP_IS_CODE_101,
    /** A wrong {@code appsecret_proof} is code 104; off: code 100. */
    WRONG_PROOF_IS_CODE_104,
    /** A missing permission or task is code 10; off: code 200. */
    MISSING_PERMISSION_IS_CODE_10,
    /** The {@code name} filter of templates finds names that contain the text; off: equal names. */
    NAME_FILTER_CONTAINS,
    /** An account that may not hold authentication templates is refused by code 200; off: 100 with a subcode. */
    INELIGIBLE_IS_CODE_200,
    /** A bulk upsert with a bad language writes the good ones and still fails; off: nothing is written. */
    UPSERT_WRITES_PART_THEN_FAILS,
    /** A bulk upsert with a bad language writes and lists the good ones only. */
    UPSERT_LISTS_PART,
    /** An upsert that changes nothing counts as an edit. */
    UNCHANGED_UPSERT_IS_EDIT,
    /** A bulk upsert counts once against 100 creations an hour; off: once a language. */
    UPSERT_COUNTS_ONCE,
    /** A bulk upsert refuses a time to live of -1. */
    UPSERT_REFUSES_ENDLESS_TTL,
    /** An edge that only other kinds of node have is "unknown path"; off: "nonexisting field". */
    FOREIGN_EDGE_IS_UNKNOWN_PATH,
    /** The first page of every list is empty and has {@code next}. */
    EMPTY_FIRST_PAGE,
    /** Pages hold one row less than {@code limit} although there are more. */
    SHORT_PAGES,
    /** The last page has no {@code paging} at all. */
    LAST_PAGE_WITHOUT_PAGING,
    /** No usage headers. */
    NO_USAGE_HEADERS
}

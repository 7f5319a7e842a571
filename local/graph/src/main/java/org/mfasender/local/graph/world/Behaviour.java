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
    /** An account that may not hold authentication templates is refused by code 10; off: 100 with a subcode. */
    INELIGIBLE_IS_CODE_10,
    /** More than 100 creations an hour are refused by code 4; off: 80008. */
    CREATION_LIMIT_IS_CODE_4,
    /** More than 100 creations an hour are refused by code 80007; off: 80008. */
    CREATION_LIMIT_IS_CODE_80007,
    /** A template that does not exist is told by a subcode, 2593002; off: by code 100 alone. */
    UNKNOWN_TEMPLATE_HAS_SUBCODE,
    /** A new template is missing from lists for five seconds, though its ID reads. */
    NEW_TEMPLATES_ARE_LISTED_LATER,
    /** A list of templates without a name lacks every second one, although it counts them. */
    LISTS_LACK_TEMPLATES,
    /** The {@code source} filter of templates is not heeded. */
    SOURCE_FILTER_IS_IGNORED,
    /** The {@code source} filter finds nothing for {@code MANUAL}. */
    MANUAL_SOURCE_IS_EMPTY,
    /** A language that Meta does not take is refused by code 100 alone. */
    REFUSED_LANGUAGE_HAS_NO_SUBCODE,
    /** {@code message_send_ttl_seconds} does not read back, even when set. */
    READ_BACK_WITHOUT_TTL,
    /** {@code message_send_ttl_seconds} that was not set reads back as the default, 600; off: is absent. */
    DEFAULT_TTL_READS_600,
    /** {@code add_security_recommendation} does not read back when it is false. */
    READ_BACK_WITHOUT_FALSE_SECURITY,
    /** An edit answers {@code id}, {@code name} and {@code category} besides {@code success}. */
    EDIT_ANSWERS_MORE,
    /** Templates take {@code ar_SA} and {@code es_VE}, which Meta does not list. */
    FURTHER_LANGUAGES,
    /** Previews choose by {@code language} and ignore {@code languages}; off: the other way round. */
    PREVIEWS_TAKE_LANGUAGE,
    /** Previews leave out languages that Meta does not take; off: asking for one is refused. */
    PREVIEWS_LEAVE_OUT_LANGUAGES,
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
    /** A bulk upsert that changes an approved template is not limited like an edit, nor counted as one. */
    UPSERT_IS_NO_EDIT,
    /** A bulk upsert brings archived templates back; off: they stay archived, and other contents are refused. */
    UPSERT_REVIVES_ARCHIVED,
    /** A bulk upsert answers its languages in reverse order. */
    UPSERT_ANSWERS_IN_REVERSE,
    /** A bulk upsert writes and lists the good ones only, even where there is none. */
    UPSERT_LEAVES_OUT_SILENTLY,
    /** The answer of a bulk upsert lacks every second language although all were written. */
    UPSERT_ANSWER_LACKS_LANGUAGES,
    /** A bulk upsert refuses more than 50 languages. */
    UPSERT_REFUSES_MANY_LANGUAGES,
    /** A bulk upsert without {@code languages} means all of them; off: is refused. */
    UPSERT_WITHOUT_LANGUAGES_MEANS_ALL,
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

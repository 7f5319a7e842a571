package org.mfasender.local.graph.world;

/**
 * What is not confirmed about Meta's behaviour. Each is off by default; {@link World#turnOn} makes the simulated Graph
 * API behave as described, so that a client can be tested against both possibilities.
 */
public enum Behaviour {
    /** Code 190 comes with HTTP 401; off: HTTP 400. */
    INVALID_TOKEN_IS_HTTP_401,
    /** Inspecting a token that cannot be parsed fails with HTTP 400; off: HTTP 200 with {@code is_valid: false}. */
    UNPARSEABLE_INPUT_TOKEN_IS_HTTP_400,
    /** An invalid inspected token is answered with {@code error}, {@code is_valid} and {@code scopes} alone. */
    MINIMAL_INVALID_TOKEN,
    /** An unknown App ID in an app access token is code 101; off: code 190. */
    UNKNOWN_APP_IS_CODE_101,
    /** A wrong {@code appsecret_proof} is code 104; off: code 100. */
    WRONG_PROOF_IS_CODE_104,
    /** A missing permission or task is code 10; off: code 200. */
    MISSING_PERMISSION_IS_CODE_10,
    /** An account to which the user is not assigned, or that the token is not for, does not exist (100/33); off: code 200. */
    UNASSIGNED_ACCOUNT_IS_UNKNOWN,
    /** An Admin reaches only the accounts that it is assigned to, as an employee does; off: every account of its portfolio. */
    ADMINS_NEED_ASSIGNMENT,
    /** Every call of an app in development mode is refused as one of a blocked app; off: the app gets no webhooks, and that is all. */
    DEVELOPMENT_MODE_REFUSES_CALLS,
    /** The list of an account's users takes any portfolio for {@code business}; off: only that of the account. */
    ASSIGNED_USERS_OF_ANY_BUSINESS,
    /** {@code health_status} is BLOCKED also when only calls over SIP are; off: only messages count. */
    HEALTH_INCLUDES_CALLS,
    /** A number's profile needs {@code whatsapp_business_management}; off: {@code whatsapp_business_messaging} and a task. */
    PROFILE_NEEDS_MANAGEMENT,
    /** The {@code name} filter of templates finds names that contain the text; off: equal names. */
    NAME_FILTER_CONTAINS,
    /** An account that may not create authentication templates gets HTTP 403; off: HTTP 400. */
    INELIGIBLE_IS_HTTP_403,
    /** An account that may not create authentication templates gets code 10 alone; off: with a subcode. */
    INELIGIBLE_HAS_NO_SUBCODE,
    /** More than 100 creations an hour get code 4; off: 80008. */
    CREATION_LIMIT_IS_CODE_4,
    /** More than 100 creations an hour get code 80007; off: 80008. */
    CREATION_LIMIT_IS_CODE_80007,
    /** Deleting a template that does not exist gets subcode 2593002; off: code 100 alone. */
    UNKNOWN_TEMPLATE_HAS_SUBCODE,
    /** A new template is missing from lists for five seconds, although it can be read by ID. */
    NEW_TEMPLATES_ARE_LISTED_LATER,
    /** A list of templates without a name omits every second one, but counts all. */
    LISTS_LACK_TEMPLATES,
    /** The {@code source} filter of templates is ignored. */
    SOURCE_FILTER_IS_IGNORED,
    /** The {@code source} filter finds nothing for {@code MANUAL}. */
    MANUAL_SOURCE_IS_EMPTY,
    /** A language that Meta does not accept gets code 100 alone; off: with a subcode. */
    REFUSED_LANGUAGE_HAS_NO_SUBCODE,
    /** {@code message_send_ttl_seconds} does not read back, even when set. */
    READ_BACK_WITHOUT_TTL,
    /** {@code message_send_ttl_seconds} that was not set reads back as the default, 600; off: is absent. */
    DEFAULT_TTL_READS_600,
    /** {@code add_security_recommendation} does not read back when it is false. */
    READ_BACK_WITHOUT_FALSE_SECURITY,
    /** {@code add_security_recommendation} never reads back. */
    READ_BACK_WITHOUT_SECURITY,
    /** The minutes of a footer read back in its text and in the button's address alone. */
    READ_BACK_WITHOUT_MINUTES,
    /** Several apps of a button read back as repeated parameters that are not encoded; off: as encoded lists, joined by commas. */
    APPS_READ_BACK_REPEATED,
    /** An edit answers {@code success} alone; off: also {@code id}, {@code name} and {@code category}. */
    EDIT_ANSWERS_SUCCESS_ALONE,
    /** A footer without minutes is refused; off: it is as none. */
    FOOTER_NEEDS_MINUTES,
    /** Templates accept {@code ar_SA} and {@code es_VE}, which Meta does not list. */
    FURTHER_LANGUAGES,
    /** Previews read {@code language} and ignore {@code languages}; off: the reverse. */
    PREVIEWS_TAKE_LANGUAGE,
    /** Previews omit languages that Meta does not accept; off: requesting one is refused. */
    PREVIEWS_LEAVE_OUT_LANGUAGES,
    /** A bulk upsert with an unsupported language writes the others and still fails; off: nothing is written. */
    UPSERT_WRITES_PART_THEN_FAILS,
    /** A bulk upsert with an unsupported language writes and lists the others only. */
    UPSERT_LISTS_PART,
    /** An upsert that changes nothing counts as an edit. */
    UNCHANGED_UPSERT_IS_EDIT,
    /** A bulk upsert counts once against 100 creations an hour; off: once per language. */
    UPSERT_COUNTS_ONCE,
    /** A bulk upsert refuses a time to live of -1. */
    UPSERT_REFUSES_ENDLESS_TTL,
    /** A bulk upsert that changes an approved template is not limited or counted as an edit. */
    UPSERT_IS_NO_EDIT,
    /** A bulk upsert restores archived templates; off: they stay archived, and other contents are refused. */
    UPSERT_REVIVES_ARCHIVED,
    /** A bulk upsert answers {@code PENDING} for templates that are approved at once. */
    UPSERT_ANSWERS_PENDING,
    /** A bulk upsert answers {@code success} alone. */
    UPSERT_ANSWERS_SUCCESS_ALONE,
    /** A bulk upsert lists its languages in reverse order. */
    UPSERT_ANSWERS_IN_REVERSE,
    /** A bulk upsert silently omits unsupported languages, even when none is left. */
    UPSERT_LEAVES_OUT_SILENTLY,
    /** The answer of a bulk upsert omits every second language, although all were written. */
    UPSERT_ANSWER_LACKS_LANGUAGES,
    /** A bulk upsert refuses more than 50 languages. */
    UPSERT_REFUSES_MANY_LANGUAGES,
    /** A bulk upsert without {@code languages} means all of them; off: is refused. */
    UPSERT_WITHOUT_LANGUAGES_MEANS_ALL,
    /** A new template cannot be sent for a minute (132001). */
    NEW_TEMPLATES_ARE_SENT_LATER,
    /** What keeps a message from being delivered, such as 131026 and 131042, is answered; off: the message is accepted. */
    DELIVERY_PROBLEMS_ARE_ANSWERED,
    /** Messages of an account whose health is BLOCKED fail with code 2 (HTTP 500), always; off: with 131042 later. */
    BLOCKED_ACCOUNT_IS_CODE_2,
    /** A message's code may differ between text and button; off: 131009. */
    DIFFERENT_CODES_ARE_ACCEPTED,
    /** A code of more than 15 characters is code 131009; off: 132005. */
    LONG_CODE_IS_CODE_131009,
    /** A recipient without a plus gets the country code of the sender; off: is taken as it is. */
    NUMBER_WITHOUT_PLUS_IS_NATIONAL,
    /** Every message to a recipient within six seconds is refused (131056); off: bursts of 45 are accepted. */
    PAIR_LIMIT_HAS_NO_BURST,
    /** A wrong PIN of a number is code 131031; off: code 133005. */
    WRONG_PIN_IS_CODE_131031,
    /** The answer to a message has no {@code message_status}. */
    MESSAGE_STATUS_IS_ABSENT,
    /** A callback that does not confirm the verify token is code 100; off: code 2200. */
    REFUSED_CALLBACK_IS_CODE_100,
    /** A further subscription of an app replaces its fields; off: adds to them. */
    SUBSCRIPTION_REPLACES_FIELDS,
    /** Webhooks write languages as {@code en_US}; off: {@code en-US}. */
    WEBHOOKS_HAVE_UNDERSCORED_LANGUAGES,
    /** An edge that only other types of node have is an "unknown path"; off: a "nonexisting field". */
    FOREIGN_EDGE_IS_UNKNOWN_PATH,
    /** The first page of every list is empty and has {@code next}. */
    EMPTY_FIRST_PAGE,
    /** Pages hold one row less than {@code limit}, although there are more. */
    SHORT_PAGES,
    /** The last page has no {@code paging} at all. */
    LAST_PAGE_WITHOUT_PAGING,
    /** Usage headers come only when a tenth of a quota is used; off: with every call. */
    USAGE_HEADERS_COME_LATE,
    /** No usage headers. */
    NO_USAGE_HEADERS
}

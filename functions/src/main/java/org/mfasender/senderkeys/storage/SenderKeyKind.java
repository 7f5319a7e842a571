package org.mfasender.senderkeys.storage;

/** What a sender key authenticates. A key of one kind is refused for every other. */
public enum SenderKeyKind {
    /** Requests that carry the key as {@code Authorization: Bearer}. */
    BEARER("messages", false),
    /** Requests of Okta's telephony hook, whose header {@code Authorization} is the key. */
    OKTA("okta", false),
    /** Requests of a custom provider of PingOne, which carry the key in one of three ways. */
    PINGONE("pingone", false),
    /** Requests of Supabase Auth's hook "Send SMS", which are signed by Standard Webhooks. */
    SUPABASE("supabase", true),
    /** Requests of ZITADEL's SMS provider of the type HTTP, which are signed. */
    ZITADEL("zitadel", true);

    private final String path;
    private final boolean signs;

    SenderKeyKind(String path, boolean signs) {
        this.path = path;
        this.signs = signs;
    }

    /** The part of a hook's path that says what calls it. */
    public String path() {
        return path;
    }

    /** Whether the identity product makes the keys, and takes none of another's. */
    public boolean isMadeElsewhere() {
        return this == ZITADEL;
    }

    /** Whether requests are signed with the key instead of carrying it: then it is kept encrypted, since a hash verifies no signature. */
    public boolean signs() {
        return signs;
    }

    /** Whether its product may send a text without a separate passcode. */
    public boolean sendsTexts() {
        return this == PINGONE;
    }
}

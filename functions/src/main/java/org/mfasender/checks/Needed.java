package org.mfasender.checks;

/** A value without which something cannot be checked. */
public enum Needed {
    WABA_ID("whatsAppAccountBusinessId"),
    ACCESS_TOKEN("userAccessToken"),
    APP_ID("appId"),
    APP_SECRET("appSecret");

    private final String member;

    Needed(String member) {
        this.member = member;
    }

    /** The member of the request. */
    @Override
    public String toString() {
        return member;
    }
}

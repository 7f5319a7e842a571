package org.mfasender.local.graph.world;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A business phone number. */
public final class PhoneNumber extends FieldNode<PhoneNumber> {
    private final String wabaId;
    private final Map<String, String> overrides = new ConcurrentHashMap<>();

    PhoneNumber(String id, String wabaId) {
        super(id, NodeType.PHONE_NUMBER);
        this.wabaId = wabaId;
    }

    @Override
    PhoneNumber self() {
        return this;
    }

    /** The WhatsApp Business Account that holds the number. */
    public String wabaId() {
        return wabaId;
    }

    /** The callback for messages that an app has for this number alone; empty = none. */
    public String override(String appId) {
        return overrides.getOrDefault(appId, "");
    }

    /** Changes that callback; empty = none. */
    public PhoneNumber override(String appId, String callback) {
        overrides.put(appId, callback);
        return this;
    }

    /** Verified, but never registered for the Cloud API: a send would answer 133010. */
    public PhoneNumber unregistered() {
        return set("status", "PENDING")
                .set("platform_type", "NOT_APPLICABLE")
                .set("throughput", Json.object("level", "NOT_APPLICABLE"));
    }

    /** A test number, which reaches five allow-listed recipients only. */
    public PhoneNumber sandbox() {
        return set("account_mode", "SANDBOX")
                .set("verified_name", "Test Number")
                .set("quality_rating", "UNKNOWN")
                .set("code_verification_status", "NOT_VERIFIED")
                .set("name_status", "NONE")
                .set("is_pin_enabled", Json.bool(false));
    }

    /** Banned by Meta. */
    public PhoneNumber banned() {
        return set("status", "BANNED").set("quality_rating", "RED");
    }

    /** Also used in the WhatsApp Business app (coexistence): 20 messages a second only. */
    public PhoneNumber coexisting() {
        return set("is_on_biz_app", Json.bool(true));
    }
}

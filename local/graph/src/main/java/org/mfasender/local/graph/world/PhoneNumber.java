package org.mfasender.local.graph.world;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A business phone number with all its fields, by Meta's names. */
public final class PhoneNumber implements GraphObject {
    private final String id;
    private final String wabaId;
    private final Fields fields = new Fields(NodeType.PHONE_NUMBER);

    PhoneNumber(String id, String wabaId) {
        this.id = id;
        this.wabaId = wabaId;
        fields.set("id", Json.text(id));
    }

    @Override
    public String id() {
        return id;
    }

    /** The WhatsApp Business Account that holds the number. */
    public String wabaId() {
        return wabaId;
    }

    @Override
    public NodeType type() {
        return NodeType.PHONE_NUMBER;
    }

    /** The value of a field, null when it has none. */
    public @Nullable JsonNode get(String name) {
        return fields.get(name);
    }

    /** The value of a field as text, empty when it has none. */
    public String text(String name) {
        return fields.text(name);
    }

    /**
     * Changes a field.
     *
     * @throws IllegalArgumentException when numbers have no such field
     */
    public PhoneNumber set(String name, JsonNode value) {
        fields.set(name, value);
        return this;
    }

    /** Changes a field to text. */
    public PhoneNumber set(String name, String value) {
        return set(name, Json.text(value));
    }

    /** Takes a field away. */
    public PhoneNumber remove(String name) {
        fields.remove(name);
        return this;
    }

    /** Verified, but never registered for the Cloud API: a send would answer 133010. */
    public PhoneNumber unregistered() {
        return set("status", "PENDING").set("platform_type", "NOT_APPLICABLE").set("throughput", throughput());
    }

    private static JsonNode throughput() {
        return Json.object("level", "NOT_APPLICABLE");
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

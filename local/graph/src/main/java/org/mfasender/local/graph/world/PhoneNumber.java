package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A business phone number. */
public final class PhoneNumber extends FieldNode<PhoneNumber> {
    /** Where Meta can be asked to store message data. Source: Meta, "Local storage". */
    public static final Set<String> REGIONS =
            Set.of("AU", "ID", "IN", "JP", "SG", "KR", "DE", "CH", "GB", "BR", "BH", "ZA", "AE", "CA");

    private static final int MOST_REGISTRATIONS = 10;
    private static final Duration COUNTED = Duration.ofDays(3);

    private final String wabaId;
    private final Deque<Instant> registrations = new ArrayDeque<>();
    private String pin = "";
    private String region = "";
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

    /** Counts a registration, whatever comes of it; false when it is one too many. */
    public synchronized boolean countRegistration(Instant now) {
        registrations.removeIf(time -> !time.isAfter(now.minus(COUNTED)));
        if (registrations.size() >= MOST_REGISTRATIONS) {
            return false;
        }
        registrations.addLast(now);
        return true;
    }

    /** How often its registration was asked for within 72 hours. */
    public synchronized int registrations() {
        return registrations.size();
    }

    /** Registers the number with the Cloud API; false when its PIN is another one. One that is registered keeps its region. */
    public synchronized boolean register(String given, String wantedRegion) {
        if (!pin.isEmpty() && !pin.equals(given)) {
            return false;
        }
        pin = given;
        if (!text("platform_type").equals("CLOUD_API")) {
            region = wantedRegion;
        }
        set("status", "CONNECTED").set("platform_type", "CLOUD_API").set("is_pin_enabled", Json.bool(true));
        set("throughput", Json.object("level", "STANDARD"));
        return true;
    }

    /** The PIN of two-step verification; empty = none was set here. */
    public synchronized String pin() {
        return pin;
    }

    /** Where message data is stored; empty = wherever Meta does. */
    public synchronized String region() {
        return region;
    }

    /** With a PIN of two-step verification. */
    public synchronized PhoneNumber pin(String value) {
        pin = value;
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

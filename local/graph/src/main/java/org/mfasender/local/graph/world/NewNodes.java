package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** New nodes with every field that Meta usually fills. */
final class NewNodes {
    private static final long FIRST_NUMBER = 390117684205533L;
    private static final DateTimeFormatter ONBOARDED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ", Locale.ROOT).withZone(ZoneOffset.UTC);

    private NewNodes() {}

    static PhoneNumber phoneNumber(String wabaId, long index, Instant now) {
        String dialled = String.format(Locale.ROOT, "%07d", 5550100 + index);
        // Older numbers first, so that "newest onboarded first" has an order to show.
        Instant onboarded = now.minusSeconds(86_400).plusSeconds(index);
        return new PhoneNumber(Long.toString(FIRST_NUMBER + index * 13), wabaId)
                .set("display_phone_number", "+43 660 " + dialled)
                .set("verified_name", "Contoso Security")
                .set("status", "CONNECTED")
                .set("quality_rating", "GREEN")
                .set("quality_score", Json.object("score", "GREEN"))
                .set("code_verification_status", "VERIFIED")
                .set("name_status", "APPROVED")
                .set("account_mode", "LIVE")
                .set("platform_type", "CLOUD_API")
                .set("host_platform", "CLOUD_API")
                .set("throughput", Json.object("level", "STANDARD"))
                .set("messaging_limit_tier", "TIER_2K")
                .set("is_official_business_account", Json.bool(false))
                .set("is_pin_enabled", Json.bool(true))
                .set("is_on_biz_app", Json.bool(false))
                .set("is_preverified_number", Json.bool(false))
                .set("last_onboarded_time", ONBOARDED.format(onboarded))
                .set("country_code", "AT")
                .set("country_dial_code", "43")
                .set("unified_cert_status", "APPROVED");
    }

    static Waba waba(String id, Business business, String name, Review review, InstantSource clock) {
        return new Waba(id, business.id(), review, clock)
                .set("name", name)
                .set("currency", "EUR")
                .set("timezone_id", "47")
                .set("country", "AT")
                .set("primary_business_location", "AT")
                .set("status", "ACTIVE")
                .set("account_review_status", "APPROVED")
                .set("business_verification_status", "verified")
                .set("ownership_type", "SELF")
                .set("owner_business_info", Json.object("id", business.id()).put("name", business.name()))
                .set("message_template_namespace", "a1b2c3d4_0000_4000_8000_" + id.substring(id.length() - 12))
                .set("primary_funding_id", "590" + id.substring(id.length() - 12))
                .set("whatsapp_business_manager_messaging_limit", "TIER_2K")
                .set("template_auto_archival_enabled", Json.bool(true))
                .set(
                        "creation_time",
                        Json.number(clock.instant().minusSeconds(31_536_000).getEpochSecond()))
                .set("is_enabled_for_insights", Json.bool(false))
                .set("is_shared_with_partners", Json.bool(false));
    }

    static Template template(String id, Waba waba, String name, String language, String category, Instant now) {
        return new Template(
                id,
                waba.id(),
                name,
                language,
                category,
                category.equals("AUTHENTICATION") ? AuthenticationContent.copyCode(10) : null,
                null,
                Lifecycle.begin(now, Review.approving(Duration.ZERO), language),
                Marks.NONE);
    }
}

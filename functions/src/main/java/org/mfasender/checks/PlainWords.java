package org.mfasender.checks;

import java.util.Locale;
import java.util.Map;

/** Meta's words and this system's calls in plain English, for sentences that people read. A word that is not known here is quoted as Meta's. */
final class PlainWords {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("ACTIVE", "active"),
            Map.entry("ADMIN", "Admin"),
            Map.entry("APP", "app"),
            Map.entry("APPROVED", "approved"),
            Map.entry("AVAILABLE", "available"),
            Map.entry("BLOCKED", "blocked"),
            Map.entry("DISABLED", "disabled"),
            Map.entry("EMPLOYEE", "Employee"),
            Map.entry("EXPIRED", "expired"),
            Map.entry("FAILED", "failed"),
            Map.entry("INELIGIBLE", "not eligible"),
            Map.entry("LIMITED", "limited"),
            Map.entry("NOT_VERIFIED", "not started"),
            Map.entry("PAGE", "page"),
            Map.entry("PENDING", "pending"),
            Map.entry("PENDING_NEED_MORE_INFO", "waiting for more information from you"),
            Map.entry("PENDING_SUBMISSION", "not submitted yet"),
            Map.entry("REJECTED", "rejected"),
            Map.entry("REVOKED", "revoked"),
            Map.entry("VERIFIED", "verified"),
            Map.entry("TIER_50", "50 recipients a day"),
            Map.entry("TIER_250", "250 recipients a day"),
            Map.entry("TIER_1K", "1,000 recipients a day"),
            Map.entry("TIER_2K", "2,000 recipients a day"),
            Map.entry("TIER_10K", "10,000 recipients a day"),
            Map.entry("TIER_100K", "100,000 recipients a day"),
            Map.entry("TIER_UNLIMITED", "unlimited"),
            Map.entry("TIER_NOT_SET", "not set yet"),
            Map.entry("DEVELOP", "develop"),
            Map.entry("MANAGE_BILLING", "manage payments"),
            Map.entry("MANAGE_EXTENSIONS", "manage flows"),
            Map.entry("MANAGE_PHONE", "manage phone numbers"),
            Map.entry("MANAGE_PHONE_ASSETS", "manage phone numbers"),
            Map.entry("MANAGE_USERS", "manage people"),
            Map.entry("MESSAGING", "send messages"),
            Map.entry("VIEW_COST", "view costs"),
            Map.entry("VIEW_INSIGHTS", "view insights"),
            Map.entry("VIEW_PHONE_ASSETS", "view phone numbers"),
            Map.entry("VIEW_TEMPLATES", "view message templates"));

    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("GET /debug_token", "the inspection of the access token"),
            Map.entry("GET /me", "the user of the access token"),
            Map.entry("GET /{id}", "the details of the WhatsApp Business Account"),
            Map.entry("GET /{id}/phone_numbers", "the list of phone numbers"),
            Map.entry("GET /{id}/whatsapp_business_profile", "the profile of the phone number"),
            Map.entry("GET /{id}/system_users", "the list of system users"),
            Map.entry("GET /{id}/assigned_users", "the list of people with access"),
            Map.entry("GET /{id}/message_templates", "the list of message templates"),
            Map.entry("GET /{id}/message_template_previews", "the preview of message templates"),
            Map.entry("POST /{id}/upsert_message_templates", "the creation of message templates"),
            Map.entry("GET /{id}/subscriptions", "the webhooks of the app"),
            Map.entry("POST /{id}/subscriptions", "the webhooks of the app"),
            Map.entry("GET /{id}/subscribed_apps", "the webhooks of the WhatsApp Business Account"),
            Map.entry("POST /{id}/subscribed_apps", "the webhooks of the WhatsApp Business Account"));

    private PlainWords() {}

    /** A status, role, task or limit, in either case. */
    static String of(String word) {
        String known = WORDS.get(word.toUpperCase(Locale.ROOT));
        return known == null ? "\"" + word + "\" in Meta's words" : known;
    }

    /**
     * What a call asks for.
     *
     * @param call method and path, e.g. {@code GET /{id}/phone_numbers}
     */
    static String ofCall(String call) {
        return CALLS.getOrDefault(call, "something that this system needs");
    }
}

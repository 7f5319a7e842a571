package org.mfasender.local.graph.webhooks;

import java.util.Set;
import java.util.TreeSet;

/** The fields of {@code whatsapp_business_account}. Source: Meta, "Webhooks overview" and "Override webhooks". */
public final class Fields {
    /** What a callback of an account or a number can be about. */
    static final Set<String> OF_MESSAGES = Set.of(
            "messages",
            "message_echoes",
            "calls",
            "consumer_profile",
            "messaging_handovers",
            "group_lifecycle_update",
            "group_participants_update",
            "group_settings_update",
            "group_status_update",
            "smb_message_echoes",
            "smb_app_state_sync",
            "history",
            "account_settings_update");

    private static final Set<String> OF_ACCOUNT = Set.of(
            "account_alerts",
            "account_review_update",
            "account_update",
            "business_capability_update",
            "business_status_update",
            "flows",
            "message_template_components_update",
            "message_template_quality_update",
            "message_template_status_update",
            "phone_number_name_update",
            "phone_number_quality_update",
            "security",
            "template_category_update",
            "user_preferences");

    /** All that an app can subscribe to. */
    public static final Set<String> ALL = all();

    private Fields() {}

    private static Set<String> all() {
        Set<String> all = new TreeSet<>(OF_MESSAGES);
        all.addAll(OF_ACCOUNT);
        return Set.copyOf(all);
    }
}

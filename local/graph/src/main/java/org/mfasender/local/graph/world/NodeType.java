package org.mfasender.local.graph.world;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A type of node with its fields.
 *
 * @param typeName the name in "nonexisting field" errors
 * @param defaultFields what a call without {@code fields} returns
 * @param knownFields what a call may request; a known field without a value is left out
 */
public record NodeType(String typeName, List<String> defaultFields, Set<String> knownFields) {
    /** An app. */
    public static final NodeType APP = of("Application", "id name", "category link namespace");

    /** A business portfolio. */
    public static final NodeType BUSINESS =
            of("Business", "id name", "verification_status whatsapp_business_manager_messaging_limit");

    /** What {@code /me} returns, without the role. */
    public static final NodeType USER = of("User", "id name", "");

    /** A row of a portfolio's system users. */
    public static final NodeType SYSTEM_USER = of("SystemUser", "id name role", "");

    /** A row of a WhatsApp Business Account's users. */
    public static final NodeType ASSIGNED_USER = of("AssignedUser", "id name", "business tasks user_type");

    /** Fields of Meta's reference "WhatsApp Business Account" and of its business SDK 26.0.3. */
    public static final NodeType WABA =
            of("WhatsAppBusinessAccount", "id name timezone_id message_template_namespace", """
            currency country primary_business_location status account_review_status business_verification_status
            ownership_type owner_business_info on_behalf_of_business_info primary_funding_id
            whatsapp_business_manager_messaging_limit auth_international_rate_eligibility health_status
            template_auto_archival_enabled creation_time is_enabled_for_insights is_shared_with_partners
            disable_marketing_messages_on_cloud_api marketing_messages_onboarding_status purchase_order_number
            linked_commerce_account analytics marketing_messages_ad_account marketing_messages_lite_api_status owner_business
            service_pricing_policy whatsapp_manager_marketing_messages_max_price_enroll_status""");

    /** Fields of a business phone number. */
    public static final NodeType PHONE_NUMBER = of(
            "WhatsAppBusinessPhoneNumber",
            "id verified_name display_phone_number quality_rating code_verification_status platform_type throughput"
                    + " last_onboarded_time webhook_configuration",
            """
            status quality_score name_status new_name_status account_mode host_platform messaging_limit_tier
            is_official_business_account is_pin_enabled is_on_biz_app is_preverified_number country_code
            country_dial_code unified_cert_status health_status certificate new_certificate search_visibility
            conversational_automation eligibility_for_api_business_global_search
            whatsapp_business_manager_messaging_limit""");

    /** The public profile of a number. */
    public static final NodeType BUSINESS_PROFILE = of(
            "WhatsAppBusinessProfile",
            "messaging_product",
            "about address description email profile_picture_url vertical websites");

    /** A message template. */
    public static final NodeType TEMPLATE = of(
            "WhatsAppMessageTemplate",
            "id name status category language components parameter_format message_send_ttl_seconds",
            """
            previous_category correct_category sub_category quality_score rejected_reason
            cta_url_link_tracking_opted_out library_template_name health_status degrees_of_freedom_spec""");

    private static NodeType of(String typeName, String defaultFields, String furtherFields) {
        List<String> defaults = words(defaultFields);
        Set<String> known = Arrays.stream(
                        (defaultFields + " " + furtherFields).trim().split("\\s+", -1))
                .collect(Collectors.toUnmodifiableSet());
        return new NodeType(typeName, defaults, known);
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\s+", -1));
    }
}

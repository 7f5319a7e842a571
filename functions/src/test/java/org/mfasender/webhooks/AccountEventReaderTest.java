package org.mfasender.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.WABA;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.webhooks.events.AccountEvent;
import org.mfasender.webhooks.events.AccountEvent.Kind;

class AccountEventReaderTest {

    private static final Instant AT = Instant.ofEpochSecond(1784030412);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            message_template_status_update | {"event": "PAUSED", "message_template_id": 900100, "message_template_name": "x", "message_template_language": "en-US", "reason": null} | TEMPLATE_STATUS PAUSED 900100
            message_template_status_update | {"event": "REINSTATED", "message_template_id": "900100", "reason": "NONE"} | TEMPLATE_STATUS APPROVED 900100
            message_template_status_update | {"event": "REJECTED", "message_template_id": 900100, "reason": "INVALID_FORMAT", "rejection_info": {"reason": "text"}} | TEMPLATE_STATUS REJECTED 900100 INVALID_FORMAT
            message_template_status_update | {"event": "DISABLED", "message_template_id": 900100, "disable_info": {"disable_date": "x"}} | TEMPLATE_STATUS DISABLED 900100
            message_template_status_update | {"event": "FLAGGED", "message_template_id": 900100} | CHANGE CHANGED template
            message_template_quality_update | {"previous_quality_score": "GREEN", "new_quality_score": "RED", "message_template_id": 900100} | TEMPLATE_QUALITY RED 900100
            template_category_update | {"message_template_id": 900100, "new_category": "AUTHENTICATION", "correct_category": "MARKETING"} | TEMPLATE_CATEGORY AUTHENTICATION 900100
            template_category_update | {"message_template_id": 900100, "previous_category": "AUTHENTICATION", "new_category": "MARKETING"} | TEMPLATE_CATEGORY MARKETING 900100
            message_template_components_update | {"message_template_id": 900100, "message_template_element": "text"} | CHANGE CHANGED message_template_components_update
            phone_number_name_update | {"display_phone_number": "436605550100", "decision": "APPROVED"} | CHANGE CHANGED phone_number_name_update
            phone_number_quality_update | {"display_phone_number": "436605550100", "event": "ONBOARDING", "max_daily_conversations_per_business": "TIER_2K"} | MESSAGING_LIMIT TIER_2K 217640915503381, CHANGE CHANGED number
            phone_number_quality_update | {"display_phone_number": "436605550100", "event": "FLAGGED", "current_limit": "TIER_1K"} | CHANGE CHANGED number
            business_capability_update | {"max_daily_conversations_per_business": 2000, "max_phone_numbers_per_business": 20} | MESSAGING_LIMIT TIER_2000 217640915503381
            business_capability_update | {"max_daily_conversations_per_business": -1} | MESSAGING_LIMIT TIER_UNLIMITED 217640915503381
            business_capability_update | {"max_daily_conversations_per_business": "TIER_UNLIMITED"} | MESSAGING_LIMIT TIER_UNLIMITED 217640915503381
            account_review_update | {"decision": "REJECTED"} | ACCOUNT_REVIEW REJECTED 217640915503381
            account_update | {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "DISABLE", "waba_ban_date": "April 17, 2025"}} | ACCOUNT_BAN DISABLE 217640915503381
            account_update | {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "REINSTATE"}} | ACCOUNT_BAN REINSTATE 217640915503381
            account_update | {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "SCHEDULE_FOR_DISABLE"}} | CHANGE CHANGED account
            account_update | {"event": "ACCOUNT_RESTRICTION", "restriction_info": [{"restriction_type": "RESTRICTED_ADD_PHONE_NUMBER_ACTION", "expiration": "1784040000"}]} | CHANGE CHANGED account
            account_update | {"event": "ACCOUNT_RESTRICTION", "restriction_info": []} | CHANGE CHANGED account
            account_update | {"event": "ACCOUNT_RESTRICTION"} | CHANGE CHANGED account
            account_update | {"event": "ACCOUNT_DELETED"} | ACCOUNT_DELETION ACCOUNT_DELETED 217640915503381
            account_update | {"event": "ACCOUNT_OFFBOARDED", "disconnection_info": {"reason": "x"}} | ACCOUNT_CONNECTION ACCOUNT_OFFBOARDED 217640915503381
            account_update | {"event": "ACCOUNT_RECONNECTED"} | ACCOUNT_CONNECTION ACCOUNT_RECONNECTED 217640915503381
            account_update | {"event": "PARTNER_REMOVED", "waba_info": {"waba_id": "1"}} | CHANGE CHANGED account
            account_update | {"event": "PARTNER_APP_UNINSTALLED"} | CHANGE CHANGED account
            account_update | {"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "X"}} | CHANGE CHANGED account
            """)
    void whatMetaReportsIsRead(String field, String value, String events) throws Exception {
        Webhook webhook = read(field, value, "1784030412");

        assertThat(webhook.events()).allSatisfy(event -> {
            assertThat(event.whatsAppAccountBusinessId()).isEqualTo(WABA);
            assertThat(event.at()).isEqualTo(AT);
            assertThat(event.until()).isNull();
        });
        assertThat(webhook.events().stream().map(AccountEventReaderTest::words)).containsExactly(events.split(", "));
        assertThat(webhook.unknown() + webhook.noted()).isZero();
    }

    private static String words(AccountEvent event) {
        return event.kind() + " " + event.word() + " " + event.subject()
                + (event.reason() == null ? "" : " " + event.reason());
    }

    @Test
    void aRestrictionEndsWhenTheLongestOfItsPartsDoes() throws Exception {
        Webhook webhook = read("account_update", """
                {"event": "ACCOUNT_RESTRICTION", "restriction_info": [
                  {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": 1784040000},
                  {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": "1784050000"},
                  {"restriction_type": "RESTRICTED_ADD_PHONE_NUMBER_ACTION", "expiration": 1784990000}]}
                """, "1784030412");

        assertThat(webhook.events())
                .containsExactly(new AccountEvent(
                        WABA,
                        Kind.ACCOUNT_RESTRICTION,
                        WABA,
                        "RESTRICTED_BIZ_INITIATED_MESSAGING",
                        null,
                        Instant.ofEpochSecond(1784050000),
                        AT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            security       | {"display_phone_number": "436605550100", "event": "PIN_CHANGED"}
            account_alerts | {"entity_type": "BUSINESS", "alert_info": {"alert_type": "OBA_APPROVED"}}
            account_update | {"event": "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", "country": "AT"}
            """)
    void whatChangesNothingIsNoted(String field, String value) throws Exception {
        Webhook webhook = read(field, value, "1784030412");

        assertThat(webhook.events()).isEmpty();
        assertThat(webhook.noted()).isEqualTo(1);
        assertThat(webhook.unknown()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            something_new                   | {}
            message_template_status_update  | {"event": "SOMETHING_NEW", "message_template_id": 900100}
            message_template_status_update  | {"event": "PAUSED"}
            message_template_status_update  | {"event": "PAUSED", "message_template_id": "../1"}
            message_template_quality_update | {"new_quality_score": {"x": 1}, "message_template_id": 900100}
            business_capability_update      | {"max_phone_numbers_per_business": 20}
            account_update                  | {"event": "SOMETHING_NEW"}
            account_update                  | []
            account_review_update           | "APPROVED"
            """)
    void whatIsNotKnownIsCounted(String field, String value) throws Exception {
        Webhook webhook = read(field, value, "1784030412");

        assertThat(webhook.events()).isEmpty();
        assertThat(webhook.unknown()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"null", "\"x\"", "-1", "{}", "99999999999999"})
    void anUnreadableTimeIsNow(String time) throws Exception {
        Webhook webhook = read("account_review_update", "{\"decision\": \"APPROVED\"}", time);

        assertThat(webhook.events())
                .singleElement()
                .extracting(AccountEvent::at)
                .isEqualTo(Instant.ofEpochSecond(NOW.getEpochSecond()));
    }

    private static Webhook read(String field, String value, String time) throws Exception {
        return WebhookReader.read("""
                {"object": "whatsapp_business_account", "entry": [{"id": "%s", "time": %s, "changes": [{"field": "%s", "value": %s}]}]}
                """.formatted(WABA, time, field, value).getBytes(UTF_8), NOW);
    }
}

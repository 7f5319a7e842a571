package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.RecordedRequest;
import org.mfasender.local.graph.world.SimulatedAccount;

/** What each call sends, exactly, and how it reads a good answer. */
class GraphRequestsIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final AuthenticationTemplate TEMPLATE = new AuthenticationTemplate(
            "mfa_device_pairing_v1", List.of("en", "pt_BR"), true, 10, 600, "COPY_CODE", List.of(), false);

    private SimulatedGraph graph;
    private GraphClient client;
    private SimulatedAccount account;
    private AccessToken signed;
    private String proof;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO);
        client = GraphClient.connect(graph.uri(), "v26.0");
        account = graph.accounts().named("good-one-number");
        signed = AccessToken.signed(account.userAccessToken(), account.appSecret());
        proof = signed.proof().orElseThrow();
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void aTokenIsInspectedWithTheAppsOwnToken() {
        TokenInspection inspection = client.inspectToken(
                AccessToken.ofApp(account.appId(), account.appSecret()),
                AccessToken.unsigned(account.userAccessToken()));

        assertRequest(
                "GET", "/v26.0/debug_token", "input_token=" + account.userAccessToken(), account.appAccessToken());
        assertThat(inspection.valid()).isTrue();
        assertThat(inspection.appId()).isEqualTo(account.appId());
        assertThat(inspection.type()).isEqualTo("SYSTEM_USER");
        assertThat(inspection.neverExpires()).isTrue();
        assertThat(inspection.expiry()).isEmpty();
        assertThat(inspection.userId()).isEqualTo(account.userId());
        assertThat(inspection.scopes())
                .contains("business_management", "whatsapp_business_management", "whatsapp_business_messaging");
        assertThat(inspection.code()).isNull();
    }

    @Test
    void aTokenWithSpecialCharactersIsEncoded() {
        TokenInspection inspection = client.inspectToken(
                AccessToken.ofApp(account.appId(), account.appSecret()), AccessToken.unsigned("EAA+simulated&x=1"));

        assertThat(request().query()).isEqualTo("input_token=EAA%2Bsimulated%26x%3D1");
        assertThat(inspection.valid()).isFalse();
        assertThat(inspection.code()).isEqualTo(190);
    }

    @Test
    void anExpiredTokenIsInspectedWithCodeSubcodeAndEnd() {
        SimulatedAccount expired = graph.accounts().named("expired-token");
        TokenInspection inspection = client.inspectToken(
                AccessToken.ofApp(expired.appId(), expired.appSecret()),
                AccessToken.unsigned(expired.userAccessToken()));

        assertThat(inspection.valid()).isFalse();
        assertThat(inspection.code()).isEqualTo(190);
        assertThat(inspection.subcode()).isEqualTo(463);
        assertThat(inspection.expiry()).contains(NOW.minus(Duration.ofDays(1)));
    }

    @Test
    void theUserOfATokenIsAskedFor() {
        assertThat(client.userId(signed)).isEqualTo(account.userId());

        assertRequest("GET", "/v26.0/me", "fields=id&appsecret_proof=" + proof, account.userAccessToken());
    }

    @Test
    void anUnsignedCallHasNoProof() {
        assertThat(client.userId(AccessToken.unsigned(account.userAccessToken())))
                .isEqualTo(account.userId());

        assertRequest("GET", "/v26.0/me", "fields=id", account.userAccessToken());
    }

    @Test
    void aBusinessAccountIsReadWithEverythingThatDecidesWhetherItCanSend() {
        BusinessAccount read = client.businessAccount(signed, account.wabaId());

        assertRequest(
                "GET",
                "/v26.0/" + account.wabaId(),
                "fields=id%2Cname%2Ctimezone_id%2Cmessage_template_namespace%2Caccount_review_status%2Cstatus"
                        + "%2Cbusiness_verification_status%2Cowner_business_info%2Cprimary_funding_id"
                        + "%2Cwhatsapp_business_manager_messaging_limit%2Chealth_status&appsecret_proof=" + proof,
                account.userAccessToken());
        assertThat(read.id()).isEqualTo(account.wabaId());
        assertThat(read.name()).isEqualTo("Contoso Security");
        assertThat(read.ownerBusinessId()).isEqualTo(account.businessId());
        assertThat(read.status()).isEqualTo("ACTIVE");
        assertThat(read.accountReviewStatus()).isEqualTo("APPROVED");
        assertThat(read.businessVerificationStatus()).isEqualTo("verified");
        assertThat(read.funded()).isTrue();
        assertThat(read.messagingLimit()).startsWith("TIER_");
        assertThat(read.health().canSend()).isEqualTo("AVAILABLE");
        assertThat(read.health().obstacles()).isEmpty();
    }

    @Test
    void whatBlocksABusinessAccountIsReadInMetasWords() {
        SimulatedAccount blocked = graph.accounts().named("health-blocked");
        BusinessAccount read = client.businessAccount(
                AccessToken.signed(blocked.userAccessToken(), blocked.appSecret()), blocked.wabaId());

        assertThat(read.health().canSend()).isEqualTo("BLOCKED");
        assertThat(read.health().obstacles()).singleElement().satisfies(entity -> {
            assertThat(entity.type()).isNotBlank();
            assertThat(entity.id()).isNotBlank();
            assertThat(entity.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(141006);
                assertThat(problem.description()).isNotBlank();
            });
        });
    }

    @Test
    void aFieldShowsWhatKindOfNodeAnIdBelongsTo() {
        String number =
                graph.world().waba(account.wabaId()).numbers().getFirst().id();

        assertThat(client.hasField(signed, number, "display_phone_number")).isTrue();
        assertRequest(
                "GET",
                "/v26.0/" + number,
                "fields=id%2Cdisplay_phone_number&appsecret_proof=" + proof,
                account.userAccessToken());
        assertThat(client.hasField(signed, account.businessId(), "display_phone_number"))
                .isFalse();
        assertThat(client.hasField(signed, "4711", "display_phone_number")).isFalse();
    }

    @Test
    void theRightToSendIsTriedOnANumbersProfile() {
        String number =
                graph.world().waba(account.wabaId()).numbers().getFirst().id();
        client.readBusinessProfile(signed, number);

        assertRequest(
                "GET",
                "/v26.0/" + number + "/whatsapp_business_profile",
                "fields=about&appsecret_proof=" + proof,
                account.userAccessToken());
    }

    @Test
    void tasksOfUsersAreListed() {
        SimulatedAccount employee = graph.accounts().named("employee-view-only");
        AccessToken token = AccessToken.signed(employee.userAccessToken(), employee.appSecret());

        assertThat(client.assignedTasks(token, employee.wabaId(), employee.businessId()))
                .isEqualTo(Map.of(employee.userId(), List.of("VIEW_PHONE_ASSETS", "VIEW_TEMPLATES")));
        assertThat(request().query()).startsWith("business=" + employee.businessId() + "&fields=id%2Ctasks&limit=100");
    }

    @Test
    void theTemplateCapacityIsReadWithoutTheTemplates() {
        SimulatedAccount full = graph.accounts().named("nearly-full");
        AccessToken token = AccessToken.signed(full.userAccessToken(), full.appSecret());

        assertThat(client.templates().capacity(token, full.wabaId())).isEqualTo(new TemplateCapacity(247, 250));
        assertThat(request().query())
                .contains(
                        "fields=id",
                        "limit=1",
                        "summary=total_count%2Cmessage_template_count%2Cmessage_template_limit");
    }

    @Test
    void systemUsersAreListedWithTheirRoles() {
        List<SystemUser> users = client.systemUsers(signed, account.businessId());

        assertRequest(
                "GET",
                "/v26.0/" + account.businessId() + "/system_users",
                "fields=id%2Cname%2Crole&limit=100&appsecret_proof=" + proof,
                account.userAccessToken());
        assertThat(users).contains(new SystemUser(account.userId(), "mfa-service", "ADMIN"));
    }

    @Test
    void numbersAreListedWithAllThatDecidesWhetherTheyAreUsable() {
        List<PhoneNumber> numbers = client.phoneNumbers(signed, account.wabaId());

        assertRequest(
                "GET",
                "/v26.0/" + account.wabaId() + "/phone_numbers",
                "fields=id%2Cdisplay_phone_number%2Cverified_name%2Cstatus%2Cquality_rating%2Ccode_verification_status"
                        + "%2Cname_status%2Cplatform_type%2Caccount_mode%2Cthroughput%2Cis_pin_enabled"
                        + "%2Cis_official_business_account%2Cis_on_biz_app%2Chealth_status&limit=100&appsecret_proof="
                        + proof,
                account.userAccessToken());
        assertThat(numbers).singleElement().satisfies(number -> {
            assertThat(number.status()).isEqualTo("CONNECTED");
            assertThat(number.platformType()).isEqualTo("CLOUD_API");
            assertThat(number.accountMode()).isEqualTo("LIVE");
            assertThat(number.displayPhoneNumber()).startsWith("+");
            assertThat(number.throughputLevel()).isNotNull();
        });
    }

    @Test
    void templatesAreCreatedInOneCallAndListedWithTheirStatus() throws Exception {
        client.templates().upsert(signed, account.wabaId(), TEMPLATE);

        assertRequest(
                "POST",
                "/v26.0/" + account.wabaId() + "/upsert_message_templates",
                "appsecret_proof=" + proof,
                account.userAccessToken());
        assertThat(request().headers()).containsEntry("content-type", List.of("application/json"));
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(request().body())).isEqualTo(json.readTree("""
                {"name": "mfa_device_pairing_v1", "languages": ["en", "pt_BR"], "category": "AUTHENTICATION",
                 "message_send_ttl_seconds": 600,
                 "components": [
                   {"type": "BODY", "add_security_recommendation": true},
                   {"type": "FOOTER", "code_expiration_minutes": 10},
                   {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]}
                """));

        List<Template> templates =
                client.templates().list(signed, account.wabaId()).templates();

        assertRequest(
                "GET",
                "/v26.0/" + account.wabaId() + "/message_templates",
                "summary=total_count%2Cmessage_template_count%2Cmessage_template_limit&fields=id%2Cname%2Clanguage%2Ccategory"
                        + "%2Cstatus%2Crejected_reason%2Cquality_score%2Ccomponents%2Cmessage_send_ttl_seconds&limit=100"
                        + "&appsecret_proof=" + proof,
                account.userAccessToken());
        assertThat(templates)
                .extracting(Template::name, Template::language, Template::category, Template::status)
                .containsExactlyInAnyOrder(
                        tuple("mfa_device_pairing_v1", "en", "AUTHENTICATION", "APPROVED"),
                        tuple("mfa_device_pairing_v1", "pt_BR", "AUTHENTICATION", "APPROVED"));
        assertThat(templates).extracting(Template::rejectedReason).containsOnlyNulls();
    }

    @Test
    void aRejectedTemplateHasItsReason() {
        SimulatedAccount rejecting = graph.accounts().named("templates-rejected");
        AccessToken token = AccessToken.signed(rejecting.userAccessToken(), rejecting.appSecret());
        client.templates().upsert(token, rejecting.wabaId(), TEMPLATE);

        assertThat(client.templates().list(token, rejecting.wabaId()).templates())
                .extracting(Template::status, Template::rejectedReason)
                .containsOnly(tuple("REJECTED", "INVALID_FORMAT"));
    }

    private void assertRequest(String method, String path, String query, String token) {
        RecordedRequest request = request();
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.query()).isEqualTo(query);
        assertThat(request.headers())
                .containsEntry("authorization", List.of("Bearer " + token))
                .containsEntry("accept", List.of("application/json"));
        if (method.equals("GET")) {
            assertThat(request.body()).isEmpty();
        }
    }

    private RecordedRequest request() {
        return graph.requests().getLast();
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.AccountBuilder;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.platform.PlainTime;

/** What people stumble over with tokens, secrets and IDs: each check names the member or permission to correct. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class UserMistakesE2E {

    private static final String WABA_ID = "whatsAppAccountBusinessId";

    private final LocalSystem system;
    private final SenderApi api;

    UserMistakesE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
    }

    @Test
    void temporaryTokenWorksForADayAndThenEnds() {
        SimulatedAccount account = newAccount()
                .temporaryUserToken()
                .tokenLifetime(Duration.ofHours(-1))
                .create();

        JsonNode found = Findings.byBoth(api, SenderApi.body(account), "tokenValid");

        assertThat(found.path("message").asText()).contains("has expired", "it was temporary");
        assertThat(found.path("remedy").asText()).contains("System users", "expiration Never");
        assertMeta(found, 190, 463);
    }

    @Test
    void temporaryTokenIsReportedBeforeItEnds() {
        SimulatedAccount account = newAccount().temporaryUserToken().create();

        JsonNode found = Findings.byBoth(api, SenderApi.body(account), "tokenOfSystemUser");

        assertThat(found.path("message").asText()).contains("the temporary token of the API setup page");
        assertThat(found.path("field").asText()).isEqualTo("userAccessToken");
        assertThat(Findings.failed(api.get().body())).containsExactly("tokenNeverExpires", "tokenOfSystemUser");
    }

    @Test
    void expiringTokenIsRefusedUnlessItIsAccepted() {
        SimulatedAccount account =
                newAccount().tokenLifetime(Duration.ofDays(60)).create();
        ObjectNode body = SenderApi.body(account);

        JsonNode refused = Findings.byBoth(api, body, "tokenNeverExpires");
        assertThat(refused.path("status").asText()).isEqualTo("FAILED");
        assertThat(refused.path("remedy").asText()).contains("expiration Never");
        assertThat(refused.path("apiHint").asText()).contains("acceptExpiringToken");
        assertThat(refused.path("field").asText()).isEqualTo("userAccessToken");

        body.put("acceptExpiringToken", true);
        assertThat(Findings.byDryRun(api, body, "tokenNeverExpires")
                        .path("status")
                        .asText())
                .isEqualTo("WARNING");
        api.put(body);
        JsonNode ready = api.awaitStatus("READY");
        JsonNode warned = Findings.find(ready, "tokenNeverExpires");
        String date = ready.at("/credentials/userAccessToken/expiresAt").asText();
        String day = PlainTime.minute(Instant.parse(date));
        assertThat(warned.path("status").asText()).isEqualTo("WARNING");
        assertThat(warned.path("message").asText()).contains(day, "The sender stops working then");
        assertThat(refused.path("message").asText()).contains(day);
    }

    @ParameterizedTest
    @CsvSource({
        "business_management, scopeBusinessManagement",
        "whatsapp_business_management, scopeWhatsAppBusinessManagement",
        "whatsapp_business_messaging, scopeWhatsAppBusinessMessaging"
    })
    void missingScopeIsNamed(String scope, String check) {
        SimulatedAccount account = newAccount().withoutScope(scope).create();

        JsonNode found = Findings.byBoth(api, SenderApi.body(account), check);

        assertThat(found.path("permission").asText()).isEqualTo(scope);
        assertThat(found.path("message").asText()).contains(scope);
        assertThat(found.path("remedy").asText()).contains("select " + scope);
        assertThat(Findings.failed(api.get().body())).as("reported once").containsExactly(check);
    }

    @Test
    void granularScopesWithAndWithoutTargetIdsAreNoGate() {
        SenderApi other = new SenderApi(system.httpUri());
        api.put(newAccount().limitedToOwnAccount().create());
        other.put(newAccount().create());

        Stream.of(api, other)
                .forEach(run -> assertThat(Checks.named(run.awaitStatus("READY"), "FAILED"))
                        .isEmpty());
    }

    @Test
    void tokenThatIsLimitedToAnotherAccountIsFoundByAskingForThisOne() {
        SimulatedAccount account = newAccount().targetIds("217640915500001").create();

        JsonNode found = Findings.byBoth(api, SenderApi.body(account), "wabaReadable");

        assertThat(found.path("message").asText())
                .contains("cannot read " + account.wabaId(), "limited to", "217640915500001");
        assertMeta(found, 200, 0);
        assertThat(Findings.failed(api.get().body())).containsExactly("wabaReadable");
    }

    @Test
    void systemUserThatIsAssignedToTheAppOnly() {
        SimulatedAccount account = newAccount().employee().create();

        JsonNode found = Findings.byBoth(api, SenderApi.body(account), "wabaReadable");

        assertThat(found.path("remedy").asText())
                .contains("WhatsApp account access", "full control", "Access to the app is not enough");
        assertMeta(found, 200, 0);
    }

    @Test
    void systemUserWithPartialAccess() {
        SimulatedAccount account =
                newAccount().employee("VIEW_PHONE_ASSETS", "VIEW_TEMPLATES").create();

        JsonNode found = Findings.byBoth(api, SenderApi.body(account), "systemUserIsAdmin");

        assertThat(found.path("message").asText()).contains("view phone numbers, view message templates");
        assertThat(found.path("remedy").asText()).contains("with full control");
    }

    @Test
    void secretOfAnotherApp() {
        SimulatedAccount account = newAccount().create();
        ObjectNode body = SenderApi.body(account);
        body.put("appSecret", newAccount().create().appSecret());

        JsonNode found = Findings.byBoth(api, body, "appCredentials");

        assertThat(found.path("message").asText()).contains("the App Secret is not the secret of this app");
        assertThat(found.path("field").asText()).isEqualTo("appSecret");
        assertMeta(found, 190, 0);
    }

    @Test
    void appRequiresAProofThatCannotBeMade() {
        SimulatedAccount account = newAccount()
                .opaqueAppToken("SimulatedOpaqueValue")
                .requireProof()
                .create();

        JsonNode found = Findings.byBoth(api, SenderApi.body(account), "appSecretProof");

        assertThat(found.path("message").asText()).contains("requires signed calls");
        assertThat(found.path("field").asText()).isEqualTo("appSecret");
        assertMeta(found, 100, 0);
    }

    @Test
    void tokenOfAnotherApp() {
        SimulatedAccount account = newAccount().tokenOfAnotherApp().create();

        JsonNode found = Findings.byBoth(api, SenderApi.body(account), "tokenBelongsToApp");

        assertThat(found.path("message").asText()).contains("another app, not for " + account.appId());
        assertThat(found.path("field").asText()).isEqualTo("userAccessToken");
    }

    @Test
    void invalidCredentialsComeWithMetasWordForItAndBlameOnlyTheTokenThatEnded() {
        SimulatedAccount account = newAccount().tokenState(TokenState.REVOKED).create();
        ObjectNode secretToo = SenderApi.body(account).put("appSecret", "ffffffffffffffffffffffffffffffff");

        JsonNode found = Findings.byBoth(api, SenderApi.body(account), "tokenValid");

        assertMeta(found, 190, 460);
        assertThat(Findings.failed(api.get().body())).containsExactly("tokenValid");
        JsonNode secret = Findings.byDryRun(api, secretToo, "appCredentials");
        assertMeta(secret, 190, 0);
        assertThat(secret.at("/meta/traceId").asText()).isNotBlank();
    }

    @Test
    void secretsAreNeverShown() {
        SimulatedAccount account = newAccount().create();
        ObjectNode wrong = SenderApi.body(account).put("appSecret", "simulatedWrongSecretOfNoApp");
        ObjectNode refused = SenderApi.body(account).put("appId", "not an id");

        Stream<SenderApi.Answer> answers = Stream.of(
                api.put(refused), api.check(wrong), api.check(SenderApi.body(account)), api.put(account), settled());

        List<String> secrets = List.of(account.userAccessToken(), account.appSecret(), "simulatedWrongSecretOfNoApp");
        answers.forEach(answer -> assertThat(
                        answer.response().body() + answer.response().headers())
                .doesNotContain(secrets));
        assertThat(api.get().body().at("/credentials/userAccessToken/hint").asText())
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "portfolio, is the ID of the business portfolio",
        "number, is the ID of a phone number",
        "app, is the App ID",
        "dialled, looks like a phone number",
        "foreign, another organisation",
    })
    void anotherIdIsEnteredAsTheAccounts(String kind, String message) {
        SimulatedAccount account = newAccount().create();
        String entered = switch (kind) {
            case "portfolio" -> account.businessId();
            case "number" -> numberId(account);
            case "app" -> account.appId();
            case "dialled" -> "436605550100";
            default -> newAccount().foreign().create().wabaId();
        };
        ObjectNode body = SenderApi.body(account).put(WABA_ID, entered);

        JsonNode found = Findings.byBoth(api, body, "wabaReadable");

        assertThat(found.path("message").asText()).contains(entered, message);
        assertThat(found.path("remedy").asText()).contains("WhatsApp accounts");
        assertThat(found.path("field").asText()).isEqualTo(WABA_ID);
        assertThat(found.at("/meta/code").asInt()).isEqualTo(100);
        assertThat(Findings.failed(api.get().body())).containsExactly("wabaReadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+217640915503381", "2176 4091 5503 381", "217-640-915", "WABA 217640915503381"})
    void idIsTypedWithBlanksOrAPlus(String typed) {
        for (String member : List.of(WABA_ID, "appId")) {
            SimulatedAccount account = newAccount().create();
            ObjectNode body = SenderApi.body(account).put(member, typed).put("appSecret", account.appSecret());

            for (SenderApi.Answer answer : List.of(api.put(body), api.check(body))) {
                ErrorBody.check(answer, 400, "INVALID_DATA");
                assertThat(ErrorBody.details(answer)).containsExactly(member + " INVALID_VALUE");
            }
        }
        assertThat(api.get().status()).isEqualTo(404);
    }

    @Test
    void blanksAroundAnIdDoNotMatter() {
        SimulatedAccount account = newAccount().create();

        api.put(SenderApi.body(account).put(WABA_ID, " " + account.wabaId() + "\n"));

        assertThat(api.awaitStatus("READY").path(WABA_ID).asText()).isEqualTo(account.wabaId());
    }

    private SenderApi.Answer settled() {
        api.awaitStatus("READY");
        return api.get();
    }

    private AccountBuilder newAccount() {
        return system.graph().world().newAccount();
    }

    private String numberId(SimulatedAccount account) {
        return system.graph()
                .world()
                .waba(account.wabaId())
                .numbers()
                .getFirst()
                .id();
    }

    private static void assertMeta(JsonNode check, int code, int subcode) {
        assertThat(check.at("/meta/code").asInt()).isEqualTo(code);
        assertThat(check.at("/meta/subcode").asInt()).isEqualTo(subcode);
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** What is wrong at Meta is named, with a remedy, and stops the run before anything is written there. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class RejectedCredentialsE2E {

    private final LocalSystem system;
    private final SenderApi api;

    RejectedCredentialsE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
    }

    @ParameterizedTest
    @CsvSource({
        "expired-token, validate, tokenValid, 190, 463",
        "revoked-token, validate, tokenValid, 190, 460",
        "app-removed-token, validate, tokenValid, 190, 458",
        "expiring-token, validate, tokenNeverExpires, , ",
        "without-business-management, validate, scopeBusinessManagement, , ",
        "without-whatsapp-messaging, validate, scopeWhatsAppBusinessMessaging, , ",
        "token-of-another-app, validate, tokenBelongsToApp, 100, ",
        "foreign-account, validate, wabaReadable, 100, 33",
        "employee-not-assigned, validate, wabaReadable, 200, ",
        "no-numbers, list-numbers, senderNumber, , ",
        "unregistered-numbers, list-numbers, senderNumber, , ",
        "sandbox-number, list-numbers, senderNumber, , ",
        "banned-number, list-numbers, senderNumber, , ",
        "templates-rejected, provision-templates, templatesUsable, , "
    })
    void namesWhatIsWrong(String account, String step, String check, Integer code, Integer subcode) {
        api.put(system.graph().accounts().named(account));

        JsonNode failed = api.awaitStatus("ACTION_REQUIRED");

        assertThat(Checks.named(failed, "FAILED")).contains(check);
        JsonNode found = Checks.check(failed, step, check);
        assertThat(found.path("message").asText()).isNotBlank();
        assertThat(found.path("remedy").asText()).isNotBlank();
        assertThat(found.at("/meta/code").asInt(0)).isEqualTo(code == null ? 0 : code);
        assertThat(found.at("/meta/subcode").asInt(0)).isEqualTo(subcode == null ? 0 : subcode);
    }

    @Test
    void namesAWrongSecret() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        ObjectNode body = SenderApi.body(account);
        body.put("appSecret", account.appId() + "|ffffffffffffffffffffffffffffffff");
        api.put(body);

        JsonNode failed = api.awaitStatus("ACTION_REQUIRED");

        assertThat(Checks.named(failed, "FAILED")).containsExactly("appCredentials");
        assertThat(Checks.check(failed, "validate", "appCredentials")
                        .at("/meta/code")
                        .asInt())
                .isEqualTo(190);
        assertThat(Checks.check(failed, "validate", "appSecretProof")
                        .path("status")
                        .asText())
                .isEqualTo("SKIPPED");
        assertThat(Checks.check(failed, "validate", "wabaReadable")
                        .path("status")
                        .asText())
                .as("what does not need the secret is still checked")
                .isEqualTo("PASSED");
    }

    @Test
    void namesAnUnknownAccount() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        ObjectNode body = SenderApi.body(account);
        body.put("whatsAppAccountBusinessId", "999999999999999");
        api.put(body);

        JsonNode failed = api.awaitStatus("ACTION_REQUIRED");

        assertThat(Checks.named(failed, "FAILED")).containsExactly("wabaReadable");
        assertThat(Checks.check(failed, "validate", "wabaReadable")
                        .path("remedy")
                        .asText())
                .contains("Business settings");
        assertThat(failed.at("/provisioning/steps").findValuesAsText("status"))
                .contains("SKIPPED")
                .doesNotContain("PENDING", "RUNNING");
    }

    @Test
    void writesNothingAtMetaBeforeEverythingIsProven() {
        for (String name : List.of("revoked-token", "without-business-management", "no-numbers")) {
            SimulatedAccount account = system.graph().accounts().named(name);
            SenderApi own = new SenderApi(system.httpUri());
            own.put(account);
            own.awaitStatus("ACTION_REQUIRED");

            assertThat(system.graph().requests())
                    .filteredOn(request -> request.path().contains(account.wabaId()))
                    .extracting(request -> request.method())
                    .doesNotContain("POST", "DELETE");
        }
    }

    @Test
    void runsAgainWithTheSameRequestWhenTheFaultIsFixed() {
        SimulatedAccount account =
                system.graph().world().newAccount().numbers(0).create();
        api.put(account);
        api.awaitStatus("ACTION_REQUIRED");

        system.graph().world().addNumber(system.graph().world().waba(account.wabaId()));
        SenderApi.Answer again = api.put(account);

        assertThat(again.status()).isEqualTo(202);
        assertThat(api.awaitStatus("READY").at("/provisioning/generation").asInt())
                .isEqualTo(2);
    }

    @Test
    void keepsTheWorkingCredentialsCurrentWhenARotationFails() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitStatus("READY");
        Secrets secrets = new Secrets(system);
        String current = secrets.versionStaged(api.environment(), "AWSCURRENT");

        ObjectNode rotated = SenderApi.body(account);
        rotated.put("userAccessToken", "EAAsimulatedTokenThatNeverWas");
        api.put(rotated);

        JsonNode refused = api.await(
                "a refused candidate",
                resource -> resource.at("/candidate/status").asText().equals("ACTION_REQUIRED"));
        assertThat(Checks.named(refused.path("candidate"), "FAILED")).contains("tokenValid");
        assertThat(refused.path("status").asText()).isEqualTo("READY");
        assertThat(secrets.versionStaged(api.environment(), "AWSCURRENT")).isEqualTo(current);
    }
}

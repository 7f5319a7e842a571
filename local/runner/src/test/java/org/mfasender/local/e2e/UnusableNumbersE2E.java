package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.AccountBuilder;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;

/** What people stumble over with sender numbers: which can be used, which not and why, and what is no reason at all. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class UnusableNumbersE2E {

    private final LocalSystem system;
    private final SenderApi api;

    UnusableNumbersE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            PENDING      ; NOT_APPLICABLE ; LIVE    ; register it with its two-step PIN
            PENDING      ; CLOUD_API      ; LIVE    ; not registered with the Cloud API yet
            UNVERIFIED   ; NOT_APPLICABLE ; LIVE    ; Ownership of the number is not verified
            CONNECTED    ; CLOUD_API      ; SANDBOX ; This is a test number
            BANNED       ; CLOUD_API      ; LIVE    ; Meta has banned the number
            DISCONNECTED ; CLOUD_API      ; LIVE    ; register it with the Cloud API again
            RESTRICTED   ; CLOUD_API      ; LIVE    ; Meta restricts the number at present
            CONNECTED    ; ON_PREMISE     ; LIVE    ; migrate it to the Cloud API
            """)
    void onlyNumberCannotSend(String status, String platform, String mode, String reason) {
        SimulatedAccount account = account(number ->
                number.set("status", status).set("platform_type", platform).set("account_mode", mode));

        JsonNode check = Findings.byBoth(api, SenderApi.body(account), "senderNumber");

        assertThat(check.path("status").asText()).isEqualTo("FAILED");
        assertThat(check.path("message").asText()).contains("No phone number can send (1 checked)", reason);
        JsonNode number = api.get().body().at("/numbers/0");
        assertThat(number.path("usable").asBoolean()).isFalse();
        assertThat(number.path("reasons").toString()).contains(reason);
        assertThat(number.path("status").asText()).as("Meta's own word").isEqualTo(status);
    }

    @Test
    void oldVerificationCodeHasExpiredAndSendingWorks() {
        api.put(account(number -> number.set("code_verification_status", "EXPIRED")));

        JsonNode number = api.awaitStatus("READY").at("/numbers/0");

        assertThat(number.path("codeVerificationStatus").asText()).isEqualTo("EXPIRED");
        assertThat(number.path("usable").asBoolean()).isTrue();
        assertThat(number.path("reasons")).isEmpty();
        assertThat(number.path("warnings")).isEmpty();
    }

    @Test
    void numberWhoseNameIsInReviewWaitsForMeta() {
        SimulatedAccount account =
                account(number -> number.set("status", "PENDING").set("name_status", "PENDING_REVIEW"));

        JsonNode check = Findings.byBoth(api, SenderApi.body(account), "senderNumber");

        assertThat(check.path("message").asText())
                .contains("Meta is reviewing the display name")
                .doesNotContain("two-step PIN");
        assertThat(api.get().body().at("/numbers/0/actionBy").asText()).isEqualTo("META");
    }

    @Test
    void displayNameInReviewIsAWarningOnly() {
        api.put(account(number -> number.set("name_status", "PENDING_REVIEW")));

        JsonNode number = api.awaitStatus("READY").at("/numbers/0");

        assertThat(number.path("usable").asBoolean()).isTrue();
        assertThat(number.path("reasons")).isEmpty();
        assertThat(number.path("warnings").toString()).contains("display name is not approved yet");
    }

    @Test
    void numbersOfAllPagesAreListed() {
        SimulatedAccount account = system.graph().accounts().named("many-numbers");
        api.put(account);

        assertThat(api.awaitStatus("NUMBER_REQUIRED").path("numbers")).hasSize(130);
        assertThat(Findings.byDryRunOfStored(api).path("numbers")).hasSize(130);
    }

    @Test
    void onlyUsableOneOfManyNumbersStandsOnTheLastPage() {
        AccountBuilder builder = system.graph().world().newAccount().numbers(1);
        for (int i = 0; i < 120; i++) {
            builder.number(PhoneNumber::unregistered);
        }
        api.put(builder.create());

        JsonNode ready = api.awaitStatus("READY");

        assertThat(ready.path("numbers")).hasSize(121);
        assertThat(numberWith(ready, "selected", "true").path("usable").asBoolean())
                .isTrue();
    }

    @Test
    void testNumberAmongOthersIsMarkedAndNotChosen() {
        api.put(system.graph()
                .world()
                .newAccount()
                .numbers(1)
                .number(PhoneNumber::sandbox)
                .create());

        JsonNode ready = api.awaitStatus("READY");

        assertThat(numberWith(ready, "selected", "true").path("accountMode").asText())
                .isEqualTo("LIVE");
        JsonNode testNumber = numberWith(ready, "accountMode", "SANDBOX");
        assertThat(testNumber.path("usable").asBoolean()).isFalse();
        assertThat(testNumber.path("reasons").toString()).contains("This is a test number");
    }

    @Test
    void testNumberIsRefusedAsTheSender() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .numbers(2)
                .number(PhoneNumber::sandbox)
                .create();
        api.put(account);
        String testNumber = numberWith(api.awaitStatus("NUMBER_REQUIRED"), "accountMode", "SANDBOX")
                .path("numberId")
                .asText();

        assertRefused(account, testNumber);
    }

    @Test
    void numberOfAnotherAccountIsRefusedAndNothingIsWrittenThere() {
        SimulatedAccount account =
                system.graph().world().newAccount().numbers(2).create();
        SimulatedAccount other = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitStatus("NUMBER_REQUIRED");

        assertRefused(
                account,
                system.graph().world().waba(other.wabaId()).numbers().getFirst().id());

        assertThat(system.graph().requests())
                .extracting(request -> request.path())
                .noneMatch(path -> path.contains(other.wabaId()));
    }

    private void assertRefused(SimulatedAccount account, String numberId) {
        ObjectNode choice = SenderApi.body(account);
        choice.putArray("numbers").addObject().put("numberId", numberId).put("selected", true);

        SenderApi.Answer refused = api.put(choice);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(ErrorBody.details(refused)).singleElement().asString().startsWith("numbers[0].numberId ");
        assertThat(api.get().body().path("numbers").findValuesAsText("selected"))
                .containsOnly("false");
    }

    private static JsonNode numberWith(JsonNode resource, String member, String value) {
        return StreamSupport.stream(resource.path("numbers").spliterator(), false)
                .filter(number -> number.path(member).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No number has the " + member + " " + value + ": " + resource));
    }

    private SimulatedAccount account(Consumer<PhoneNumber> number) {
        return system.graph().world().newAccount().number(number).create();
    }
}

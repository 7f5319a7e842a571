package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A request that cannot be met as things stand is refused, and the account stays exactly as it was. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
@TestInstance(Lifecycle.PER_CLASS)
class RefusedChangeE2E {

    private static final String KEY = "first";

    private final Stored stored;
    private final SenderApi api;
    private final SimulatedAccount account;
    private final Secrets secrets;

    RefusedChangeE2E(LocalSystem system) {
        this.stored = new Stored(system);
        this.api = new SenderApi(system.httpUri());
        this.account = Reported.of(
                system.graph()
                        .world()
                        .newAccount()
                        .number(number -> {})
                        .number(PhoneNumber::banned)
                        .create(),
                system);
        this.secrets = new Secrets(system);
    }

    @BeforeAll
    void configure() {
        api.put(account, "Idempotency-Key", KEY);
        api.awaitStatus("READY");
        stored.endedExecutions(api.environment());
    }

    /** What a request has other than the stored one; secrets are left out. {@code UNUSABLE} stands for a number's id. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"numbers": [{"numberId": "1", "selected": true}]}           ; numbers[0].numberId INVALID_VALUE
            {"numbers": [{"number": "+1 555 0199", "selected": true}]}   ; numbers[0].number INVALID_VALUE
            {"numbers": [{"numberId": "UNUSABLE", "selected": true}]}    ; numbers[0].numberId CONSTRAINT_VIOLATION
            {"numbers": [{"numberId": "1"}, {"numberId": "1", "selected": true}]} ; numbers[1].numberId INVALID_VALUE
            {"numbers": [{"numberId": "1", "selected": true}, {"numberId": "2", "selected": true}]} ; numbers CONSTRAINT_VIOLATION
            {"whatsAppAccountBusinessId": "217640915503381"} ; userAccessToken REQUIRED_VALUE, appSecret REQUIRED_VALUE
            {"appId": "845120037719402"}                     ; userAccessToken REQUIRED_VALUE, appSecret REQUIRED_VALUE
            {"userAccessToken": "EAAsimulatedOtherToken", "appId": "845120037719402"} ; appSecret REQUIRED_VALUE
            {"appSecret": "simulatedOtherSecret", "whatsAppAccountBusinessId": "217640915503381"} ; userAccessToken REQUIRED_VALUE
            {"locales": ["de", "tlh"]}                       ; locales[1] INVALID_VALUE
            {"provider": null}                               ; provider REQUIRED_VALUE
            """)
    void changesNothing(String change, String details) throws JsonProcessingException {
        JsonNode before = api.get().body();
        List<?> itemsBefore = stored.items(api.environment());
        ObjectNode body = withoutSecrets();
        body.setAll((ObjectNode) SenderApi.JSON.readTree(change.replace("UNUSABLE", unusable(before))));

        SenderApi.Answer refused = api.put(body);

        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly(details.split(", ", -1));
        assertUnchanged(before, itemsBefore);
    }

    @Test
    void refusesAKeyThatWasUsedForAnotherContent() {
        JsonNode before = api.get().body();
        List<?> itemsBefore = stored.items(api.environment());
        ObjectNode body = SenderApi.body(account);
        body.putArray("locales").add("en").add("de");

        SenderApi.Answer refused = api.put(body, "Idempotency-Key", KEY);

        ErrorBody.check(refused, 409, "INVALID_REQUEST");
        assertThat(ErrorBody.details(refused)).containsExactly("Idempotency-Key UNIQUENESS_VIOLATION");
        assertUnchanged(before, itemsBefore);
    }

    @Test
    void saysWhichNumbersThereAreAndWhyOneCannotSend() {
        JsonNode before = api.get().body();
        ObjectNode unknown = withoutSecrets();
        unknown.putArray("numbers").addObject().put("numberId", "1").put("selected", true);
        ObjectNode unusable = withoutSecrets();
        unusable.putArray("numbers")
                .addObject()
                .put("numberId", unusable(before))
                .put("selected", true);

        JsonNode allowed = api.put(unknown).body().at("/details/0/innerError/allowedValues");
        String message = api.put(unusable).body().at("/details/0/message").asText();

        assertThat(allowed).map(JsonNode::asText).hasSize(2).contains(unusable(before));
        assertThat(message).contains("cannot send: ").hasSizeGreaterThan("This number cannot send: ".length() + 10);
    }

    @Test
    void takesNoNoticeOfMembersThatItDoesNotKnow() {
        JsonNode before = api.get().body();
        ObjectNode body = withoutSecrets().put("status", "DISABLED").put("generation", 99);
        body.putObject("provisioning").put("generation", 99);

        SenderApi.Answer answer = api.put(body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(api.get().body()).isEqualTo(before);
    }

    private ObjectNode withoutSecrets() {
        ObjectNode body = SenderApi.body(account);
        body.remove(List.of("userAccessToken", "appSecret"));
        return body;
    }

    private static String unusable(JsonNode resource) {
        for (JsonNode number : resource.path("numbers")) {
            if (!number.path("usable").asBoolean()) {
                return number.path("numberId").asText();
            }
        }
        throw new AssertionError("All numbers are usable");
    }

    private void assertUnchanged(JsonNode resource, List<?> items) {
        assertThat(api.get().body()).isEqualTo(resource);
        assertThat(stored.items(api.environment())).isEqualTo(items);
        assertThat(stored.executions(api.environment())).hasSize(1);
        assertThat(secrets.versionStaged(api.environment(), "AWSCURRENT"))
                .isEqualTo(stored.credentialsVersion(api.environment()));
        assertThat(stored.secrets(api.environment()))
                .singleElement()
                .satisfies(secret -> assertThat(secret.secretVersionsToStages()).hasSize(1));
    }
}

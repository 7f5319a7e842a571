package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A person registers a number with its PIN: once for each request, and the PIN stays nowhere. */
@ExtendWith(WithFaultProxy.class)
class RegistrationE2E {

    private static final String PIN = "519042";
    private static final String WRONG = "770913";

    private final Faulty faulty;
    private final LocalSystem system;
    private final SenderApi api;
    private final Stored stored;
    private final SimulatedAccount account;
    private final PhoneNumber number;

    RegistrationE2E(Faulty faulty) {
        this.faulty = faulty;
        this.system = faulty.system();
        this.api = new SenderApi(system.httpUri());
        this.stored = new Stored(system);
        List<PhoneNumber> numbers = new ArrayList<>();
        this.account = system.graph()
                .world()
                .newAccount()
                .number(found -> numbers.add(found.unregistered().pin(PIN)))
                .create();
        this.number = numbers.getFirst();
    }

    @BeforeEach
    void isListed() {
        api.put(account);
        JsonNode ended = api.awaitEnd();
        assertThat(ended.at("/numbers/0/usable").asBoolean()).isFalse();
        assertThat(number.registrations()).isZero();
    }

    @AfterEach
    void asUsual() {
        system.graph().world().turnOff(Behaviour.WRONG_PIN_IS_CODE_131031);
    }

    @Test
    void aNumberIsRegisteredAndThenSends() {
        SenderApi.Answer registered = register(PIN, "DE");

        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.body().path("numberId").asText()).isEqualTo(number.id());
        assertThat(number.region()).isEqualTo("DE");
        api.put(account);
        assertThat(api.awaitReady(2).at("/numbers/0/usable").asBoolean()).isTrue();
        assertThat(number.registrations()).as("nothing registers it again").isEqualTo(1);
        assertThatItIsForgotten(PIN, registered);

        assertThat(register(PIN, null).status()).as("twice").isEqualTo(200);
        api.send("POST", api.path() + "/runs", "{\"firstStep\": \"list-numbers\"}", "Content-Type", "application/json");
        api.awaitReady(3);
        assertThat(number.pin()).isEqualTo(PIN);
    }

    @ParameterizedTest
    @CsvSource({
        "false, 400, pin INVALID_VALUE, This is not the number's PIN",
        "true, 409, pin CONSTRAINT_VIOLATION, Either this"
    })
    void aWrongPinIsRefusedInPlainWords(boolean locked, int status, String detail, String words) {
        if (locked) {
            system.graph().world().turnOn(Behaviour.WRONG_PIN_IS_CODE_131031);
        }

        SenderApi.Answer refused = register(WRONG, null);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(ErrorBody.details(refused)).containsExactly(detail);
        assertThat(refused.body().at("/details/0/message").asText()).startsWith(words);
        assertThat(number.registrations()).isEqualTo(1);
        assertThat(number.text("platform_type")).isEqualTo("NOT_APPLICABLE");
        assertThatItIsForgotten(WRONG, refused);
    }

    @Test
    void severalAtOnceRegisterOneNumber() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<SenderApi.Answer>> all = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> register(PIN, null), threads))
                    .limit(3)
                    .toList();

            assertThat(all).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(200));
        }
        assertThat(number.registrations()).isEqualTo(3);
        assertThat(number.pin()).isEqualTo(PIN);
    }

    @Test
    void metasLimitIsSaid() {
        for (int attempt = 0; attempt < 10; attempt++) {
            number.countRegistration(system.graph().world().now());
        }

        SenderApi.Answer refused = register(PIN, null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.header("Retry-After")).isEqualTo("259200");
        assertThat(refused.body().path("message").asText()).contains("ten registrations", "72 hours");
        assertThat(refused.body().at("/details/0/innerError/code").asInt()).isEqualTo(133016);
    }

    /** Whether Meta did it is not known: nothing asks again, and the answer says how to find out. */
    @ParameterizedTest
    @CsvSource({"ANSWER_LOST, 1", "REFUSED, 0"})
    void anAnswerThatIsLostIsNotAskedForAgain(Way way, int arrived) {
        try (Rule rule = faulty.proxy().fail("POST /" + version() + "/" + number.id() + "/register", way)) {
            SenderApi.Answer unknown = register(PIN, null);

            assertThat(unknown.status()).isEqualTo(503);
            assertThat(ErrorBody.details(unknown)).containsExactly("meta OUTCOME_UNKNOWN");
            assertThat(unknown.header("Retry-After")).isEmpty();
            assertThat(rule.struck()).isEqualTo(1);
            assertThatItIsForgotten(PIN, unknown);
        }
        assertThat(number.registrations()).isEqualTo(arrived);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            133006 ; numberId CONSTRAINT_VIOLATION               ; verified first
            133008 ; pin CONSTRAINT_VIOLATION                    ; too often
            133009 ; pin CONSTRAINT_VIOLATION                    ; too fast
            133015 ; numberId LIMIT_EXCEEDED                     ; five minutes
            100    ; dataLocalizationRegion CONSTRAINT_VIOLATION ; Check the region
            200    ; meta ACCOUNT_NOT_USABLE                     ; credentials
            """)
    void whatMetaRefusesIsSaidInPlainWords(int code, String detail, String words) {
        String body = "{\"error\": {\"code\": " + code + ", \"message\": \"" + PIN + "\"}}";
        try (Rule rule = faulty.proxy().answer("POST /" + version() + "/" + number.id() + "/register", 400, body)) {
            SenderApi.Answer refused = register(PIN, null);

            assertThat(refused.status()).isEqualTo(409);
            assertThat(ErrorBody.details(refused)).containsExactly(detail);
            assertThat(refused.body().at("/details/0/message").asText()).contains(words);
            assertThat(rule.struck()).isEqualTo(1);
            assertThatItIsForgotten(PIN, refused);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {}                                                   ; pin REQUIRED_VALUE
            {"pin": ""}                                          ; pin EMPTY_VALUE
            {"pin": 519042}                                      ; pin INVALID_VALUE
            {"pin": "51904"}                                     ; pin INVALID_VALUE
            {"pin": "519 42"}                                    ; pin INVALID_VALUE
            {"pin": "519042", "dataLocalizationRegion": "de"}    ; dataLocalizationRegion INVALID_VALUE
            {"pin": "519042", "dataLocalizationRegion": "Europe"}; dataLocalizationRegion INVALID_VALUE
            """)
    void refusesWhatIsNoPin(String body, String details) {
        SenderApi.Answer refused = post(number.id(), body);

        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly(details);
        assertThat(refused.response().body()).doesNotContain("51904");
        assertThat(number.registrations()).isZero();
    }

    @Test
    void needsANumberOfTheAccount() {
        ErrorBody.check(post("390117684205999", body(PIN, null)), 404, "NOT_FOUND");
        api.delete();
        ErrorBody.check(register(PIN, null), 404, "NOT_FOUND");
        assertThat(number.registrations()).isZero();
    }

    private void assertThatItIsForgotten(String pin, SenderApi.Answer answer) {
        assertThat(words(answer.response().body())).doesNotContain(pin);
        assertThat(words(stored.items(api.environment()).toString())).doesNotContain(pin);
        assertThat(stored.executions(api.environment()))
                .allSatisfy(run -> assertThat(words(run.input())).doesNotContain(pin));
        assertThat(words(faulty.log().lines().toString())).doesNotContain(pin);
    }

    /** Without UUIDs, hashes, times and Meta's IDs, in which the digits of a PIN may stand by chance. */
    private static String words(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\b[0-9a-f]{64}\\b|[0-9]{7,}", "");
    }

    private SenderApi.Answer register(String pin, @Nullable String region) {
        return post(number.id(), body(pin, region));
    }

    private static String body(String pin, @Nullable String region) {
        return "{\"pin\": \"" + pin + "\"" + (region == null ? "" : ", \"dataLocalizationRegion\": \"" + region + "\"")
                + "}";
    }

    private SenderApi.Answer post(String numberId, String body) {
        return api.send(
                "POST",
                api.path() + "/numbers/" + numberId + "/registration",
                body,
                "Content-Type",
                "application/json");
    }

    private String version() {
        return String.valueOf(system.environment("ManageFunction").get("GRAPH_VERSION"));
    }
}

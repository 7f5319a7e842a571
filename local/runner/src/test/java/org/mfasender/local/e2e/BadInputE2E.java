package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.SharedLocalSystem.Shared;
import org.mfasender.local.graph.world.SimulatedAccount;

/** A request that is wrong by itself is refused with PingOne's error body, names every fault, and leaves nothing behind. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class BadInputE2E {

    private static final String JSON_TYPE = "application/json";

    private final Shared shared;
    private final Stored stored;
    private final SenderApi api;
    private final SimulatedAccount account;

    BadInputE2E(Shared shared) {
        this.shared = shared;
        this.stored = new Stored(shared.system());
        this.api = new SenderApi(shared.system().httpUri());
        this.account = shared.system().graph().world().newAccount().create();
    }

    /** One member of a good request is set to a JSON value, or removed. {@code #} stands for the App ID. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            provider                  ; removed                       ; provider                  ; REQUIRED_VALUE
            provider                  ; null                          ; provider                  ; REQUIRED_VALUE
            provider                  ; ""                            ; provider                  ; EMPTY_VALUE
            provider                  ; " \\t\\n"                     ; provider                  ; EMPTY_VALUE
            provider                  ; "CUSTOM_TWILIO"               ; provider                  ; INVALID_VALUE
            provider                  ; "custom_whatsapp"             ; provider                  ; INVALID_VALUE
            provider                  ; ["CUSTOM_WHATSAPP"]           ; provider                  ; INVALID_VALUE
            whatsAppAccountBusinessId ; removed                       ; whatsAppAccountBusinessId ; REQUIRED_VALUE
            whatsAppAccountBusinessId ; "  "                          ; whatsAppAccountBusinessId ; EMPTY_VALUE
            whatsAppAccountBusinessId ; 217640915503381               ; whatsAppAccountBusinessId ; INVALID_VALUE
            whatsAppAccountBusinessId ; true                          ; whatsAppAccountBusinessId ; INVALID_VALUE
            whatsAppAccountBusinessId ; {}                            ; whatsAppAccountBusinessId ; INVALID_VALUE
            whatsAppAccountBusinessId ; "+217640915503381"            ; whatsAppAccountBusinessId ; INVALID_VALUE
            whatsAppAccountBusinessId ; "2176 4091 5503 381"          ; whatsAppAccountBusinessId ; INVALID_VALUE
            whatsAppAccountBusinessId ; "217640915503381/phone"       ; whatsAppAccountBusinessId ; INVALID_VALUE
            whatsAppAccountBusinessId ; "٢١٧٦٤٠"                      ; whatsAppAccountBusinessId ; INVALID_VALUE
            whatsAppAccountBusinessId ; "123456789012345678901234567890123" ; whatsAppAccountBusinessId ; INVALID_VALUE
            appId                     ; removed                       ; appId                     ; REQUIRED_VALUE
            appId                     ; ""                            ; appId                     ; EMPTY_VALUE
            appId                     ; 845120037719402               ; appId                     ; INVALID_VALUE
            appId                     ; "Contoso"                     ; appId                     ; INVALID_VALUE
            appId                     ; "845120037719402|0000"        ; appId                     ; INVALID_VALUE
            userAccessToken           ; removed                       ; userAccessToken           ; REQUIRED_VALUE
            userAccessToken           ; ""                            ; userAccessToken           ; EMPTY_VALUE
            userAccessToken           ; 7                             ; userAccessToken           ; INVALID_VALUE
            userAccessToken           ; "EAAsimulated Token"          ; userAccessToken           ; INVALID_VALUE
            userAccessToken           ; "EAAsimulated\\nToken"        ; userAccessToken           ; INVALID_VALUE
            userAccessToken           ; "EAAsimulated\\r\\nX-Evil: 1" ; userAccessToken           ; INVALID_VALUE
            userAccessToken           ; "EAAsimulated\\u0000Token"    ; userAccessToken           ; INVALID_VALUE
            userAccessToken           ; "EAAsimulatedTokén"           ; userAccessToken           ; INVALID_VALUE
            appSecret                 ; removed                       ; appSecret                 ; REQUIRED_VALUE
            appSecret                 ; "\\n"                         ; appSecret                 ; EMPTY_VALUE
            appSecret                 ; []                            ; appSecret                 ; INVALID_VALUE
            appSecret                 ; "|"                           ; appSecret                 ; INVALID_VALUE
            appSecret                 ; "#|"                          ; appSecret                 ; INVALID_VALUE
            appSecret                 ; "#| "                         ; appSecret                 ; INVALID_VALUE
            appSecret                 ; "|simulatedSecret"            ; appSecret                 ; INVALID_VALUE
            appSecret                 ; "1234|simulatedSecret"        ; appSecret                 ; INVALID_VALUE
            appSecret                 ; "#|simulated|Secret"          ; appSecret                 ; INVALID_VALUE
            appSecret                 ; "#|simulated Secret"          ; appSecret                 ; INVALID_VALUE
            appSecret                 ; "#|simulated\\nSecret"        ; appSecret                 ; INVALID_VALUE
            locales                   ; "en"                          ; locales                   ; INVALID_VALUE
            locales                   ; []                            ; locales                   ; INVALID_VALUE
            locales                   ; ["en", "xx"]                  ; locales[1]                ; INVALID_VALUE
            locales                   ; ["english"]                   ; locales[0]                ; INVALID_VALUE
            locales                   ; ["en_US_POSIX"]               ; locales[0]                ; INVALID_VALUE
            locales                   ; ["de", 7]                     ; locales[1]                ; INVALID_VALUE
            locales                   ; [null]                        ; locales[0]                ; INVALID_VALUE
            numbers                   ; {}                            ; numbers                   ; INVALID_VALUE
            numbers                   ; ["+15550100"]                 ; numbers[0]                ; INVALID_VALUE
            numbers                   ; [{"selected": true}]          ; numbers[0].numberId       ; REQUIRED_VALUE
            numbers                   ; [{"numberId": 1, "number": "+1", "selected": true}]  ; numbers[0].numberId ; INVALID_VALUE
            numbers                   ; [{"numberId": "1", "selected": "yes"}]               ; numbers[0].selected ; INVALID_VALUE
            numbers                   ; [{"numberId": "1", "selected": true}, {"numberId": "2", "selected": true}] ; numbers ; CONSTRAINT_VIOLATION
            numbers                   ; [{"numberId": "one", "selected": true}]              ; numbers[0].numberId ; INVALID_VALUE
            numbers                   ; [{"number": "the second", "selected": true}]         ; numbers[0].number   ; INVALID_VALUE
            """)
    void namesTheMemberThatIsWrong(String member, String value, String target, String code) {
        ObjectNode body = SenderApi.body(account);
        if (value.equals("removed")) {
            body.remove(member);
        } else {
            body.set(member, json(value.replace("#", account.appId())));
        }

        SenderApi.Answer refused = api.put(body);

        assertError(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly(target + " " + code);
        assertNothingStored();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void refusesABodyThatCannotBeRead(String what, String body) {
        SenderApi.Answer refused = api.send("PUT", api.path(), body, "Content-Type", JSON_TYPE);

        assertError(refused, 400, "INVALID_REQUEST");
        assertThat(ErrorBody.details(refused)).containsExactly("body INVALID_VALUE");
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json", "*/*"})
    void refusesAnotherContentType(String type) {
        String body = SenderApi.body(account).toString();

        SenderApi.Answer refused = api.send("PUT", api.path(), body, "Content-Type", type);

        assertError(refused, 415, "INVALID_REQUEST");
        assertThat(ErrorBody.details(refused)).containsExactly("Content-Type INVALID_VALUE");
        assertNothingStored();
    }

    @Test
    void refusesAMissingContentType() {
        SenderApi.Answer refused =
                api.send("PUT", api.path(), SenderApi.body(account).toString());

        assertError(refused, 415, "INVALID_REQUEST");
        assertNothingStored();
    }

    @Test
    void refusesABodyThatIsTooLargeAndTakesTheLargestThatIsNot() {
        String body = SenderApi.body(account).toString();
        String largest = body + " ".repeat(4 * 1024 * 1024 - body.length());

        SenderApi.Answer refused = api.send("PUT", api.path(), largest + " ", "Content-Type", JSON_TYPE);

        assertError(refused, 413, "INVALID_REQUEST");
        assertThat(ErrorBody.details(refused)).containsExactly("body SIZE_LIMIT_EXCEEDED");
        assertNothingStored();
        assertThat(api.send("PUT", api.path(), largest, "Content-Type", JSON_TYPE)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void namesAllFaultsOfARequestAtOnce() {
        JsonNode body = json("""
                {"provider": "CUSTOM_TWILIO", "whatsAppAccountBusinessId": "+49", "appId": " ", "userAccessToken": "two words",
                 "appSecret": "", "locales": ["en", "klingon"], "numbers": [{"numberId": "1", "selected": 1}]}
                """);

        SenderApi.Answer refused = api.put(body, "Idempotency-Key", "a key with blanks");

        assertError(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused))
                .containsExactlyInAnyOrder(
                        "provider INVALID_VALUE",
                        "whatsAppAccountBusinessId INVALID_VALUE",
                        "appId EMPTY_VALUE",
                        "userAccessToken INVALID_VALUE",
                        "appSecret EMPTY_VALUE",
                        "locales[1] INVALID_VALUE",
                        "numbers[0].selected INVALID_VALUE",
                        "Idempotency-Key INVALID_VALUE");
        assertNothingStored();
    }

    @Test
    void saysWhichValuesAndPatternsAreAllowed() {
        ObjectNode body =
                SenderApi.body(account).put("provider", "CUSTOM_TWILIO").put("appId", "Contoso");

        JsonNode details = api.put(body).body().path("details");

        assertThat(details.at("/0/innerError/allowedValues/0").asText()).isEqualTo("CUSTOM_WHATSAPP");
        assertThat(details.at("/1/innerError/allowedPattern").asText()).isEqualTo("^[0-9]{1,32}$");
    }

    @Test
    void asksForSecretsWhenNoneAreStored() {
        ObjectNode body = SenderApi.body(account);
        body.remove(List.of("userAccessToken", "appSecret"));

        SenderApi.Answer refused = api.put(body);

        assertError(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused))
                .containsExactly("userAccessToken REQUIRED_VALUE", "appSecret REQUIRED_VALUE");
        assertNothingStored();
    }

    @ParameterizedTest
    @CsvSource({"PUT", "GET", "DELETE"})
    void refusesAnEnvironmentThatIsNoUuid(String method) {
        for (String environment : List.of("production", "1-1-1-1-1", "%20", api.environment() + "0")) {
            String body = method.equals("PUT") ? SenderApi.body(account).toString() : null;
            String path = api.path().replace(api.environment().toString(), environment);

            SenderApi.Answer refused = api.send(method, path, body, "Content-Type", JSON_TYPE);

            assertError(refused, 400, "INVALID_REQUEST");
            assertThat(ErrorBody.details(refused)).containsExactly("environmentId INVALID_VALUE");
        }
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "OPTIONS"})
    void namesTheMethodsOfThePath(String method) {
        SenderApi.Answer refused =
                api.send(method, api.path(), SenderApi.body(account).toString(), "Content-Type", JSON_TYPE);

        assertError(refused, 405, "INVALID_REQUEST");
        assertThat(refused.header("Allow")).isEqualTo("GET, PUT, DELETE");
        assertNothingStored();
    }

    @Test
    void answersHeadWithoutABody() {
        SenderApi.Answer refused = api.send("HEAD", api.path(), null);

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("GET, PUT, DELETE");
        assertThat(refused.response().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1/environments", "/favicon.ico", "?", "{path}//", "{path}/numbers", "{path}s"})
    void knowsNoOtherPath(String path) {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            SenderApi.Answer refused =
                    api.send(method, path.replace("{path}", api.path()), null, "Content-Type", JSON_TYPE);

            assertError(refused, 404, "NOT_FOUND");
        }
        assertNothingStored();
    }

    @Test
    void expandsTemplatesOnly() {
        SenderApi.Answer refused = api.send("GET", api.path() + "?expand=secrets", null);

        assertError(refused, 400, "INVALID_REQUEST");
        assertThat(ErrorBody.details(refused)).containsExactly("expand INVALID_VALUE");
    }

    @Test
    void refusesAnIdempotencyKeyThatIsTooLong() {
        SenderApi.Answer refused = api.put(account, "Idempotency-Key", "k".repeat(256));

        assertError(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly("Idempotency-Key INVALID_VALUE");
        assertNothingStored();
        assertThat(api.put(account, "Idempotency-Key", "k".repeat(255)).status())
                .isEqualTo(202);
    }

    @Test
    void saysWhatItRemovedFromPastedValuesAndTakesTheRequestForTheSame() {
        ObjectNode pasted = SenderApi.body(account)
                .put("whatsAppAccountBusinessId", "\u200e" + account.wabaId() + "\u00a0")
                .put("userAccessToken", "Bearer \"" + account.userAccessToken() + "\"")
                .put("appSecret", "<" + account.appId() + "|" + account.appSecret() + ">");
        String key = "pasted";

        SenderApi.Answer put = api.put(pasted, "Idempotency-Key", key);

        assertThat(put.status()).isEqualTo(202);
        JsonNode cleaned = put.body().path("cleaned");
        assertThat(cleaned.findValuesAsText("member"))
                .containsExactly("whatsAppAccountBusinessId", "userAccessToken", "appSecret");
        assertThat(cleaned.toString())
                .contains("INVISIBLE_CHARACTERS", "SCHEME", "BRACKETS")
                .doesNotContain(account.userAccessToken(), account.appSecret(), account.wabaId());
        assertThat(api.check(pasted).body().path("cleaned")).isEqualTo(cleaned);
        api.awaitStatus("READY");
        SenderApi.Answer clean = api.put(account, "Idempotency-Key", key);
        assertThat(clean.status()).isEqualTo(200);
        assertThat(clean.body().has("cleaned")).isFalse();
        assertThat(clean.body().at("/provisioning/generation").asInt()).isEqualTo(1);
    }

    @Test
    void takesBackWhatItAnswered() {
        api.put(account);
        ObjectNode answer = (ObjectNode) api.awaitStatus("READY");

        assertThat(api.put(answer).status()).isEqualTo(200);
    }

    @Test
    void takesNoNoticeOfBlanksAroundPastedValues() {
        ObjectNode body = SenderApi.JSON
                .createObjectNode()
                .put("provider", "CUSTOM_WHATSAPP")
                .put("whatsAppAccountBusinessId", "\t" + account.wabaId() + "\n")
                .put("userAccessToken", "  " + account.userAccessToken() + "\r\n")
                .put("appId", account.appId() + " ")
                .put("appSecret", " " + account.appId() + " | " + account.appSecret() + " \n");
        body.putArray("locales").add(" en ");

        assertThat(api.put(body).status()).isEqualTo(202);

        JsonNode ready = api.awaitStatus("READY");
        assertThat(ready.path("whatsAppAccountBusinessId").asText()).isEqualTo(account.wabaId());
        assertThat(ready.path("appId").asText()).isEqualTo(account.appId());
        assertThat(stored.secretValue(api.environment()))
                .contains("\"" + account.userAccessToken() + "\"", "\"" + account.appSecret() + "\"");
        assertThat(api.put(account).body().at("/provisioning/generation").asInt())
                .as("the same without blanks is the same request")
                .isEqualTo(1);
    }

    @Test
    void takesAnEnvironmentInEitherCaseForTheSame() {
        String upper = api.path()
                .replace(
                        api.environment().toString(),
                        api.environment().toString().toUpperCase(Locale.ROOT));

        SenderApi.Answer accepted =
                api.send("PUT", upper, SenderApi.body(account).toString(), "Content-Type", JSON_TYPE);

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).startsWith("http://127.0.0.1:").endsWith(api.path());
        assertThat(api.get().status()).isEqualTo(200);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("none", ""),
                Arguments.of("blanks", " \n"),
                Arguments.of("text", "CUSTOM_WHATSAPP"),
                Arguments.of("a form", "provider=CUSTOM_WHATSAPP&appId=1"),
                Arguments.of("half an object", "{\"provider\": \"CUSTOM_WHATSAPP\""),
                Arguments.of("a string", "\"CUSTOM_WHATSAPP\""),
                Arguments.of("a number", "7"),
                Arguments.of("null", "null"),
                Arguments.of("an array", "[{}]"),
                Arguments.of("two objects", "{} {}"),
                Arguments.of("garbage after the object", "{}]"),
                Arguments.of("a member twice", "{\"appId\": \"1\", \"appId\": \"2\"}"),
                Arguments.of("single quotes", "{'provider': 'CUSTOM_WHATSAPP'}"),
                Arguments.of("a comment", "{/* none */}"),
                Arguments.of("very deep", "[".repeat(8000) + "]".repeat(8000)),
                Arguments.of("a very long number", "{\"appId\": " + "9".repeat(2000) + "}"));
    }

    private void assertError(SenderApi.Answer answer, int status, String code) {
        ErrorBody.check(answer, status, code);
        assertThat(shared.log().lines())
                .as("the id is in the log")
                .anyMatch(
                        line -> line.message().contains(answer.body().path("id").asText()));
    }

    private void assertNothingStored() {
        assertThat(api.get().status()).isEqualTo(404);
        assertThat(stored.items(api.environment())).isEmpty();
        assertThat(stored.executions(api.environment())).isEmpty();
        assertThat(stored.hasSecret(api.environment())).isFalse();
    }

    private static JsonNode json(String text) {
        try {
            return SenderApi.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

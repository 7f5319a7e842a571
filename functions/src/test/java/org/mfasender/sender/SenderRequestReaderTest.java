package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mfasender.platform.http.Events.GOOD;
import static org.mfasender.platform.http.Events.put;
import static org.mfasender.platform.http.Events.utf8;
import static org.mfasender.platform.http.Events.with;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.platform.Caller;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.ErrorCode;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.templates.TemplateChanges;

class SenderRequestReaderTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** What {@code GOOD} asks for. */
    private static final SenderRequest READ = new SenderRequest(
            Caller.UNKNOWN,
            Fixtures.WABA,
            Fixtures.APP,
            PartialCredentials.of(Fixtures.credentials()),
            null,
            TemplateChanges.NONE,
            null,
            null,
            false,
            false);

    @Test
    void aGoodRequestIsRead() {
        assertThat(read(put(GOOD))).isEqualTo(READ);
    }

    @Test
    void whoAsksIsPartOfTheRequest() {
        APIGatewayV2HTTPEvent event = put(GOOD);
        event.getRequestContext()
                .setAuthorizer(Authorizer.builder()
                        .withJwt(Authorizer.JWT
                                .builder()
                                .withClaims(Map.of("sub", "ada", "client_id", "portal"))
                                .build())
                        .build());

        assertThat(read(event).caller()).isEqualTo(new Caller("ada", "portal", null));
    }

    @Test
    void namesOfHeadersAreReadInAnyCase() {
        APIGatewayV2HTTPEvent event = put(GOOD);
        event.setHeaders(Map.of("Content-Type", "application/json", "IDEMPOTENCY-KEY", "one"));

        assertThat(read(event).idempotencyKey()).isEqualTo("one");
    }

    @Test
    void blanksAroundPastedValuesDoNotCount() {
        SenderRequest request = read(put(with(
                "provider", "\" CUSTOM_WHATSAPP\"",
                "whatsAppAccountBusinessId", "\" 217640915503381\\n\"",
                "appId", "\"\\t845120037719402 \"",
                "userAccessToken", "\" EAAsimulatedTokenOfFixtures\\r\\n\"",
                "appSecret", "\" 845120037719402 | " + SECRET + " \"")));

        assertThat(request).isEqualTo(READ);
    }

    @Test
    void anAppSecretMayStandAlone() {
        assertThat(secretOf(read(put(with("appSecret", "\"" + SECRET + "\""))))).isEqualTo(SECRET);
    }

    @Test
    void bothSecretsMayBeLeftOut() {
        SenderRequest request = read(put("""
                {"provider": "CUSTOM_WHATSAPP", "whatsAppAccountBusinessId": "217640915503381",
                 "appId": "845120037719402", "userAccessToken": null}
                """));

        assertThat(request.credentials()).isNull();
    }

    @Test
    void eitherSecretMayBeGivenAlone() {
        assertThat(read(put(with("appSecret", "null"))).credentials())
                .isEqualTo(new PartialCredentials(Fixtures.credentials().userAccessToken(), Fixtures.APP, null));
        assertThat(read(put(with("userAccessToken", "null"))).credentials())
                .isEqualTo(new PartialCredentials(
                        null, Fixtures.APP, Fixtures.credentials().appSecret()));
    }

    @Test
    void unknownMembersAreIgnored() {
        assertThat(read(put(with("simulatedUnknown", "{\"a\": [1]}"))).appId()).isEqualTo(Fixtures.APP);
    }

    @Test
    void aBase64BodyIsDecoded() {
        assertThat(read(put(utf8(GOOD))).appId()).isEqualTo(Fixtures.APP);
    }

    @Test
    void theSelectedNumberIsChosenByIdOrByTheNumberItself() {
        assertThat(read(put(with("numbers", "[{\"numberId\": \"1\"}, {\"numberId\": \" 2 \", \"selected\": true}]")))
                        .choice())
                .isEqualTo(new NumberChoice(1, "2", null));
        assertThat(read(put(with("numbers", "[{\"number\": \"+43 660\", \"selected\": true}]")))
                        .choice())
                .isEqualTo(new NumberChoice(0, null, "+43 660"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "[{\"numberId\": \"1\"}]",
                "[{\"numberId\": \"1\", \"selected\": false}]",
                "[{\"numberId\": \"1\", \"selected\": null}]"
            })
    void noNumberIsChosen(String numbers) {
        assertThat(read(put(with("numbers", numbers))).choice()).isNull();
    }

    @Test
    void localesAreSpelledOneWayAndEachCountsOnce() {
        assertThat(read(put(with("locales", "[\"en\", \" PT_br \", \"pt-BR\", \"zh_hans\"]")))
                        .templates()
                        .purposes())
                .hasSize(2)
                .allSatisfy(
                        (purpose, change) -> assertThat(change.locales()).containsExactly("en", "pt-BR", "zh-Hans"));
    }

    @Test
    void theIdempotencyKeyIsRead() {
        assertThat(read(put(GOOD, Map.of("idempotency-key", "one-2_3"))).idempotencyKey())
                .isEqualTo("one-2_3");
        assertThat(read(put(GOOD, Map.of("idempotency-key", "  "))).idempotencyKey())
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void badInputIsRefused(String body, String code, String target) {
        ApiException refusal = refusal(put(body));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_DATA);
        assertThat(refusal.violations())
                .extracting(Violation::code, Violation::target)
                .containsExactly(tuple(Violation.Code.valueOf(code), target));
    }

    static Stream<Arguments> badInputIsRefused() {
        String tooMany = "[" + "\"en\",".repeat(200) + "\"en\"]";
        return Stream.of(
                bad("another provider", with("provider", "\"CUSTOM_TWILIO\""), "INVALID_VALUE", "provider"),
                bad("provider in lower case", with("provider", "\"custom_whatsapp\""), "INVALID_VALUE", "provider"),
                bad("null provider", with("provider", "null"), "REQUIRED_VALUE", "provider"),
                bad("blank provider", with("provider", "\" \""), "EMPTY_VALUE", "provider"),
                bad("provider no string", with("provider", "1"), "INVALID_VALUE", "provider"),
                bad(
                        "no WABA",
                        with("whatsAppAccountBusinessId", "null"),
                        "REQUIRED_VALUE",
                        "whatsAppAccountBusinessId"),
                bad(
                        "blank WABA",
                        with("whatsAppAccountBusinessId", "\"\""),
                        "EMPTY_VALUE",
                        "whatsAppAccountBusinessId"),
                bad(
                        "WABA a number",
                        with("whatsAppAccountBusinessId", "21764"),
                        "INVALID_VALUE",
                        "whatsAppAccountBusinessId"),
                bad(
                        "WABA with letters",
                        with("whatsAppAccountBusinessId", "\"12a\""),
                        "INVALID_VALUE",
                        "whatsAppAccountBusinessId"),
                bad(
                        "WABA with blanks inside",
                        with("whatsAppAccountBusinessId", "\"12 34\""),
                        "INVALID_VALUE",
                        "whatsAppAccountBusinessId"),
                bad(
                        "WABA with other digits",
                        with("whatsAppAccountBusinessId", "\"\u0661\u0662\""),
                        "INVALID_VALUE",
                        "whatsAppAccountBusinessId"),
                bad(
                        "WABA a path",
                        with("whatsAppAccountBusinessId", "\"../me\""),
                        "INVALID_VALUE",
                        "whatsAppAccountBusinessId"),
                bad(
                        "WABA too long",
                        with("whatsAppAccountBusinessId", "\"" + "1".repeat(33) + "\""),
                        "INVALID_VALUE",
                        "whatsAppAccountBusinessId"),
                bad("no App ID", with("appId", "null"), "REQUIRED_VALUE", "appId"),
                bad("App ID no digits", with("appId", "\"my-app\""), "INVALID_VALUE", "appId"),
                bad("App ID an object", with("appId", "{}"), "INVALID_VALUE", "appId"),
                bad("blank token", with("userAccessToken", "\"  \""), "EMPTY_VALUE", "userAccessToken"),
                bad("token an array", with("userAccessToken", "[]"), "INVALID_VALUE", "userAccessToken"),
                bad(
                        "token with a blank inside",
                        with("userAccessToken", "\"EAA simulated\""),
                        "INVALID_VALUE",
                        "userAccessToken"),
                bad(
                        "token with a line break",
                        with("userAccessToken", "\"EAA\\nsimulated\""),
                        "INVALID_VALUE",
                        "userAccessToken"),
                bad(
                        "token with an umlaut",
                        with("userAccessToken", "\"EAA\u00e4\""),
                        "INVALID_VALUE",
                        "userAccessToken"),
                bad(
                        "token too long",
                        with("userAccessToken", "\"" + "E".repeat(4097) + "\""),
                        "INVALID_VALUE",
                        "userAccessToken"),
                bad("blank secret", with("appSecret", "\" \""), "EMPTY_VALUE", "appSecret"),
                bad("secret a boolean", with("appSecret", "true"), "INVALID_VALUE", "appSecret"),
                bad(
                        "secret of another app",
                        with("appSecret", "\"845120037719999|" + SECRET + "\""),
                        "INVALID_VALUE",
                        "appSecret"),
                bad("secret without left side", with("appSecret", "\"|" + SECRET + "\""), "INVALID_VALUE", "appSecret"),
                bad(
                        "secret without right side",
                        with("appSecret", "\"845120037719402| \""),
                        "INVALID_VALUE",
                        "appSecret"),
                bad("only a pipe", with("appSecret", "\"|\""), "INVALID_VALUE", "appSecret"),
                bad("several pipes", with("appSecret", "\"845120037719402|a|b\""), "INVALID_VALUE", "appSecret"),
                bad("secret with a blank inside", with("appSecret", "\"0123 4567\""), "INVALID_VALUE", "appSecret"),
                bad("secret too long", with("appSecret", "\"" + "a".repeat(513) + "\""), "INVALID_VALUE", "appSecret"),
                bad("numbers no array", with("numbers", "{}"), "INVALID_VALUE", "numbers"),
                bad("a number no object", with("numbers", "[\"+43 660\"]"), "INVALID_VALUE", "numbers[0]"),
                bad(
                        "a number without anything",
                        with("numbers", "[{\"selected\": true}]"),
                        "REQUIRED_VALUE",
                        "numbers[0].numberId"),
                bad(
                        "selected no boolean",
                        with("numbers", "[{\"numberId\": \"1\", \"selected\": \"true\"}]"),
                        "INVALID_VALUE",
                        "numbers[0].selected"),
                bad(
                        "two selected",
                        with(
                                "numbers",
                                "[{\"numberId\": \"1\", \"selected\": true}, {\"numberId\": \"2\", \"selected\": true}]"),
                        "CONSTRAINT_VIOLATION",
                        "numbers"),
                bad("locales no array", with("locales", "{\"0\": 1}"), "INVALID_VALUE", "locales"),
                bad("no locales", with("locales", "[]"), "INVALID_VALUE", "locales"),
                bad("too many locales", with("locales", tooMany), "INVALID_VALUE", "locales"),
                bad("unknown locale", with("locales", "[\"en\", \"xx\"]"), "INVALID_VALUE", "locales[1]"),
                bad("locale no string", with("locales", "[1]"), "INVALID_VALUE", "locales[0]"),
                bad("locale of a strange form", with("locales", "[\"en-\"]"), "INVALID_VALUE", "locales[0]"));
    }

    private static Arguments bad(String what, String body, String code, String target) {
        return arguments(named(what, body), code, target);
    }

    @Test
    void aNumberWithAWrongTypeIsNamed() {
        assertThat(refusal(put(with("numbers", "[{\"numberId\": 5}]"))).violations())
                .extracting(Violation::code, Violation::target)
                .contains(tuple(Violation.Code.INVALID_VALUE, "numbers[0].numberId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blanks", "t\u00e4st"})
    void aStrangeIdempotencyKeyIsRefused(String key) {
        assertThat(refusal(put(GOOD, Map.of("idempotency-key", key))).violations())
                .extracting(Violation::target)
                .containsExactly("Idempotency-Key");
    }

    @Test
    void anIdempotencyKeyThatIsTooLongIsRefused() {
        assertThat(refusal(put(GOOD, Map.of("idempotency-key", "k".repeat(256))))
                        .violations())
                .extracting(Violation::target)
                .containsExactly("Idempotency-Key");
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        ApiException refusal = refusal(put("""
                {"provider": "OTHER", "whatsAppAccountBusinessId": "x", "userAccessToken": "a b", "appSecret": "",
                 "numbers": 1, "locales": ["xx"]}
                """, Map.of("idempotency-key", "a b")));

        assertThat(refusal.violations())
                .extracting(Violation::target)
                .containsExactly(
                        "provider",
                        "whatsAppAccountBusinessId",
                        "appId",
                        "userAccessToken",
                        "appSecret",
                        "numbers",
                        "locales[0]",
                        "Idempotency-Key");
    }

    @Test
    void noFaultQuotesAValue() {
        List<Violation> violations = refusal(put(with(
                        "whatsAppAccountBusinessId", "\"simulatedCanary1\"",
                        "appId", "\"simulatedCanary2\"",
                        "userAccessToken", "\"simulated Canary3\"",
                        "appSecret", "\"simulated Canary4\"")))
                .violations();

        assertThat(violations).hasSize(4);
        assertThat(violations.toString()).doesNotContain("Canary");
    }

    private static String secretOf(SenderRequest request) {
        Credentials credentials =
                Objects.requireNonNull(request.credentials()).whole().orElseThrow();
        return credentials.appSecret().reveal();
    }

    private static SenderRequest read(APIGatewayV2HTTPEvent event) {
        return SenderRequestReader.read(Events.request(event));
    }

    private static ApiException refusal(APIGatewayV2HTTPEvent event) {
        return Objects.requireNonNull(catchThrowableOfType(ApiException.class, () -> read(event)));
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.local.e2e.PingOneProvider.passcode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.PingOneProvider.Method;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.messages.MessageProblem;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.webhooks.Delivery;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A custom provider of PingOne sends by WhatsApp, and what is not sent is answered so that PingOne's next provider acts. */
@ExtendWith(WithFaultProxy.class)
class PingOneE2E {

    private static final String CODE = "493027";
    private static final String TO = MessagesApi.TO;

    private final Faulty faulty;
    private final SendingAccount account;
    private final HooksApi hooks;

    PingOneE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.hooks = new HooksApi(account.messages().api());
    }

    private PingOneProvider provider(String... texts) {
        return PingOneProvider.withKey(hooks, PingOneProvider.key(hooks, texts));
    }

    /** It is the same request by the API, so recipient, passcode and purpose were read right. */
    private void assertSent(SenderApi.Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(account.messages().send(CODE).body().path("id").asText())
                .isEqualTo(answer.body().path("id").asText());
        assertThat(account.sent()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aKeyServesThreeMethodsOfAuthentication(Method method) {
        String key = PingOneProvider.key(hooks);

        assertSent(PingOneProvider.withKey(hooks, key)
                .authenticatedBy(method.headers(key))
                .notify(passcode(TO, CODE)));
    }

    /** Whether or not PingOne encodes, and in either of its formats of a number. */
    @ParameterizedTest
    @CsvSource({
        "true, true, +436605550123",
        "true, true, 436605550123",
        "true, false, +436605550123",
        "true, false, 436605550123",
        "false, false, +436605550123",
        "false, false, 436605550123"
    })
    void formsAndJsonAreRead(boolean form, boolean encodes, String to) {
        String body = form ? PingOneProvider.FORM : PingOneProvider.JSON;

        assertSent(provider().withBody(form, body, encodes).notify(passcode(to, CODE)));
    }

    @Test
    void theAddressSaysWhatThePasscodeIsFor() {
        SenderApi.Answer paired = provider().notify(passcode(TO, CODE), "device_pairing");

        JsonNode message =
                account.messages().get(paired.body().path("id").asText()).body();
        assertThat(message.at("/template/id").asText()).isEqualTo("device_pairing");
        assertThat(provider().notify(passcode(TO, CODE), "transaction").status())
                .isEqualTo(404);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void aTextThatIsNotEncodedSpoilsNothingBeforeIt() {
        PingOneProvider form = provider().withBody(true, PingOneProvider.FORM, false);
        PingOneProvider json = form.withBody(false, PingOneProvider.JSON, false);
        Map<String, String> values = new HashMap<>(passcode(TO, CODE));
        values.put("message", "100% \"yours\" &&& only yours: " + CODE + "\nThanks");

        assertSent(form.notify(values));
        assertThat(json.notify(values).status())
                .as("JSON that a text has broken")
                .isEqualTo(400);
        values.put("message", "your code&code=111111");
        assertThat(form.notify(values).status()).as("two passcodes").isEqualTo(400);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void aTextAloneIsRefused() {
        PingOneProvider provider = provider().withBody(true, "to=${to}&message=${message}", true);

        SenderApi.Answer refused = provider.notify(passcode(TO, CODE));

        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly("code REQUIRED_VALUE");
        assertThat(refused.response().body()).doesNotContain(CODE, "5550123");
        assertThat(account.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Your passcode is 493027.                    | 200
              Your   passcode is 493027.                | 200
            Ihr Code ist 493027                         | 200
            Your passcode is 493027. Do not share it.   | 400
            your passcode is 493027.                    | 400
            Your passcode is .                          | 400
            Your passcode is 493 027.                   | 400
            Your passcode is 1234567890123456.          | 400
            493027                                      | 400
            ${message}                                  | 400
            ``                                          | 400
            """)
    void aTextThatTheKeyAllowsHasThePasscode(String message, int status) {
        PingOneProvider provider = provider("Your passcode is ${otp}.", "Ihr Code ist ${otp}")
                .withBody(true, "to=${to}&code=${otp}&message=${message}", true);
        Map<String, String> values = new HashMap<>(passcode(TO, CODE));
        values.put("message", message);
        for (String otp : new String[] {"${otp}", ""}) {
            values.put("otp", otp);
            SenderApi.Answer answer = provider.notify(values);
            if (status == 200) {
                assertSent(answer);
            } else {
                assertThat(answer.status()).isEqualTo(status);
                assertThat(answer.response().body()).doesNotContain(CODE);
                assertThat(account.sent()).isEmpty();
            }
        }
    }

    @Test
    void textsThatDisagreeSendNothing() {
        PingOneProvider provider = provider("A${otp}", "${otp}").withBody(true, "to=${to}&message=${message}", true);

        assertThat(provider.notify(Map.of("to", TO, "message", "A493027")).status())
                .isEqualTo(400);
        assertSent(provider.notify(Map.of("to", TO, "message", "493027")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            to=${to}&code=${otp}&voice=${voice}                 | 400
            to=${to}&code=${otp}&locale=no locale!              | 200
            to=${to}&code=${otp}&locale=${none}&nothing         | 200
            to=${to}&code=<Say>4</Say><Say>9</Say>              | 400
            to=${to}&code=12345678901234567                     | 400
            to=06605550123&code=${otp}                          | 400
            to=&code=${otp}                                     | 400
            code=${otp}                                         | 400
            to=${to}&to=${to}&code=${otp}                       | 400
            ``                                                  | 400
            """)
    void whatPingOneSendsIsRead(String body, int status) {
        Map<String, String> values = new HashMap<>(passcode(TO, CODE));
        values.put("voice", "Alice");

        SenderApi.Answer answer = provider().withBody(true, body, true).notify(values);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(account.sent()).hasSize(status == 200 ? 1 : 0);
        assertThat(answer.response().body()).doesNotContain(CODE, "5550123");
    }

    @Test
    void aBodyOfAnotherTypeOrSizeIsRefused() {
        List<String> headers = provider().authentication();
        String[] plain = {headers.get(0), headers.get(1), "Content-Type", "text/plain"};
        String[] form = {
            headers.get(0), headers.get(1), "Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"
        };

        assertThat(hooks.post("/pingone/strong_authentication", "to=1", plain).status())
                .isEqualTo(415);
        assertThat(hooks.post("/pingone/strong_authentication", "message=" + "x".repeat(20_000), form)
                        .status())
                .isEqualTo(413);
        assertSent(hooks.post("/pingone/strong_authentication", "to=%2B436605550123&code=" + CODE + "\n", form));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error": {"code": 131026}} | 502
            500 | {"error": {"code": 131016}} | 503
            400 | {"error": {"code": 130429}} | 429
            500 | ``                          | 504
            """)
    void theNextProviderSendsWhatMetaDoesNotTake(int status, String body, int answered) {
        PingOneProvider provider = provider();
        try (Rule rule = account.meta(status, body)) {
            ErrorBody.check(
                    provider.notify(passcode(TO, CODE)),
                    answered,
                    answered == 429 ? "REQUEST_LIMITED" : "REQUEST_FAILED");
            assertThat(rule.struck()).isEqualTo(1);
        }
        account.messages().turn(false);
        ErrorBody.check(provider.notify(passcode(TO, "111111")), 409, "REQUEST_FAILED");
        assertThat(account.sent()).isEmpty();
    }

    @Test
    void whoWaitsForMetasReportIsAnsweredWithIt() {
        String waba = account.account().wabaId();
        faulty.system().graph().webhooks().script(waba, List.of(Delivery.of("failed")));
        faulty.system().graph().messages().recipients().fail(waba, TO.substring(1), MessageProblem.UNDELIVERABLE, 1);
        PingOneProvider provider = provider();
        List<String> headers = new ArrayList<>(provider.authentication());
        headers.addAll(List.of("Prefer", "wait=9"));

        SenderApi.Answer answer = provider.authenticatedBy(headers).notify(passcode(TO, CODE));

        ErrorBody.check(answer, 502, "REQUEST_FAILED");
    }

    @Test
    void aSlowMetaIsNotWaitedFor() {
        Duration hanging = Duration.ofSeconds(40);
        faulty.system()
                .graph()
                .faults()
                .on(
                        "POST",
                        "/" + account.numberId() + "/messages",
                        Fault.slow(hanging).times(1));
        Instant begin = Instant.now();

        assertThat(provider().notify(passcode(TO, CODE)).status()).isEqualTo(504);

        assertThat(Duration.between(begin, Instant.now())).isLessThan(hanging.dividedBy(2));
    }

    @Test
    void whateverIsWrongWithAKeyTheAnswerAndItsTimeAreTheSame() {
        String key = PingOneProvider.key(hooks);
        HooksApi others = new HooksApi(SendingAccount.ready(faulty).messages().api());
        JsonNode revoked =
                hooks.makeKey(HooksApi.named("revoked").put("kind", "PINGONE")).body();
        hooks.revoke(revoked.path("id").asText());
        JsonNode expired =
                hooks.makeKey(HooksApi.named("expired").put("kind", "PINGONE")).body();
        new Stored(faulty.system())
                .senderKeys(hooks.api().environment()).stream()
                        .filter(item -> item.containsValue(AttributeValue.fromS("expired")))
                        .forEach(item -> new Stored(faulty.system())
                                .set(item, "expiresAt", AttributeValue.fromS("2026-01-01T00:00:00Z")));
        Map<String, List<String>> bad = new LinkedHashMap<>();
        bad.put("no key", List.of());
        bad.put("a wrong key", Method.BEARER.headers(key + "x"));
        bad.put("a wrong password", Method.BASIC.headers(key + "x"));
        bad.put("a wrong header", Method.CUSTOM_HEADER.headers(key + "x"));
        bad.put("no password", List.of("Authorization", "Basic cGluZ29uZQ=="));
        bad.put("no Base64", List.of("Authorization", "Basic ?"));
        bad.put("a key without a scheme", List.of("Authorization", key));
        bad.put("a revoked key", Method.BASIC.headers(revoked.path("key").asText()));
        bad.put("an expired key", Method.BEARER.headers(expired.path("key").asText()));
        bad.put("another environment's key", Method.BEARER.headers(PingOneProvider.key(others)));
        bad.put(
                "a key of another kind",
                Method.BEARER.headers(OktaOrg.withHook(hooks).key()));
        PingOneProvider provider = PingOneProvider.withKey(hooks, key);
        ObjectNode first = withoutId(provider.authenticatedBy(List.of()).notify(passcode(TO, CODE)));

        bad.forEach((what, headers) -> {
            Instant begin = Instant.now();
            SenderApi.Answer answer = provider.authenticatedBy(headers).notify(passcode(TO, CODE));
            assertThat(Duration.between(begin, Instant.now())).as(what).isGreaterThan(Duration.ofMillis(90));
            ErrorBody.check(answer, 404, "NOT_FOUND");
            assertThat(withoutId(answer)).as(what).isEqualTo(first);
        });
        HooksApi nobody = new HooksApi(new SenderApi(faulty.system().httpUri(), UUID.randomUUID()));
        assertThat(withoutId(PingOneProvider.withKey(nobody, key).notify(passcode(TO, CODE))))
                .isEqualTo(first);
        assertThat(account.sent()).isEmpty();
    }

    private static ObjectNode withoutId(SenderApi.Answer answer) {
        return ((ObjectNode) answer.body()).without("id");
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.hooks.ZitadelSignature;

/** ZITADEL's SMS provider of the type HTTP: its request, its signature, and that it tries again after every status but 2xx. */
@ExtendWith(WithFaultProxy.class)
class ZitadelE2E {

    private static final String PATH = "/zitadel";
    private static final String KEY = "simulatedKeyOfZitadel1";
    private static final String CODE = "493027";
    private static final String TO = "+436605550123";
    private static final String OTP = "session.otp.sms.challenged";

    private final SendingAccount account;
    private final HooksApi hooks;

    ZitadelE2E(Faulty faulty) {
        this.account = SendingAccount.ready(faulty);
        this.hooks = new HooksApi(account.messages().api());
        assertThat(makeKey(KEY).status()).isEqualTo(201);
    }

    @Test
    void anySuccessIsEnoughForZitadelAndTheSameIsSentOnce() {
        SenderApi.Answer sent = post(body(OTP, CODE));

        assertThat(sent.status()).isEqualTo(202);
        assertThat(account.sent())
                .singleElement()
                .satisfies(message -> assertThat(message.toString()).contains("436605550123"));
        assertThat(post(body(OTP, CODE)).status()).as("its next try").isEqualTo(202);
        assertThat(account.sent()).hasSize(1);
        assertThat(post(body(OTP, "222222")).status()).isEqualTo(202);
        assertThat(account.sent()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "user.human.phone.code.added, device_pairing",
        "user.phone.code.added, device_pairing",
        "user.human.otp.sms.code.added, strong_authentication",
        "session.otp.sms.challenged, strong_authentication",
        "user.human.password.code.added, strong_authentication",
    })
    void theEventSaysWhatAPasscodeIsFor(String event, String purpose) {
        SenderApi.Answer sent = post(body(event, CODE));

        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.body().at("/template/id").asText()).isEqualTo(purpose);
    }

    @Test
    void aRecordedRequestSendsNothingAgain() {
        ZitadelSignature signature = ZitadelSignature.now(KEY);
        String body = body(OTP, CODE);
        assertThat(hooks.post(PATH, body, signature.headers(body)).status()).isEqualTo(202);
        assertThat(account.items("KEY"))
                .as("the same request for longer than its signature is valid")
                .singleElement()
                .satisfies(item -> assertThat(Instant.parse(
                                Objects.requireNonNull(item.get("windowEnd")).s()))
                        .isAfter(Instant.now().plus(Duration.ofMinutes(10))));

        assertThat(hooks.post(PATH, body, signature.headers(body)).status()).isEqualTo(202);
        assertThat(account.sent()).hasSize(1);
    }

    @Test
    void withoutASignatureThatIsValidNowNothingIsRead() {
        ZitadelSignature now = ZitadelSignature.now(KEY);
        String body = "{";
        JsonNode first = refused(hooks.post(PATH, body));

        assertThat(refused(hooks.post(PATH, body, now.headers("{}")))).isEqualTo(first);
        assertThat(refused(hooks.post(
                        PATH, body, now.at(Instant.now().minusSeconds(330)).headers(body))))
                .isEqualTo(first);
        assertThat(refused(hooks.post(
                        PATH, body, now.at(Instant.now().plusSeconds(330)).headers(body))))
                .isEqualTo(first);
        assertThat(refused(
                        hooks.post(PATH, body, ZitadelSignature.now(KEY + "2").headers(body))))
                .isEqualTo(first);
        assertThat(refused(hooks.post(PATH, body, "Authorization", "Bearer " + KEY)))
                .isEqualTo(first);
        assertThat(hooks.post(PATH, body, now.headers(body)).status()).isEqualTo(400);
    }

    @Test
    void aRevokedKeySignsNothing() {
        JsonNode key = makeKey("simulatedKeyOfZitadel2").body();
        ZitadelSignature signature = ZitadelSignature.now("simulatedKeyOfZitadel2");
        String body = body(OTP, CODE);
        assertThat(hooks.post(PATH, body, signature.headers(body)).status()).isEqualTo(202);

        hooks.revoke(key.path("id").asText());

        refused(hooks.post(PATH, body, signature.headers(body)));
        assertThat(post(body).status()).as("the other key").isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error": {"code": 131026}} | 502
            500 | {"error": {"code": 131016}} | 503
            400 | {"error": {"code": 130429}} | 429
            500 | ``                          | 504
            """)
    void whatWasNotSentIsNoSuccess(int status, String meta, int answered) {
        try (Rule rule = account.meta(status, meta)) {
            SenderApi.Answer answer = post(body(OTP, CODE));

            assertThat(answer.status()).isEqualTo(answered);
            assertThat(answer.response().body()).doesNotContain(CODE, "5550123");
            assertThat(rule.struck()).isEqualTo(1);
        }
    }

    @Test
    void whatMayPassIsSentByTheNextTryAndWhatNobodyKnowsIsNot() {
        try (Rule rule = account.meta(500, "{\"error\": {\"code\": 131016}}")) {
            assertThat(post(body(OTP, CODE)).status()).isEqualTo(503);
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertThat(post(body(OTP, CODE)).status()).isEqualTo(202);
        assertThat(account.sent()).hasSize(1);

        try (Rule rule = account.meta(500, "")) {
            assertThat(post(body(OTP, "222222")).status()).isEqualTo(504);
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertThat(post(body(OTP, "222222")).status()).isEqualTo(504);
        assertThat(account.sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"contextInfo": {"recipientPhoneNumber": "+43 660 5550123"}, "args": {"code": "493027"}}  | 202
            {"contextInfo": {"recipientPhoneNumber": "+436605550123"}, "args": {"oTP": "493027"}}     | 202
            {"contextInfo": {"recipientPhoneNumber": "+436605550123"}, "args": {"code": null, "oTP": "493027"}} | 202
            {"contextInfo": {"recipientPhoneNumber": "436605550123"}, "args": {"code": "493027"}}     | 400
            {"contextInfo": {"recipientPhoneNumber": ""}, "args": {"code": "493027"}}                 | 400
            {"contextInfo": {}, "args": {"code": "493027"}}                                           | 400
            {"contextInfo": {"recipientEmailAddress": "a@example.com"}, "args": {"code": "493027"}}   | 400
            {"contextInfo": {"recipientPhoneNumber": "+436605550123"}, "args": {}}                    | 400
            {"contextInfo": {"recipientPhoneNumber": "+436605550123"}, "args": {"code": 493027}}      | 400
            {"contextInfo": {"recipientPhoneNumber": "+436605550123"}, "args": {"code": "1234567890123456"}} | 400
            {"contextInfo": {"recipientPhoneNumber": "+436605550123"}, "templateData": {"text": "493027"}} | 400
            {"args": {"code": "493027"}}                                                              | 400
            {"contextInfo": [], "args": {"code": "493027"}}                                           | 400
            []                                                                                        | 400
            {                                                                                         | 400
            """)
    void whatZitadelSendsIsRead(String body, int status) {
        SenderApi.Answer answer = post(body);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(account.sent())
                .hasSize(status == 202 ? 1 : 0)
                .allSatisfy(message -> assertThat(message.toString()).contains("436605550123"));
        assertThat(answer.response().body()).doesNotContain("493027", "5550123");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "a", "kind": "ZITADEL"}                     | key REQUIRED_VALUE
            {"name": "a", "kind": "ZITADEL", "key": ""}          | key EMPTY_VALUE
            {"name": "a", "kind": "ZITADEL", "key": "short"}     | key INVALID_VALUE
            {"name": "a", "kind": "ZITADEL", "key": "with blank"} | key INVALID_VALUE
            """)
    void aKeyIsTheOneThatZitadelHasShown(String body, String fault) throws Exception {
        SenderApi.Answer refused = hooks.makeKey((ObjectNode) SenderApi.JSON.readTree(body));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(ErrorBody.details(refused)).containsExactly(fault);
    }

    private SenderApi.Answer makeKey(String key) {
        return hooks.makeKey(HooksApi.named("ZITADEL").put("kind", "ZITADEL").put("key", key));
    }

    private SenderApi.Answer post(String body) {
        return hooks.post(PATH, body, ZitadelSignature.now(KEY).headers(body));
    }

    private static JsonNode refused(SenderApi.Answer answer) {
        ErrorBody.check(answer, 404, "NOT_FOUND");
        return ((ObjectNode) answer.body()).without("id");
    }

    /** With the members that ZITADEL documents. */
    private static String body(String event, String code) {
        return """
                {"contextInfo": {"eventType": "%s", "provider": {"id": "285181292935381355", "description": "WhatsApp"},
                                 "recipientPhoneNumber": "%s"},
                 "templateData": {"title": "Zitadel - Verify phone", "text": "The code is %s", "url": "", "footerText": ""},
                 "args": {"changeDate": "2024-09-16T10:58:50.73237+02:00", "code": "%s", "displayName": "Given Family",
                          "lastPhone": "%s", "loginNames": ["user"], "preferredLoginName": "user", "verifiedPhone": ""}}""".formatted(event, TO, code, code, TO);
    }
}

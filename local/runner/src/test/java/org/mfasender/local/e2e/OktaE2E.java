package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.OktaOrg.By;
import org.mfasender.local.e2e.OktaOrg.Course;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.protocol.Fault;

/** Okta's telephony inline hook: what it asks for is sent, and what is not sent, Okta sends. */
@ExtendWith(WithFaultProxy.class)
class OktaE2E {

    private static final String CODE = "493027";
    private static final String TO = MessagesApi.TO;
    private static final String SIGN_IN = "com.okta.user.telephony.mfa-verification";

    private final Faulty faulty;
    private final SendingAccount account;
    private final OktaOrg okta;

    OktaE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.okta = OktaOrg.withHook(new HooksApi(account.messages().api()));
    }

    @ParameterizedTest
    @CsvSource({
        "com.okta.user.telephony.pre-enrollment, device_pairing",
        "com.okta.user.telephony.mfa-verification, strong_authentication",
        "com.okta.user.telephony.account-unlock, strong_authentication",
        "com.okta.user.telephony.password-reset, strong_authentication",
        "com.okta.user.telephony.of-tomorrow, strong_authentication"
    })
    void whatTheRequestIsForDecidesTheTemplate(String requestType, String template) {
        Course course = okta.deliver(OktaOrg.request(requestType, "SMS", TO, CODE));

        assertThat(course.by()).isEqualTo(By.HOOK);
        JsonNode result = course.last().body().at("/commands/0/value/0");
        assertThat(result.path("provider").asText()).isEqualTo("WHATSAPP");
        JsonNode message =
                account.messages().get(result.path("transactionId").asText()).body();
        assertThat(message.at("/template/id").asText()).isEqualTo(template);
        assertThat(message.path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(message.path("correlationId").asText()).isEqualTo("uS5871kJThSsU8qlA1LTcg");
        assertThat(account.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.toString()).contains(TO.substring(1)));
    }

    @Test
    void aRetrySendsNothingAgain() {
        Course first = okta.deliver(TO, CODE);
        String other = OktaOrg.request(SIGN_IN, "SMS", TO, CODE).replace("uS5871kJThSsU8qlA1LTcg", "another");

        for (String body : new String[] {OktaOrg.request(SIGN_IN, "SMS", TO, CODE), other}) {
            assertThat(okta.deliver(body).last().body()).isEqualTo(first.last().body());
        }
        assertThat(account.messages().send(CODE).body().path("id").asText())
                .as("the same by the API")
                .isEqualTo(first.last()
                        .body()
                        .at("/commands/0/value/0/transactionId")
                        .asText());
        assertThat(account.sent()).hasSize(1);
    }

    /** What does not pass is not asked for again, so that Okta's own SMS leaves at once. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error": {"code": 131026}} | 422 | 1
            500 | {"error": {"code": 131016}} | 503 | 2
            400 | {"error": {"code": 130429}} | 429 | 1
            500 | ``                          | 422 | 1
            """)
    void oktaSendsWhatMetaDoesNotTake(int status, String body, int answered, int calls) {
        for (boolean errorEnds : new boolean[] {true, false}) {
            try (Rule rule = account.meta(status, body)) {
                Course course = okta.reading(errorEnds).deliver(errorEnds ? TO : "+436605550124", CODE);

                assertThat(course.by()).isEqualTo(By.OKTA);
                assertThat(course.answers()).hasSize(calls);
                assertThat(course.last().status()).isEqualTo(answered);
                assertThat(course.last().body().at("/error/errorSummary").asText())
                        .isNotBlank();
                assertThat(course.last()
                                .body()
                                .at("/error/errorCauses/0/reason")
                                .asText())
                        .isNotBlank();
                assertThat(rule.struck()).isEqualTo(calls);
            }
        }
        assertThat(account.sent()).isEmpty();
    }

    @Test
    void whatMayPassIsSentByTheRetry() {
        String body = OktaOrg.request(SIGN_IN, "SMS", TO, CODE);
        try (Rule rule = account.meta(500, "{\"error\": {\"code\": 131016}}")) {
            assertThat(okta.call(body).status()).isEqualTo(503);
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertThat(okta.deliver(body).by()).isEqualTo(By.HOOK);
        assertThat(account.sent()).hasSize(1);
    }

    /** Meta would take longer than Okta waits. */
    @Test
    void theAnswerComesBeforeOktaGivesUp() {
        Duration hanging = Duration.ofSeconds(40);
        faulty.system()
                .graph()
                .faults()
                .on(
                        "POST",
                        "/" + account.numberId() + "/messages",
                        Fault.slow(hanging).times(1));
        Instant begin = Instant.now();

        Course course = okta.deliver(TO, CODE);

        assertThat(Duration.between(begin, Instant.now())).isLessThan(hanging.dividedBy(2));
        assertThat(course.by()).isEqualTo(By.OKTA);
        assertThat(course.last().status()).isEqualTo(422);
        assertThat(course.answers()).hasSize(1);
    }

    @Test
    void oktaSendsWhatTheAccountCannot() {
        account.messages().turn(false);
        assertThat(okta.deliver(TO, CODE))
                .satisfies(course -> assertThat(course.by()).isEqualTo(By.OKTA))
                .satisfies(course -> assertThat(course.last().status()).isEqualTo(409));
        assertThat(account.sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CALL", "Voice", "", "WHATSAPP"})
    void aCallIsLeftToOkta(String channel) {
        Course course = okta.deliver(OktaOrg.request(SIGN_IN, channel, TO, CODE));

        assertThat(course.by()).isEqualTo(By.OKTA);
        assertThat(course.last().status()).isEqualTo(400);
        assertThat(course.last().body().at("/error/errorCauses/0/location").asText())
                .isEqualTo("data.messageProfile.deliveryChannel");
        assertThat(account.sent()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"phoneNumber": "+436605550123", "otpCode": "493027"}                                | 200
            {"phoneNumber": "+43 660 5550123", "otpCode": "493027", "locale": "no locale!"}      | 200
            {"phoneNumber": "+436605550123", "otpCode": "493027", "locale": ["de"]}              | 200
            {"phoneNumber": "+436605550123", "otpCode": "493027", "deliveryChannel": "sms"}      | 200
            {"phoneNumber": "436605550123", "otpCode": "493027"}                                 | 400
            {"phoneNumber": "6605550123", "otpCode": "493027"}                                   | 400
            {"phoneNumber": "+436605550123"}                                                     | 400
            {"phoneNumber": "+436605550123", "msgTemplate": "Your code is 493027"}               | 400
            {"phoneNumber": "+436605550123", "otpCode": 493027}                                  | 400
            {"phoneNumber": "+436605550123", "otpCode": "1234567890123456"}                      | 400
            {"otpCode": "493027"}                                                                | 400
            []                                                                                   | 400
            null                                                                                 | 400
            """)
    void whatOktaSendsIsRead(String messageProfile, int status) {
        Course course = okta.deliver("{\"data\": {\"messageProfile\": " + messageProfile + "}}");

        assertThat(course.last().status()).as("%s", course.last().body()).isEqualTo(status);
        assertThat(account.sent()).hasSize(status == 200 ? 1 : 0);
        assertThat(course.last().response().body()).doesNotContain(CODE, "5550123");
    }

    @Test
    void aBodyThatCannotBeReadIsLeftToOkta() {
        for (String body :
                new String[] {"{", "[]", "{}", "{\"data\": 1}", "{\"data\": \"" + "x".repeat(70_000) + "\"}"}) {
            assertThat(okta.deliver(body).by()).isEqualTo(By.OKTA);
        }
        assertThat(account.sent()).isEmpty();
    }

    @Test
    void aKeyOfTheRightKindAloneIsTheWholeHeader() {
        ObjectNode kind = HooksApi.named("PingOne").put("kind", "PINGONE");
        String another = okta.hooks().makeKey(kind).body().path("key").asText();
        String body = OktaOrg.request(SIGN_IN, "SMS", TO, CODE);
        JsonNode refused = null;
        for (String key : new String[] {another, "Bearer " + okta.key(), okta.key() + "x", "Basic x"}) {
            SenderApi.Answer answer = new OktaOrg(okta.hooks(), key, true).call(body);
            ErrorBody.check(answer, 404, "NOT_FOUND");
            JsonNode shown = ((ObjectNode) answer.body()).without("id");
            assertThat(shown).isEqualTo(refused == null ? shown : refused);
            refused = shown;
        }
        assertThat(account.sent()).isEmpty();
    }
}

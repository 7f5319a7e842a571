package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.aws.LocalSns.Sms;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.messages.MessageProblem;
import org.mfasender.local.graph.webhooks.Delivery;

/** Codes of a user pool that WhatsApp does not deliver go by SMS: once, and never beside a message that may arrive. */
class CognitoSmsE2E {

    private static final String SNS = "POST /";

    private static Faulty faulty;
    private static SendingAccount account;
    private static UserPool pool;

    private final String code = Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 999_999_999_999L));
    /** Another one each time: who has no WhatsApp is remembered. */
    private final String phone = "+43660" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);

    private int smsBefore;
    private int messagesBefore;

    @BeforeAll
    static void start() {
        faulty = UserPool.start(true);
        pool = new UserPool(faulty.system());
        withoutAnAccount();
        account = UserPool.account(faulty);
    }

    private static void withoutAnAccount() {
        assertThat(pool.deliver(pool.event("Authentication", "314159"))).isTrue();
        assertThat(faulty.system().sns().sent())
                .containsExactly(new Sms(UserPool.PHONE, "314159 is your one-time code."));
    }

    @AfterAll
    static void stop() {
        faulty.close();
    }

    @BeforeEach
    void count() {
        smsBefore = faulty.system().sns().sent().size();
        messagesBefore = account.sent().size();
    }

    @AfterEach
    void noLogHasCodeOrNumber() {
        assertThat(faulty.log().lines().toString()).doesNotContain(code, phone.substring(1));
        assertThat(new Stored(faulty.system()).messages().toString()).doesNotContain(code, phone.substring(1));
    }

    @Test
    void whatWhatsAppDeliversIsNotSentBySms() {
        deliveredTwice(event());

        assertThat(sms()).isEmpty();
        assertThat(messages()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {131026, 132001, 131016, 130429})
    void whatMetaRefusesGoesBySmsOnce(int metaCode) {
        ObjectNode event = event();
        try (Rule rule = account.meta(400, "{\"error\": {\"code\": " + metaCode + "}}")) {
            assertThat(pool.deliver(event)).isTrue();
            assertThat(rule.struck()).isEqualTo(1);
        }

        assertThat(pool.deliver(event)).isTrue();
        assertThat(sms()).containsExactly(new Sms(phone, code + " is your one-time code."));
        assertThat(messages())
                .as("what is refused for now is not sent later beside the SMS")
                .isZero();
    }

    @Test
    void anEventThatComesSeveralTimesAtOnceGoesBySmsOnce() {
        ObjectNode event = event();
        try (Rule rule = account.meta(500, "{\"error\": {\"code\": 131016}}")) {
            pool.deliverAtOnce(4, event);
            assertThat(rule.struck()).isEqualTo(1);
        }
        deliveredTwice(event);

        assertThat(sms()).hasSize(1);
        assertThat(messages()).isZero();
    }

    @Test
    void whatMetaReportsAsUndeliverableGoesBySms() {
        String waba = account.account().wabaId();
        faulty.system().graph().webhooks().script(waba, List.of(Delivery.of("failed")));
        faulty.system().graph().messages().recipients().fail(waba, phone.substring(1), MessageProblem.UNDELIVERABLE, 1);

        deliveredTwice(event());

        faulty.system().graph().webhooks().script(waba, List.of(Delivery.of("delivered")));
        assertThat(sms()).hasSize(1);
        assertThat(messages()).isEqualTo(1);
    }

    @Test
    void whatMayHaveLeftIsNotSentBySms() {
        ObjectNode event = event();
        try (Rule rule = account.metaFails(Way.ANSWER_LOST)) {
            assertThat(pool.deliver(event)).isTrue();
            assertThat(rule.struck()).isEqualTo(1);
        }
        deliveredTwice(event);

        assertThat(sms()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"long password", "unknown trigger", "unknown version"})
    void whatWhatsAppCannotCarryGoesBySms(String what) {
        ObjectNode event = event();
        ObjectNode request = (ObjectNode) event.path("request");
        String sent = code;
        switch (what) {
            case "long password" -> {
                sent = "Aa1!" + code + "++";
                request.put("code", pool.encrypted(sent, UserPool.KEY));
            }
            case "unknown trigger" -> event.put("triggerSource", "CustomSMSSender_Another");
            default -> request.put("type", "customSMSSenderRequestV2");
        }

        deliveredTwice(event);

        assertThat(sms()).containsExactly(new Sms(phone, sent + " is your one-time code."));
        assertThat(messages()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REFUSED", "ANSWER_LOST"})
    void anSmsThatMayHaveLeftIsNotSentAgain(Way way) {
        ObjectNode event = event();
        try (Rule meta = account.meta(400, "{\"error\": {\"code\": 131026}}");
                Rule sns = faulty.proxy().fail(SNS, way, "PhoneNumber")) {
            assertThat(pool.deliver(event)).isTrue();
            assertThat(meta.struck()).isEqualTo(1);
            assertThat(sns.struck()).isEqualTo(1);
        }
        deliveredTwice(event);

        assertThat(sms()).hasSize(way == Way.ANSWER_LOST ? 1 : 0);
    }

    @Test
    void anSmsThatIsThrottledIsTriedAgain() {
        String throttled = "<ErrorResponse><Error><Type>Sender</Type><Code>Throttled</Code><Message>" + code
                + "</Message></Error></ErrorResponse>";
        ObjectNode event = event();
        try (Rule meta = account.meta(400, "{\"error\": {\"code\": 131026}}");
                Rule sns = faulty.proxy().answer(SNS, 429, throttled, "PhoneNumber")) {
            assertThat(pool.deliver(event)).isFalse();
            assertThat(meta.struck()).isEqualTo(1);
            assertThat(sns.struck()).isEqualTo(1);
        }
        deliveredTwice(event);

        assertThat(sms()).hasSize(1);
    }

    @Test
    void aRecipientGetsNoMoreBySmsThanTheLimitsAllow() {
        SendingAccount.awaitAmpleHour();
        try (Rule rule = account.meta(400, "{\"error\": {\"code\": 131026}}")) {
            assertThat(rule.struck()).isZero();
            for (int i = 0; i < 12; i++) {
                assertThat(pool.deliver(pool.event("SignUp", code, phone))).isTrue();
            }
        }
        assertThat(sms()).hasSizeLessThan(11).isNotEmpty();
    }

    private ObjectNode event() {
        return pool.event("Authentication", code, phone);
    }

    private void deliveredTwice(ObjectNode event) {
        assertThat(pool.deliver(event)).isTrue();
        assertThat(pool.deliver(event)).isTrue();
    }

    private List<Sms> sms() {
        List<Sms> all = faulty.system().sns().sent();
        return all.subList(smsBefore, all.size());
    }

    private int messages() {
        return account.sent().size() - messagesBefore;
    }
}

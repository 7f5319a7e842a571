package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.messages.SentMessage;

/** Codes of an Amazon Cognito user pool, from the event to Meta, with nothing in the place of WhatsApp. */
class CognitoE2E {

    private static Faulty faulty;
    private static SendingAccount account;
    private static UserPool pool;

    private final String code = "K" + ThreadLocalRandom.current().nextLong(10_000_000_000_000L, 99_999_999_999_999L);
    private int sentBefore;

    @BeforeAll
    static void start() {
        faulty = UserPool.start(false);
        account = UserPool.account(faulty);
        pool = new UserPool(faulty.system());
    }

    @AfterAll
    static void stop() {
        faulty.close();
    }

    @BeforeEach
    void count() {
        sentBefore = account.sent().size();
    }

    /** Neither the code nor the number is anywhere but at Meta. */
    @AfterEach
    void nobodyElseKnowsThem() {
        Stored stored = new Stored(faulty.system());
        assertThat(List.of(
                        text(faulty.log().lines()),
                        text(faulty.printed()),
                        text(stored.items()),
                        text(stored.messages())))
                .noneMatch(place -> place.contains(code) || place.contains(UserPool.PHONE.substring(1)));
        assertThat(faulty.system().sns().sent()).isEmpty();
    }

    private static String text(List<?> lines) {
        return lines.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "SignUp, pairing",
        "ResendCode, pairing",
        "VerifyUserAttribute, pairing",
        "UpdateUserAttribute, pairing",
        "AdminCreateUser, pairing",
        "Authentication, authentication",
        "ForgotPassword, authentication",
    })
    void aCodeOfEachKindGoesToMetaOnce(String trigger, String purpose) {
        ObjectNode event = pool.event(trigger, code);

        assertThat(pool.deliver(event)).isTrue();

        assertThat(sent()).singleElement().satisfies(message -> {
            assertThat("+" + message.recipient()).isEqualTo(UserPool.PHONE);
            assertThat(message.template()).contains(purpose);
        });
        assertThat(ending()).contains("\"codeOutcome\":\"whatsapp\"");
        String bodies = faulty.system().graph().requests().stream()
                .map(request -> request.body())
                .collect(Collectors.joining());
        assertThat(bodies).contains(code);
        assertThat(pool.deliver(event)).isTrue();
        assertThat(sent()).hasSize(1);
        assertThat(ending()).contains("\"codeOutcome\":\"repeated\"");
    }

    @Test
    void anEventThatComesSeveralTimesAtOnceIsSentOnce() {
        ObjectNode event = pool.event("Authentication", code);

        pool.deliverAtOnce(4, event);

        assertThat(pool.deliver(event)).isTrue();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void anotherCodeIsAnotherMessageAlsoWhenItsDigitsAreTheSame() {
        pool.deliver(pool.event("Authentication", code));
        pool.deliver(pool.event("Authentication", code));

        assertThat(sent()).hasSize(2);
    }

    @Test
    void aLocaleThatNobodyCanReadGetsTheDefault() {
        ObjectNode event = pool.event("Authentication", code);
        ((ObjectNode) event.at("/request/userAttributes")).put("locale", "!! " + code);

        assertThat(pool.deliver(event)).isTrue();

        assertThat(sent())
                .singleElement()
                .satisfies(message -> assertThat(message.language()).startsWith("en"));
    }

    @Test
    void whatMetaRefusesForNowIsTriedAgainAndSentOnce() {
        ObjectNode event = pool.event("Authentication", code);
        try (Rule rule = account.meta(500, "{\"error\": {\"code\": 131016, \"message\": \"" + code + "\"}}")) {
            assertThat(pool.deliver(event)).isFalse();
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertThat(ending()).contains("\"codeOutcome\":\"retried\"", "META_UNAVAILABLE", "TEMPORARY_FAILURE");

        assertThat(pool.deliver(event)).isTrue();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void whatMetaRefusesForGoodIsNotTriedAgain() {
        ObjectNode event = pool.event("Authentication", code);
        try (Rule rule = account.meta(400, "{\"error\": {\"code\": 132001}}")) {
            assertThat(pool.deliver(event)).isTrue();
            assertThat(pool.deliver(event)).isTrue();
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertThat(ending()).contains("\"codeOutcome\":\"failed\"", "TEMPLATE_REFUSED");
        assertThat(sent()).isEmpty();
    }

    @Test
    void whatMayHaveBeenSentIsNotSentAgain() {
        ObjectNode event = pool.event("Authentication", code);
        try (Rule rule = account.metaFails(Way.ANSWER_LOST)) {
            assertThat(pool.deliver(event)).isTrue();
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertThat(ending()).contains("\"codeOutcome\":\"unknown\"");

        assertThat(pool.deliver(event)).isTrue();
        assertThat(sent()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"PutItem, KEY#", "GetItem, ENV#", "Decrypt, userpool-id"})
    void whenAwsFailsTheEventIsTriedAgain(String call, String part) {
        ObjectNode event = pool.event("Authentication", code);
        String answer = "{\"__type\":\"InternalServerError\",\"message\":\"" + code + " " + UserPool.PHONE + "\"}";
        try (Rule rule = faulty.proxy().answer(call, 500, answer, part)) {
            assertThat(pool.deliver(event)).isFalse();
            assertThat(rule.struck()).isPositive();
        }

        assertThat(pool.deliver(event)).isTrue();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aKeyThatMayNotBeUsedIsNotTriedAgain() {
        String answer = "{\"__type\":\"AccessDeniedException\",\"message\":\"" + code + "\"}";
        try (Rule rule = faulty.proxy().answer("Decrypt", 400, answer, "userpool-id")) {
            assertThat(pool.deliver(pool.event("Authentication", code))).isTrue();
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertThat(ending()).contains("\"codeOutcome\":\"invalid\"", "CODE_NOT_DECRYPTED");
    }

    @ParameterizedTest
    @CsvSource({
        "no code,           CODE_MISSING",
        "code null,         CODE_MISSING",
        "not encrypted,     CODE_NOT_DECRYPTED",
        "no Base64,         CODE_NOT_DECRYPTED",
        "another key,       CODE_NOT_DECRYPTED",
        "long password,     CODE_NOT_SENDABLE",
        "signs,             CODE_NOT_SENDABLE",
        "no phone,          PHONE_NUMBER_MISSING",
        "not a phone,       UNREADABLE_PHONE_NUMBER",
        "unknown trigger,   UNKNOWN_TRIGGER",
        "unknown version,   UNKNOWN_EVENT",
        "another trigger,   UNKNOWN_EVENT",
    })
    void badInputEndsWithAReasonAndIsNotTriedAgain(String what, String cause) {
        assertThat(pool.deliver(bad(what))).isTrue();

        assertThat(ending()).contains("\"codeCause\":\"" + cause + "\"");
        assertThat(sent()).isEmpty();
    }

    private ObjectNode bad(String what) {
        ObjectNode event = pool.event("AdminCreateUser", code);
        ObjectNode request = (ObjectNode) event.path("request");
        ObjectNode attributes = (ObjectNode) request.path("userAttributes");
        switch (what) {
            case "no code" -> request.remove("code");
            case "code null" -> request.putNull("code");
            case "not encrypted" -> request.put("code", "bm90IGVuY3J5cHRlZA==");
            case "no Base64" -> request.put("code", code);
            case "another key" -> request.put("code", pool.encrypted(code, UserPool.KEY.replace("c091", "c092")));
            case "long password" -> request.put("code", pool.encrypted(code + "x", UserPool.KEY));
            case "signs" -> request.put("code", pool.encrypted("Aa1!" + code.substring(5), UserPool.KEY));
            case "no phone" -> attributes.remove("phone_number");
            case "not a phone" -> attributes.put("phone_number", code);
            case "unknown trigger" -> event.put("triggerSource", "CustomSMSSender_" + code);
            case "unknown version" -> request.put("type", "customSMSSenderRequestV2");
            case "another trigger" ->
                event.set("request", SenderApi.JSON.createObjectNode().put("usernameParameter", code));
            default -> throw new AssertionError(what);
        }
        return event;
    }

    private List<SentMessage> sent() {
        List<SentMessage> all = account.sent();
        return all.subList(sentBefore, all.size());
    }

    /** The last line of the function's log that is no metric. */
    private static String ending() {
        return faulty.log().lines().stream()
                .filter(line -> line.function().equals(UserPool.FUNCTION)
                        && line.message().contains("\"durationMillis\""))
                .toList()
                .getLast()
                .message();
    }
}

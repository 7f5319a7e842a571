package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;

/** No code, recipient or ID of Meta's is found anywhere but in what Meta is sent and in the first answer, whatever goes wrong. */
@ExtendWith(WithFaultProxy.class)
class SendingCanaryE2E {

    private final Faulty faulty;
    private final SendingAccount account;
    private final String code = "K" + random(14);
    private final String identity = "I" + random(14) + "=";
    /** The last four digits are kept. */
    private final String recipient = "43660" + random(7);

    private final List<String> answers = new ArrayList<>();
    private String wamid = "none yet";

    SendingCanaryE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
    }

    private static String random(int digits) {
        return String.valueOf(
                ThreadLocalRandom.current().nextLong((long) Math.pow(10, digits - 1), (long) Math.pow(10, digits)));
    }

    @AfterEach
    void noCanaryIsFoundAnywhere() {
        places().forEach((place, text) -> assertThat(text)
                .as(place)
                .doesNotContain(code, identity, recipient, recipient.substring(2), wamid)
                .doesNotContain(wamid.replaceFirst("^wamid\\.", "")));
    }

    @Test
    void searchFindsThemWhereTheyBelong() {
        SenderApi.Answer first = send();
        wamid = first.body().path("whatsAppMessageId").asText();
        String sent = faulty.system().graph().requests().stream()
                .map(request -> request.body())
                .collect(Collectors.joining());

        assertThat(sent).contains(code, identity, recipient);
        assertThat(wamid).startsWith("wamid.");
        note(send());
        note(account.messages().get(first.body().path("id").asText()));
        assertThat(places()).allSatisfy((place, text) -> assertThat(text).isNotEmpty());
        assertThat(account.items("MESSAGE"))
                .singleElement()
                .satisfies(item -> assertThat(item).containsKeys("wamidHash"));
    }

    /** Meta's answer, which quotes what it was sent. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            400 | {"error": {"message": "No CODE to RECIPIENT", "code": 131026, "error_data": {"details": "CODE RECIPIENT"}}}
            500 | {"error": {"message": "CODE", "type": "RECIPIENT", "code": 131000, "fbtrace_id": "RECIPIENT CODE"}}
            400 | {"error": {"message": "CODE", "code": 190, "error_user_title": "CODE", "error_user_msg": "RECIPIENT"}}
            200 | {"messages": "CODE RECIPIENT"}
            502 | <html>CODE to RECIPIENT</html>
            """)
    void whenMetaQuotesThem(int status, String answer) {
        try (Rule rule = account.meta(status, answer.replace("CODE", code).replace("RECIPIENT", recipient))) {
            note(send());
            note(send());
            assertThat(rule.struck()).isPositive();
        }
    }

    /** A call of AWS that fails and quotes what it was sent. */
    @ParameterizedTest
    @CsvSource({"PutItem, KEY#", "UpdateItem, MESSAGE#", "GetItem, ENV#", "GetSecretValue, sender"})
    void whenAwsFails(String call, String part) {
        String answer = "{\"__type\":\"ValidationException\",\"message\":\"" + code + " " + recipient + "\"}";
        try (Rule rule = faulty.proxy()
                .answer(
                        call,
                        400,
                        answer,
                        part,
                        account.messages().api().environment().toString())) {
            SenderApi.Answer first = send();
            wamid = first.body().path("whatsAppMessageId").asText("none yet");
            if (first.status() != 202) {
                note(first);
            }
            assertThat(rule.struck()).isPositive();
        }
    }

    @Test
    void whenTheAnswerIsLost() {
        try (Rule rule = account.metaFails(Way.ANSWER_LOST)) {
            note(send());
            note(send());
            assertThat(rule.struck()).isEqualTo(1);
        }
        wamid = account.sent().getFirst().id();
    }

    /** Members in the wrong places. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"to": "CODE", "code": "RECIPIENT+"}
            {"to": "+RECIPIENT", "code": "CODE CODE"}
            {"to": ["RECIPIENT"], "code": {"CODE": 1}}
            {"to": "+RECIPIENT", "code": "CODE", "locale": "CODE RECIPIENT"}
            {"to": "+RECIPIENT", "code": "CODE", "variant": "unknown"}
            {"to": "+RECIPIENT", "code": "CODE", "identityKeyHash": "IDENTITY IDENTITY"}
            {"to": "+RECIPIENT", "code": "CODE"
            {"CODE": "RECIPIENT"}
            """)
    void whenTheRequestIsWrong(String body) {
        note(account.messages()
                .post(
                        body.replace("CODE", code)
                                .replace("RECIPIENT", recipient)
                                .replace("IDENTITY", identity),
                        "strong_authentication"));
        assertThat(answers.getFirst()).startsWith("4");
    }

    private SenderApi.Answer send() {
        return account.messages()
                .post(
                        MessagesApi.body("+" + recipient, code)
                                .put("identityKeyHash", identity)
                                .toString(),
                        "strong_authentication");
    }

    private Map<String, String> places() {
        Stored stored = new Stored(faulty.system());
        Map<String, String> places = new LinkedHashMap<>();
        places.put("HTTP answers", String.join("\n", answers));
        places.put("logs and metrics of functions", lines(faulty.log().lines()));
        places.put("the terminal", lines(faulty.printed()));
        places.put("the table of accounts", lines(stored.items()));
        places.put("the table of messages", lines(stored.messages()));
        return places;
    }

    private static String lines(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private void note(SenderApi.Answer answer) {
        answers.add(answer.status() + " " + answer.response().headers().map() + " "
                + answer.response().body());
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.World;

/** An account sends from several numbers: a recipient hears from one of them, and from another only when that one cannot. */
@ExtendWith(WithFaultProxy.class)
class SeveralNumbersE2E {

    private final SendingAccount account;
    private final MessagesApi messages;
    private final SenderApi api;
    private final List<String> numbers;
    private final World world;

    SeveralNumbersE2E(Faulty faulty) {
        this.account = SendingAccount.spread(faulty, 3);
        this.messages = account.messages();
        this.api = messages.api();
        this.numbers = account.numberIds();
        this.world = faulty.system().graph().world();
    }

    @Test
    void recipientsAreSpreadAndEachHearsFromOneNumber() {
        Map<String, String> numberOf = new HashMap<>();
        for (String code : List.of("100001", "100002")) {
            for (int recipient = 0; recipient < 30; recipient++) {
                String to = "+4366055501" + (10 + recipient);
                JsonNode message = send(to, code);
                String number = message.path("numberId").asText();
                assertThat(numberOf.merge(to, number, (first, next) -> first)).isEqualTo(number);
                assertThat(messages.get(message.path("id").asText())
                                .body()
                                .path("numberId")
                                .asText())
                        .isEqualTo(number);
                assertThat(account.sent().getLast().numberId()).isEqualTo(number);
            }
        }
        assertThat(numberOf.values()).containsAll(numbers);
    }

    /** Refusals that concern the number. */
    @ParameterizedTest
    @CsvSource({
        "400, 130429",
        "400, 131056",
        "400, 131048",
        "400, 133010",
        "500, 131045",
        "500, 131057",
        "400, 131021",
        "400, 33",
        "400, '100, \"error_subcode\": 33'"
    })
    void whatANumberCannotSendTheNextOneSends(int status, String code) {
        String first = send(MessagesApi.TO, "100001").path("numberId").asText();
        try (Rule meta = account.meta(first, status, error(code))) {
            JsonNode message = send(MessagesApi.TO, "100002");

            assertThat(message.path("numberId").asText()).isIn(numbers).isNotEqualTo(first);
            assertThat(messages.get(message.path("id").asText()).body().path("numberId"))
                    .isEqualTo(message.path("numberId"));
            assertThat(meta.struck()).isEqualTo(1);
            assertThat(account.sent())
                    .extracting(SentMessage::numberId)
                    .containsExactly(first, message.path("numberId").asText());
        }
        assertThat(send(MessagesApi.TO, "100003").path("numberId").asText()).isEqualTo(first);
    }

    /** Refusals that concern the recipient, the account or the message, and outcomes that nobody knows: another number does not help. */
    @ParameterizedTest
    @CsvSource({
        "400, 131026, 502",
        "403, 130497, 502",
        "400, 137000, 502",
        "404, 132001, 502",
        "401, 190,    502",
        "403, 131031, 502",
        "400, 80007,  429",
        "503, 131016, 503",
        "500, 131000, 504",
        "400, 1,      504",
        "500, 1,      504",
        "503, 2,      504",
    })
    void nothingElseIsTriedWithAnother(int metaStatus, String code, int status) {
        String first = send(MessagesApi.TO, "100001").path("numberId").asText();
        try (Rule meta = account.meta(first, metaStatus, error(code))) {
            assertThat(messages.send("100002").status()).isEqualTo(status);
            assertThat(meta.struck()).isEqualTo(1);
        }
        assertThat(account.sent()).hasSize(1);
    }

    /** What each number answers, ours, and whether the same may be sent later. */
    @ParameterizedTest
    @CsvSource({
        "130429, 130429, 130429, 429, RATE_LIMITED",
        "133010, 130429, 133010, 429, RATE_LIMITED",
        "131048, 133010, 133010, 429, RATE_LIMITED",
        "133010, 133010, 133010, 502, NUMBER_REFUSED",
    })
    void whenNoNumberCanSendTheAnswerSaysWhetherItMayLater(
            String first, String second, String third, int status, String cause) {
        try (Rule one = account.meta(numbers.get(0), 400, error(first));
                Rule two = account.meta(numbers.get(1), 400, error(second));
                Rule three = account.meta(numbers.get(2), 400, error(third))) {
            SenderApi.Answer answer = messages.send("100001");

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body().at("/details/0/innerError/cause").asText()).isEqualTo(cause);
            assertThat(List.of(one.struck(), two.struck(), three.struck())).containsOnly(1);
        }
        assertThat(account.sent()).isEmpty();
    }

    @Test
    void aNumberThatBecomesUnusableOrLeavesDropsOutAndComesBack() {
        PhoneNumber banned = world.waba(account.account().wabaId()).numbers().get(1);
        banned.set("status", "BANNED");
        run(2);
        assertThat(used()).doesNotContain(banned.id()).hasSize(2);
        assertThat(further())
                .extracting(number -> number.path("usable").asBoolean())
                .containsExactly(false, true);

        PhoneNumber selected = world.waba(account.account().wabaId()).numbers().getFirst();
        selected.set("status", "BANNED");
        run(3);
        assertThat(api.get().body().path("canSend").asBoolean()).isTrue();
        assertThat(used()).containsExactly(numbers.get(2));

        banned.set("status", "CONNECTED");
        selected.set("status", "CONNECTED");
        run(4);
        assertThat(used()).containsExactlyInAnyOrderElementsOf(numbers);
    }

    @Test
    void furtherNumbersStayUntilTheyAreReplaced() {
        JsonNode sending = sending();
        assertThat(further())
                .extracting(number -> number.path("numberId").asText())
                .as("the selected one is not a further one")
                .containsExactly(numbers.get(1), numbers.get(2));
        ObjectNode again = SenderApi.JSON.createObjectNode().put("enabled", true);
        again.set("furtherNumbers", sending.path("furtherNumbers"));
        assertThat(messages.turn(again.toString()).body())
                .as("as GET answers it")
                .isEqualTo(sending);
        assertThat(messages.turn(true).body()).as("left out").isEqualTo(sending);

        api.put(world.reissueToken(account.account()));
        api.awaitReady(2);
        assertThat(sending()).as("after new credentials").isEqualTo(sending);

        messages.spread(List.of());
        assertThat(further()).isEmpty();
        assertThat(used()).containsExactly(numbers.getFirst());
    }

    @Test
    void aSelectedNumberIsNoFurtherOne() {
        ObjectNode body = SenderApi.body(account.account());
        body.putArray("numbers").addObject().put("numberId", numbers.get(1)).put("selected", true);
        assertThat(api.put(body).status()).isLessThan(300);

        assertThat(further())
                .extracting(number -> number.path("numberId").asText())
                .containsExactly(numbers.get(2));
        assertThat(used()).containsExactlyInAnyOrder(numbers.get(1), numbers.get(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {"numberId": "4711"}     ; furtherNumbers INVALID_VALUE
            [{"number": "+1"}]       ; furtherNumbers[0].numberId REQUIRED_VALUE
            [{"numberId": "one"}]    ; furtherNumbers[0].numberId INVALID_VALUE
            [{"numberId": "471100"}] ; furtherNumbers[0].numberId INVALID_VALUE
            ["471100"]               ; furtherNumbers[0] INVALID_VALUE
            """)
    void refusesWhatIsNoNumberOfTheAccount(String value, String detail) {
        JsonNode before = sending();

        SenderApi.Answer answer = messages.turn("{\"enabled\": true, \"furtherNumbers\": " + value + "}");

        ErrorBody.check(answer, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(answer)).containsExactly(detail);
        assertThat(sending()).isEqualTo(before);
    }

    @Test
    void refusesANumberThatCannotSend() {
        messages.spread(List.of());
        world.waba(account.account().wabaId()).numbers().get(1).set("status", "BANNED");
        run(2);

        SenderApi.Answer answer = messages.spread(numbers);

        ErrorBody.check(answer, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(answer)).containsExactly("furtherNumbers[1].numberId CONSTRAINT_VIOLATION");
        assertThat(further()).isEmpty();
    }

    private void run(int generation) {
        api.put(account.account(), "Idempotency-Key", "run" + generation);
        api.awaitReady(generation);
    }

    private JsonNode send(String to, String code) {
        SenderApi.Answer answer = messages.post(MessagesApi.body(to, code).toString(), "strong_authentication");
        assertThat(answer.status()).isEqualTo(202);
        return answer.body();
    }

    /** The numbers from which many recipients hear. */
    private List<String> used() {
        int before = account.sent().size();
        for (int recipient = 0; recipient < 25; recipient++) {
            send("+4366055502" + (10 + recipient), String.valueOf(200_000 + before));
        }
        return account.sent().stream()
                .skip(before)
                .map(SentMessage::numberId)
                .distinct()
                .toList();
    }

    private JsonNode sending() {
        return api.send("GET", api.path() + "/sending", null).body();
    }

    private List<JsonNode> further() {
        return sending().path("furtherNumbers").valueStream().toList();
    }

    private static String error(String code) {
        return "{\"error\": {\"code\": " + code + "}}";
    }
}

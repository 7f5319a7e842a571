package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.protocol.Fault;

/**
 * Whatever call of {@code send} fails, before or after it had its effect, once or for as long as it is repeated: no passcode is sent
 * twice, and none is claimed that was not sent. A process that dies after a write leaves what a process leaves that cannot write any
 * more.
 */
@ExtendWith(WithFaultProxy.class)
class SendingFaultsE2E {

    private static final String CODE = "493027";

    private final Faulty faulty;
    private final SendingAccount account;
    private final MessagesApi messages;
    private final String environment;

    SendingFaultsE2E(Faulty faulty) {
        this.faulty = faulty;
        this.account = SendingAccount.ready(faulty);
        this.messages = account.messages();
        this.environment = messages.api().environment().toString();
    }

    /**
     * The call, a part of its content, how it fails, and the answers: to the request, to the same while it may be under way, and
     * after the deadline. Then, how many passcodes were sent.
     */
    @ParameterizedTest
    @CsvSource({
        "GetItem,        ENV#,      REFUSED,     500, 202, 202, 1",
        "GetItem,        ENV#,      ANSWER_LOST, 500, 202, 202, 1",
        "PutItem,        KEY#,      REFUSED,     500, 202, 202, 1",
        "PutItem,        KEY#,      ANSWER_LOST, 500, 202, 202, 1",
        "BatchGetItem,   REFUSED#,  REFUSED,     500, 202, 202, 1",
        "BatchGetItem,   REFUSED#,  ANSWER_LOST, 500, 202, 202, 1",
        "GetSecretValue, sender,    REFUSED,     500, 202, 202, 1",
        "GetSecretValue, sender,    ANSWER_LOST, 500, 202, 202, 1",
        "UpdateItem,     SENDING,   REFUSED,     500, 202, 202, 1",
        "UpdateItem,     SENDING,   ANSWER_LOST, 500, 202, 202, 1",
        "UpdateItem,     wamidHash, REFUSED,     202, 409, 504, 1",
        "UpdateItem,     wamidHash, ANSWER_LOST, 202, 202, 202, 1",
    })
    void aCallThatFailsSendsNothingTwice(
            String call, String part, Way way, int first, int meanwhile, int later, int sent) {
        try (Rule rule = faulty.proxy().fail(call, way, part, environment)) {
            assertThat(messages.send(CODE).status()).isEqualTo(first);
            assertThat(rule.struck()).isPositive();
        }
        assertThat(account.sent()).hasSize(first == 202 ? 1 : 0);
        assertThat(messages.send(CODE).status()).isEqualTo(meanwhile);
        account.passDeadlines();
        assertThat(messages.send(CODE).status()).isEqualTo(later);
        assertThat(account.sent()).hasSize(sent);
    }

    /** The SDK repeats it. */
    @ParameterizedTest
    @CsvSource({
        "GetItem,    ENV#,     REFUSED",
        "GetItem,    ENV#,     ANSWER_LOST",
        "PutItem,    KEY#,     REFUSED",
        "PutItem,    KEY#,     ANSWER_LOST",
        "UpdateItem, SENDING,  REFUSED",
        "UpdateItem, SENDING,  ANSWER_LOST",
        "UpdateItem, wamidHash, REFUSED",
        "UpdateItem, wamidHash, ANSWER_LOST",
    })
    void aCallThatFailsOnceChangesNothing(String call, String part, Way way) {
        try (Rule rule = faulty.proxy().fail(call, way, 1, part, environment)) {
            assertThat(messages.send(CODE).body().has("whatsAppMessageId")).isTrue();
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertThat(messages.send(CODE).status()).isEqualTo(202);
        assertThat(account.sent()).hasSize(1);
    }

    /** After the reservation: it can neither go on nor release its key. */
    @Test
    void aProcessThatDiesBeforeTheCallLeavesAnUnknownOutcome() {
        try (Rule reads = faulty.proxy().fail("BatchGetItem", Way.REFUSED, "REFUSED#", environment);
                Rule release = faulty.proxy().fail("DeleteItem", Way.REFUSED, "KEY#", environment);
                Rule refused = faulty.proxy().fail("UpdateItem", Way.REFUSED, "\"REFUSED\"", environment)) {
            assertThat(messages.send(CODE).status()).isEqualTo(500);
            assertThat(List.of(reads.struck(), release.struck(), refused.struck()))
                    .allMatch(struck -> struck > 0);
        }
        assertUnknownAfterTheDeadline(0);
    }

    /** That nothing was sent is known from either of two writes. */
    @ParameterizedTest
    @CsvSource({"DeleteItem, KEY#", "UpdateItem, REFUSED"})
    void aKeyThatIsGivenBackIsFreeWhenOneOfTheWritesFails(String call, String part) {
        try (Rule reads = faulty.proxy().fail("BatchGetItem", Way.REFUSED, "REFUSED#", environment);
                Rule release = faulty.proxy().fail(call, Way.REFUSED, part, environment)) {
            assertThat(messages.send(CODE).status()).isEqualTo(500);
            assertThat(List.of(reads.struck(), release.struck())).allMatch(struck -> struck > 0);
        }
        assertThat(messages.send(CODE).status()).isEqualTo(202);
        assertThat(account.sent()).hasSize(1);
    }

    /** After Meta has taken the message. */
    @Test
    void aProcessThatDiesAfterTheCallLeavesAnUnknownOutcome() {
        try (Rule rule = faulty.proxy().fail("UpdateItem", Way.REFUSED, "wamidHash", environment)) {
            messages.send(CODE);
            assertThat(rule.struck()).isPositive();
        }
        assertUnknownAfterTheDeadline(1);
    }

    private void assertUnknownAfterTheDeadline(int sent) {
        SenderApi.Answer under = messages.send(CODE);
        assertThat(under.status()).isEqualTo(409);
        account.passDeadlines();
        SenderApi.Answer unknown = messages.send(CODE);
        assertThat(unknown.status()).isEqualTo(504);
        String id = unknown.body().at("/details/0/innerError/messageId").asText();
        assertThat(under.body().at("/details/0/innerError/messageId").asText()).isEqualTo(id);
        assertThat(messages.get(id).body().path("status").asText()).isEqualTo("UNKNOWN");
        assertThat(messages.send(CODE).status()).isEqualTo(504);
        assertThat(account.sent()).hasSize(sent);
    }

    /** How Meta fails, our answer, and whether the passcode is at Meta. */
    @ParameterizedTest
    @CsvSource({
        "RESET, true",
        "RESET, false",
        "BAD_GATEWAY, true",
        "BAD_GATEWAY, false",
        "TRUNCATED, true",
        "EMPTY, true"
    })
    void whatMayHaveLeftIsNeverSentAgain(Fault.Kind kind, boolean effect) {
        Fault fault = Fault.of(kind);
        faulty.system().graph().faults().on("POST", path(), effect ? fault.afterTheEffect() : fault);

        assertThat(messages.send(CODE).status()).isEqualTo(504);
        assertThat(messages.send(CODE).status()).isEqualTo(504);

        faulty.system().graph().faults().clear();
        assertThat(messages.send(CODE).status()).isEqualTo(504);
        assertThat(account.sent()).hasSize(effect ? 1 : 0);
        assertThat(messages.send("111111").status())
                .as("a new passcode is a new message")
                .isEqualTo(202);
    }

    /** Meta's error may have come after the message was taken. */
    @ParameterizedTest
    @CsvSource({"503, 2", "500, 1", "500, -2", "500, 4711"})
    void anErrorWithoutAReasonIsUnknown(int status, int code) {
        try (Rule meta = account.meta(status, "{\"error\": {\"code\": " + code + "}}")) {
            assertThat(messages.send(CODE).status()).isEqualTo(504);
            assertThat(messages.send(CODE).status()).isEqualTo(504);
            assertThat(meta.struck()).isEqualTo(1);
        }
        assertThat(messages.send(CODE).status()).isEqualTo(504);
        assertThat(account.sent()).isEmpty();
    }

    /** Meta answers too late; meanwhile, the same request waits. */
    @Test
    void aLateAnswerIsUnknown() {
        faulty.system()
                .graph()
                .faults()
                .on("POST", path(), Fault.slow(Duration.ofSeconds(40)).times(1));

        assertThat(messages.send(CODE).status()).isEqualTo(504);

        assertThat(messages.send(CODE).status()).isEqualTo(504);
        faulty.system().graph().faults().clear();
        assertThat(account.sent().size()).isLessThanOrEqualTo(1);
    }

    /** A refusal that may pass, whose key cannot be given back. */
    @Test
    void aKeyThatIsNotReleasedSendsNothing() {
        try (Rule meta = account.meta(500, "{\"error\": {\"code\": 131016}}");
                Rule release = faulty.proxy().fail("DeleteItem", Way.REFUSED, "KEY#", environment);
                Rule refused = faulty.proxy().fail("UpdateItem", Way.REFUSED, "\"REFUSED\"", environment)) {
            assertThat(messages.send(CODE).status()).isEqualTo(503);
            assertThat(List.of(meta.struck(), release.struck(), refused.struck()))
                    .allMatch(struck -> struck > 0);
        }
        assertUnknownAfterTheDeadline(0);
    }

    private String path() {
        return "/" + account.numberId() + "/messages";
    }
}

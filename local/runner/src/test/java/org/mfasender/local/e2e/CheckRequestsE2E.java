package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A refusal that concerns the whole account asks for a check of it. */
@ExtendWith(WithFaultProxy.class)
class CheckRequestsE2E {

    private final Faulty faulty;

    CheckRequestsE2E(Faulty faulty) {
        this.faulty = faulty;
    }

    @ParameterizedTest
    @CsvSource({
        "401, 190,    CREDENTIALS_REFUSED",
        "403, 131031, ACCOUNT_REFUSED",
        "404, 132001, TEMPLATE_REFUSED",
        "400, 133010, NUMBER_REFUSED"
    })
    void isAskedForOnceInAWhile(int status, int code, String cause) {
        SendingAccount account = SendingAccount.ready(faulty);
        try (Rule meta = account.meta(status, error(code))) {
            account.messages().send("100001");
            account.messages().send("100002");
            assertThat(meta.struck()).isEqualTo(2);
        }

        Map<String, AttributeValue> item = single(account);
        assertThat(text(item, "cause")).isEqualTo(cause);
        Instant requestedAt = Instant.parse(text(item, "requestedAt"));
        assertThat(Objects.requireNonNull(item.get("expiresAt")).n())
                .isEqualTo(Long.toString(requestedAt.plusSeconds(600).getEpochSecond()));

        new Stored(faulty.system()).setMessage(item, "expiresAt", AttributeValue.fromN("1"));
        try (Rule meta = account.meta(403, error(131042))) {
            account.messages().send("100003");
            assertThat(meta.struck()).isEqualTo(1);
        }
        assertThat(text(single(account), "cause"))
                .as("when the last is long ago")
                .isEqualTo("ACCOUNT_REFUSED");
    }

    @ParameterizedTest
    @ValueSource(ints = {131026, 131056, 130429, 131016, 130497, 137000, 4711})
    void isNotAskedForOtherwise(int code) {
        SendingAccount account = SendingAccount.ready(faulty);
        try (Rule meta = account.meta(400, error(code))) {
            account.messages().send("100001");
            assertThat(meta.struck()).isEqualTo(1);
        }

        assertThat(account.items("CHECK")).isEmpty();
    }

    @Test
    void isAskedForAlsoWhenAnotherNumberHasSentTheMessage() {
        SendingAccount account = SendingAccount.spread(faulty, 2);
        String first = account.messages().send("100001").body().path("numberId").asText();
        try (Rule meta = account.meta(first, 400, error(133010))) {
            assertThat(account.messages().send("100002").status()).isEqualTo(202);
            assertThat(meta.struck()).isEqualTo(1);
        }

        assertThat(text(single(account), "cause")).isEqualTo("NUMBER_REFUSED");
    }

    @Test
    void changesNoAnswerWhenItCannotBeAskedFor() {
        SendingAccount account = SendingAccount.ready(faulty);
        try (Rule meta = account.meta(401, error(190));
                Rule check = faulty.proxy().fail("PutItem", Way.REFUSED, "CHECK#")) {
            SenderApi.Answer answer = account.messages().send("100001");

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.body().at("/details/0/innerError/cause").asText()).isEqualTo("CREDENTIALS_REFUSED");
            assertThat(meta.struck()).isEqualTo(1);
            assertThat(check.struck()).isPositive();
        }
        assertThat(account.items("CHECK")).isEmpty();
    }

    private static Map<String, AttributeValue> single(SendingAccount account) {
        assertThat(account.items("CHECK")).hasSize(1);
        return account.items("CHECK").getFirst();
    }

    private static String text(Map<String, AttributeValue> item, String member) {
        return Objects.requireNonNull(item.get(member)).s();
    }

    private static String error(int code) {
        return "{\"error\": {\"code\": " + code + "}}";
    }
}

package org.mfasender.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.secrets.Secret;

/** With the example of Svix, "Verifying webhooks manually", which the libraries of Standard Webhooks test themselves with. */
class StandardWebhooksReaderTest {

    private static final Secret KEY = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String RIGHT = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant TIME = Instant.ofEpochSecond(1_614_265_330);

    @ParameterizedTest
    @ValueSource(
            strings = {
                RIGHT,
                "v1,AAAA " + RIGHT,
                RIGHT + " v1,AAAA",
                "v1,AAAA, " + RIGHT,
                RIGHT + ", v1,AAAA",
                "v1a,AAAA " + RIGHT + " v2,AAAA"
            })
    void oneSignatureWithTheKeyIsEnough(String signatures) {
        assertThat(isMadeWithKey(BODY, signatures, TIME)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1,",
                "v1,====",
                "v1,AAAA",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=x",
                "xv1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            })
    void anythingElseIsNone(String signatures) {
        assertThat(isMadeWithKey(BODY, signatures, TIME)).isFalse();
    }

    @Test
    void bodyIdTimeAndKeyAreSigned() {
        assertThat(isMadeWithKey(BODY + " ", RIGHT, TIME)).isFalse();
        assertThat(isMadeWith(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx"), event(BODY, RIGHT), TIME))
                .isFalse();
        for (String header : new String[] {"webhook-id", "webhook-timestamp"}) {
            APIGatewayV2HTTPEvent event = event(BODY, RIGHT);
            event.getHeaders().compute(header, (name, value) -> value + "1");
            assertThat(isMadeWith(KEY, event, TIME)).as(header).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "-300, true", "301, false", "-301, false", "99999999, false"})
    void aSignatureIsValidForFiveMinutes(long later, boolean valid) {
        assertThat(isMadeWithKey(BODY, RIGHT, TIME.plusSeconds(later))).isEqualTo(valid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void withoutOneOfItsHeadersThereIsNone(String header) {
        APIGatewayV2HTTPEvent event = event(BODY, RIGHT);
        event.getHeaders().remove(header);

        assertThat(StandardWebhooksReader.proof(Events.request(event), TIME)).isEqualTo(Proof.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1614265330.0", "-1614265330", "9999999999999999999999"})
    void aTimeIsSecondsSince1970(String time) {
        APIGatewayV2HTTPEvent event = event(BODY, RIGHT);
        event.getHeaders().put("webhook-timestamp", time);

        assertThat(StandardWebhooksReader.proof(Events.request(event), TIME)).isEqualTo(Proof.NONE);
    }

    private static boolean isMadeWithKey(String body, String signatures, Instant now) {
        return isMadeWith(KEY, event(body, signatures), now);
    }

    private static boolean isMadeWith(Secret key, APIGatewayV2HTTPEvent event, Instant now) {
        return StandardWebhooksReader.proof(Events.request(event), now) instanceof Proof.Signature signature
                && signature.isMadeWith().test(key);
    }

    private static APIGatewayV2HTTPEvent event(String body, String signatures) {
        return APIGatewayV2HTTPEvent.builder()
                .withHeaders(new HashMap<>(Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", "1614265330",
                        "webhook-signature", signatures)))
                .withBody(body)
                .build();
    }
}

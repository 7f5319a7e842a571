package org.mfasender.hooks.zitadel;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.hooks.Proof;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.secrets.Secret;

/** With a signature that was computed with OpenSSL: {@code printf '1700000000.{"a": 1}' | openssl dgst -sha256 -hmac simulatedKey}. */
class ZitadelSignatureReaderTest {

    private static final Secret KEY = new Secret("simulatedKey");
    private static final String BODY = "{\"a\": 1}";
    private static final String HEX = "d0d9878d599f55af6cfc86f1e43203a10c4f32d567d6652c7132db1f485a0973";
    private static final String RIGHT = "t=1700000000,v1=" + HEX;
    private static final String OTHER = "v1=0000000000000000000000000000000000000000000000000000000000000000";
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                RIGHT,
                RIGHT + "," + OTHER,
                "t=1700000000," + OTHER + ",v1=" + HEX,
                "v1=" + HEX + ",t=1700000000",
                RIGHT + ",v2=abc"
            })
    void oneSignatureWithTheKeyIsEnough(String header) {
        assertThat(isMadeWith(KEY, BODY, header, TIME)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "t=1700000000",
                "v1=" + HEX,
                "t=,v1=" + HEX,
                "t=1700000001,v1=" + HEX,
                "t=99999999999999,v1=" + HEX,
                "t=-1,v1=" + HEX,
                "t=1700000000,v2=" + HEX,
                "t=1700000000," + OTHER,
                RIGHT + "0",
                "t=1700000000 v1=" + HEX
            })
    void anythingElseIsNone(String header) {
        assertThat(isMadeWith(KEY, BODY, header, TIME)).isFalse();
    }

    @Test
    void bodyAndKeyAreSigned() {
        assertThat(isMadeWith(KEY, BODY + " ", RIGHT, TIME)).isFalse();
        assertThat(isMadeWith(new Secret("simulatedKez"), BODY, RIGHT, TIME)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "-300, true", "301, false", "-301, false"})
    void aSignatureIsValidForFiveMinutes(long later, boolean valid) {
        assertThat(isMadeWith(KEY, BODY, RIGHT, TIME.plusSeconds(later))).isEqualTo(valid);
    }

    private static boolean isMadeWith(Secret key, String body, String header, Instant now) {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withHeaders(Map.of("zitadel-signature", header))
                .withBody(body)
                .build();
        return ZitadelSignatureReader.proof(Events.request(event), now) instanceof Proof.Signature signature
                && signature.isMadeWith().test(key);
    }
}

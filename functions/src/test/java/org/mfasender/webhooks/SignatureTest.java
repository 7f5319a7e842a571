package org.mfasender.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.secrets.Secret;

class SignatureTest {

    /** Made with openssl: {@code openssl dgst -sha256 -hmac}. */
    private static final String DIGEST = "eefab58106e73358686845848feb95c56372e7391b3dc050b6a31c8c5f347ece";

    private static final byte[] BODY = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}".getBytes(UTF_8);
    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");

    @Test
    void isMetas() {
        Signature signature = Signature.read("sha256=" + DIGEST).orElseThrow();

        assertThat(signature.isOf(BODY, SECRET)).isTrue();
        assertThat(signature.isOf(BODY, new Secret("0123456789abcdef0123456789abcdee")))
                .isFalse();
        assertThat(signature.isOf("{\"object\":\"whatsapp_business_account\",\"entry\": []}".getBytes(UTF_8), SECRET))
                .as("the same JSON in other bytes")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", DIGEST, "sha1=" + DIGEST, "sha256=" + DIGEST + "00", "sha256=xyz", "sha256=" + DIGEST + "\n"
            })
    void anythingElseIsNoSignature(String header) {
        assertThat(Signature.read(header)).isEmpty();
    }
}

package org.mfasender.messages.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.Secret;

class EnvironmentKeyTest {

    private static final EnvironmentId SOME =
            new EnvironmentId(UUID.fromString("11111111-2222-4333-8444-555555555555"));
    private static final EnvironmentId OTHER =
            new EnvironmentId(UUID.fromString("11111111-2222-4333-8444-555555555556"));

    private final EnvironmentKey key = EnvironmentKey.of(new Secret("example secret of a stack"), SOME);

    /**
     * By openssl: {@code printf 'environment|11111111-2222-4333-8444-555555555555' | openssl dgst -sha256 -hmac 'example secret of a
     * stack'}, and with its result as {@code hexkey} that of {@code label|value}.
     */
    @Test
    void aHashIsTheHmacOfLabelAndValue() {
        assertThat(key.hash("label", "value"))
                .isEqualTo("adbdfb884ff32ee2230b5669d07280a437a44e814cdb341144385a231732d138");
    }

    @Test
    void hashesOfOtherEnvironmentsLabelsAndSecretsHaveNothingInCommon() {
        assertThat(key.hash("label", "value"))
                .isNotEqualTo(EnvironmentKey.of(new Secret("example secret of a stack"), OTHER)
                        .hash("label", "value"))
                .isNotEqualTo(
                        EnvironmentKey.of(new Secret("another secret"), SOME).hash("label", "value"))
                .isNotEqualTo(key.hash("other", "value"))
                .isNotEqualTo(key.hash("label", "other"));
    }

    @Test
    void aRecipientIsRecognisedHoweverItIsWritten() throws Exception {
        RecipientReader reader = new RecipientReader();
        Recipient mobile = reader.read("+55 11 98765-4321");
        Recipient old = reader.read("+55 11 8765-4321");

        assertThat(key.hash(mobile)).isEqualTo(key.hash(old)).matches("[0-9a-f]{64}");
        assertThat(key.rangeHash(mobile)).isEqualTo(key.rangeHash(old)).isNotEqualTo(key.hash(mobile));
        assertThat(key.hash(reader.read("+55 11 98765-4322"))).isNotEqualTo(key.hash(mobile));
        assertThat(key.rangeHash(reader.read("+55 11 98765-4322"))).isEqualTo(key.rangeHash(mobile));
    }

    @Test
    void aKeyNeverPrintsItself() {
        assertThat(key).hasToString("(key)");
    }
}

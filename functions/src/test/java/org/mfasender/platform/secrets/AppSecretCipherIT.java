package org.mfasender.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;

import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.core.exception.SdkException;

class AppSecretCipherIT {

    private static final Secret SECRET = new Secret("0123456789abcdef0123456789abcdef");

    private AwsServices aws;
    private AppSecretCipher cipher;

    @BeforeEach
    void start() throws Exception {
        aws = AwsServices.start();
        cipher = new AppSecretCipher(aws.kms(), "simulated");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aSecretIsDecryptedForItsEnvironmentAndAppOnly() throws Exception {
        String encrypted = cipher.encrypt(ENVIRONMENT, "1", SECRET, AwsServices.KEY);

        assertThat(encrypted).doesNotContain(SECRET.reveal());
        assertThat(cipher.decrypt(ENVIRONMENT, "1", encrypted)).contains(SECRET);
        assertThat(cipher.decrypt(ENVIRONMENT, "2", encrypted)).isEmpty();
        assertThat(cipher.decrypt(new EnvironmentId(UUID.randomUUID()), "1", encrypted))
                .isEmpty();
        assertThat(cipher.decrypt(ENVIRONMENT, "1", Base64.getEncoder().encodeToString(new byte[] {1})))
                .isEmpty();
        assertThat(new AppSecretCipher(aws.kms(), "another").decrypt(ENVIRONMENT, "1", encrypted))
                .as("of another stack")
                .isEmpty();
    }

    /** The stack has another key since. */
    @Test
    void aFormerKeyStillDecryptsWhatItEncrypted() throws Exception {
        String former = cipher.encrypt(ENVIRONMENT, "1", SECRET, AwsServices.KEY);
        String current = cipher.encrypt(ENVIRONMENT, "1", SECRET, AwsServices.KEY + "2");

        assertThat(cipher.decrypt(ENVIRONMENT, "1", former)).contains(SECRET);
        assertThat(cipher.decrypt(ENVIRONMENT, "1", current)).contains(SECRET);
        aws.withDisabledKey(() -> {
            assertThatThrownBy(() -> cipher.decrypt(ENVIRONMENT, "1", former))
                    .isInstanceOf(KeyUnavailableException.class);
            assertThatCode(() -> assertThat(cipher.decrypt(ENVIRONMENT, "1", current))
                            .contains(SECRET))
                    .doesNotThrowAnyException();
        });
    }

    @Test
    void aSecretWhoseKeyIsGoneIsLost() {
        String former = cipher.encrypt(ENVIRONMENT, "1", SECRET, AwsServices.KEY + "2");

        aws.deleteKey(AwsServices.KEY + "2");

        assertThatThrownBy(() -> cipher.decrypt(ENVIRONMENT, "1", former))
                .isInstanceOfSatisfying(
                        KeyUnavailableException.class,
                        gone -> assertThat(gone.isLost()).isTrue());
    }

    @Test
    void aKeyServiceThatFailsIsNoWrongSecret() {
        String encrypted = cipher.encrypt(ENVIRONMENT, "1", SECRET, AwsServices.KEY);
        aws.withDisabledKey(() -> assertThatThrownBy(() -> cipher.decrypt(ENVIRONMENT, "1", encrypted))
                .isInstanceOfSatisfying(
                        KeyUnavailableException.class,
                        disabled -> assertThat(disabled.isLost()).isFalse()));
        aws.close();
        assertThatThrownBy(() -> cipher.decrypt(ENVIRONMENT, "1", encrypted))
                .isInstanceOf(KeyUnavailableException.class)
                .hasCauseInstanceOf(SdkException.class);
    }
}

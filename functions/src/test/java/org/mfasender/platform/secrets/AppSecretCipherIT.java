package org.mfasender.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
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
        cipher = new AppSecretCipher(aws.kms(), AwsServices.KEY);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void aSecretIsDecryptedForItsEnvironmentAndAppOnly() throws Exception {
        String encrypted = cipher.encrypt(ENVIRONMENT, "1", SECRET);

        assertThat(encrypted).doesNotContain(SECRET.reveal());
        assertThat(cipher.decrypt(ENVIRONMENT, "1", encrypted)).contains(SECRET);
        assertThat(cipher.decrypt(ENVIRONMENT, "2", encrypted)).isEmpty();
        assertThat(cipher.decrypt(new EnvironmentId(UUID.randomUUID()), "1", encrypted))
                .isEmpty();
        assertThat(cipher.decrypt(ENVIRONMENT, "1", Base64.getEncoder().encodeToString(new byte[] {1})))
                .isEmpty();
    }

    @Test
    void aKeyServiceThatFailsIsNoWrongSecret() {
        String encrypted = cipher.encrypt(ENVIRONMENT, "1", SECRET);
        AppSecretCipher anotherKeys = new AppSecretCipher(aws.kms(), AwsServices.KEY + "2");
        assertThatThrownBy(() -> anotherKeys.decrypt(ENVIRONMENT, "1", encrypted))
                .isInstanceOfSatisfying(
                        KeyUnavailableException.class,
                        other -> assertThat(other.isForGood()).isTrue());
        aws.withDisabledKey(() -> assertThatThrownBy(() -> cipher.decrypt(ENVIRONMENT, "1", encrypted))
                .isInstanceOfSatisfying(
                        KeyUnavailableException.class,
                        disabled -> assertThat(disabled.isForGood()).isFalse()));
        aws.close();
        assertThatThrownBy(() -> cipher.decrypt(ENVIRONMENT, "1", encrypted))
                .isInstanceOf(KeyUnavailableException.class)
                .hasCauseInstanceOf(SdkException.class);
    }
}

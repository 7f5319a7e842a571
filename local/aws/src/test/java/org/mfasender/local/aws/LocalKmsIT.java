package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;

class LocalKmsIT {

    private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/one";
    private static final Map<String, String> CONTEXT = Map.of("a", "1", "b", "2");

    private final LocalKeys keys = new LocalKeys();
    private LocalKms service;
    private KmsClient client;

    @BeforeEach
    void start() throws Exception {
        service = LocalKms.start(keys);
        client = Clients.build(KmsClient.builder(), service.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void whatIsEncryptedIsDecryptedInTheSameContext() {
        SdkBytes encrypted = encrypt("secret");

        assertThat(encrypted.asByteArray()).isNotEqualTo(encrypt("secret").asByteArray());
        assertThat(decrypt(KEY, CONTEXT, encrypted)).isEqualTo("secret");
    }

    @Test
    void anotherContextAnotherKeyOrAnotherTextDecryptsNothing() {
        SdkBytes encrypted = encrypt("secret");
        byte[] changed = encrypted.asByteArray();
        changed[changed.length - 1] ^= 1;

        assertThatThrownBy(() -> decrypt(KEY, Map.of("a", "1"), encrypted))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> decrypt(KEY + "2", CONTEXT, encrypted)).isInstanceOf(IncorrectKeyException.class);
        assertThatThrownBy(() -> decrypt(KEY, CONTEXT, SdkBytes.fromByteArray(changed)))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> decrypt(KEY, CONTEXT, SdkBytes.fromUtf8String("x")))
                .isInstanceOf(InvalidCiphertextException.class);
    }

    /** A ciphertext of a symmetric key names it. */
    @Test
    void whatIsEncryptedIsDecryptedWithoutNamingTheKey() {
        SdkBytes encrypted = encrypt("secret");
        byte[] ofNoKey = encrypted.asByteArray();
        ofNoKey[0] ^= 1;

        assertThat(client.decrypt(request -> request.ciphertextBlob(encrypted).encryptionContext(CONTEXT))
                        .keyId())
                .isEqualTo(KEY);
        assertThatThrownBy(() -> client.decrypt(request -> request.ciphertextBlob(encrypted)))
                .isInstanceOf(InvalidCiphertextException.class);
        assertThatThrownBy(() -> client.decrypt(request ->
                        request.ciphertextBlob(SdkBytes.fromByteArray(ofNoKey)).encryptionContext(CONTEXT)))
                .isInstanceOf(InvalidCiphertextException.class);
        keys.disable(KEY);
        assertThatThrownBy(() -> client.decrypt(
                        request -> request.ciphertextBlob(encrypted).encryptionContext(CONTEXT)))
                .isInstanceOf(DisabledException.class);
    }

    @Test
    void aDisabledKeyDoesNothing() {
        SdkBytes encrypted = encrypt("secret");
        keys.disable(KEY);

        assertThatThrownBy(() -> decrypt(KEY, CONTEXT, encrypted)).isInstanceOf(DisabledException.class);
        assertThatThrownBy(() -> encrypt("secret")).isInstanceOf(DisabledException.class);

        keys.enable(KEY);
        assertThat(decrypt(KEY, CONTEXT, encrypted)).isEqualTo("secret");
    }

    @Test
    void aTextHasItsLimits() {
        assertThat(decrypt(KEY, CONTEXT, encrypt("x".repeat(4096)))).hasSize(4096);
        assertThatThrownBy(() -> encrypt("x".repeat(4097))).isInstanceOf(KmsException.class);
        assertThatThrownBy(() -> encrypt("")).isInstanceOf(KmsException.class);
    }

    private SdkBytes encrypt(String text) {
        return client.encrypt(request -> request.keyId(KEY)
                        .plaintext(SdkBytes.fromUtf8String(text))
                        .encryptionContext(CONTEXT))
                .ciphertextBlob();
    }

    private String decrypt(String key, Map<String, String> context, SdkBytes encrypted) {
        return client.decrypt(
                        request -> request.keyId(key).ciphertextBlob(encrypted).encryptionContext(context))
                .plaintext()
                .asUtf8String();
    }
}

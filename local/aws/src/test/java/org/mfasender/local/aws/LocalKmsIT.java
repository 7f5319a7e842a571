package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

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

    @Test
    void aDataKeyIsWhatItsCiphertextDecryptsTo() {
        GenerateDataKeyResponse one = dataKey(request -> request.numberOfBytes(32));
        GenerateDataKeyResponse other = dataKey(request -> request.keySpec(DataKeySpec.AES_128));

        assertThat(one.keyId()).isEqualTo(KEY);
        assertThat(one.plaintext().asByteArray()).hasSize(32);
        assertThat(plaintext(one, CONTEXT)).isEqualTo(one.plaintext());
        assertThat(other.plaintext().asByteArray()).hasSize(16);
        assertThat(plaintext(other, CONTEXT)).isEqualTo(other.plaintext());
        assertThat(dataKey(request -> request.keySpec(DataKeySpec.AES_256))
                        .plaintext()
                        .asByteArray())
                .hasSize(32)
                .isNotEqualTo(one.plaintext().asByteArray());
        assertThatThrownBy(() -> plaintext(one, Map.of("a", "1"))).isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void aDataKeyHasOneLength() {
        assertThat(dataKey(request -> request.numberOfBytes(1024)).plaintext().asByteArray())
                .hasSize(1024);
        refused(request -> {});
        refused(request -> request.numberOfBytes(32).keySpec(DataKeySpec.AES_256));
        refused(request -> request.numberOfBytes(0));
        refused(request -> request.numberOfBytes(1025));
        refused(request -> request.keySpec("AES_512"));
    }

    private void refused(Consumer<GenerateDataKeyRequest.Builder> length) {
        assertThatThrownBy(() -> dataKey(length))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"));
    }

    @Test
    void withoutItsKeyNoDataKeyIsMadeOrDecrypted() {
        GenerateDataKeyResponse made = dataKey(request -> request.numberOfBytes(32));
        keys.disable(KEY);

        assertThatThrownBy(() -> dataKey(request -> request.numberOfBytes(32))).isInstanceOf(DisabledException.class);
        assertThatThrownBy(() -> plaintext(made, CONTEXT)).isInstanceOf(DisabledException.class);

        keys.enable(KEY);
        keys.delete(KEY);
        assertThatThrownBy(() -> dataKey(request -> request.numberOfBytes(32))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> plaintext(made, CONTEXT))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("AccessDeniedException"));
    }

    private GenerateDataKeyResponse dataKey(Consumer<GenerateDataKeyRequest.Builder> length) {
        return client.generateDataKey(request -> {
            request.keyId(KEY).encryptionContext(CONTEXT);
            length.accept(request);
        });
    }

    private SdkBytes plaintext(GenerateDataKeyResponse made, Map<String, String> context) {
        return client.decrypt(
                        request -> request.ciphertextBlob(made.ciphertextBlob()).encryptionContext(context))
                .plaintext();
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

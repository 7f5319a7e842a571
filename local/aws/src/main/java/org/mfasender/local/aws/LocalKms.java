package org.mfasender.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS KMS in memory, for {@code Encrypt}, {@code GenerateDataKey} and {@code Decrypt} with a symmetric key. A key exists as soon as it is named, and lives as long
 * as the service.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html">Encrypt</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html">GenerateDataKey</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">Decrypt</a>
 */
public final class LocalKms implements AutoCloseable {

    private static final int MARK_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LARGEST_PLAINTEXT = 4_096;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = random.generateSeed(32);
    private final Set<String> disabled = ConcurrentHashMap.newKeySet();
    private final AwsJsonServer server;

    private LocalKms() throws IOException {
        this.server = AwsJsonServer.start(
                "TrentService",
                "1.1",
                Map.of(
                        "Encrypt", this::encrypt,
                        "GenerateDataKey", this::generateDataKey,
                        "Decrypt", this::decrypt));
    }

    /** Starts on a free port. */
    public static LocalKms start() throws IOException {
        return new LocalKms();
    }

    /** The endpoint override for an SDK client. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Disables a key: nothing is encrypted or decrypted with it. */
    public void disable(String keyId) {
        disabled.add(keyId);
    }

    /** Enables a key again. */
    public void enable(String keyId) {
        disabled.remove(keyId);
    }

    @Override
    public void close() {
        server.close();
    }

    private JsonNode encrypt(ObjectNode request) throws AwsError {
        byte[] plaintext = bytes(request, "Plaintext");
        if (plaintext.length == 0 || plaintext.length > LARGEST_PLAINTEXT) {
            throw new AwsError("ValidationException", "Plaintext must have 1 to 4096 bytes");
        }
        return Answer.object()
                .put("CiphertextBlob", Base64.getEncoder().encodeToString(sealed(plaintext, request)))
                .put("KeyId", keyId(request))
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    private JsonNode generateDataKey(ObjectNode request) throws AwsError {
        int bytes = request.path("NumberOfBytes")
                .asInt(request.path("KeySpec").asText().equals("AES_128") ? 16 : 32);
        byte[] dataKey = new byte[bytes];
        random.nextBytes(dataKey);
        return Answer.object()
                .put("Plaintext", Base64.getEncoder().encodeToString(dataKey))
                .put("CiphertextBlob", Base64.getEncoder().encodeToString(sealed(dataKey, request)))
                .put("KeyId", keyId(request));
    }

    private byte[] sealed(byte[] plaintext, ObjectNode request) throws AwsError {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] sealed;
        try {
            sealed = cipher(Cipher.ENCRYPT_MODE, iv, request).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return ByteBuffer.allocate(MARK_BYTES + IV_BYTES + sealed.length)
                .put(mark(keyId(request)))
                .put(iv)
                .put(sealed)
                .array();
    }

    private JsonNode decrypt(ObjectNode request) throws AwsError {
        byte[] blob = bytes(request, "CiphertextBlob");
        if (blob.length <= MARK_BYTES + IV_BYTES) {
            throw invalidCiphertext();
        }
        ByteBuffer buffer = ByteBuffer.wrap(blob);
        byte[] mark = new byte[MARK_BYTES];
        buffer.get(mark);
        if (!Arrays.equals(mark, mark(keyId(request)))) {
            throw new AwsError(
                    "IncorrectKeyException", "The key ID in the request does not identify the key of the ciphertext");
        }
        byte[] iv = new byte[IV_BYTES];
        buffer.get(iv);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        try {
            byte[] plaintext = cipher(Cipher.DECRYPT_MODE, iv, request).doFinal(sealed);
            return Answer.object()
                    .put("Plaintext", Base64.getEncoder().encodeToString(plaintext))
                    .put("KeyId", keyId(request))
                    .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        } catch (GeneralSecurityException e) {
            throw invalidCiphertext();
        }
    }

    /** Key and encryption context are both what the cipher authenticates: with another of either, nothing is decrypted. */
    private Cipher cipher(int mode, byte[] iv, ObjectNode request) throws GeneralSecurityException, AwsError {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
        Map<String, String> context = new TreeMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(
                        member -> context.put(member.getKey(), member.getValue().asText()));
        cipher.updateAAD((keyId(request) + context).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private String keyId(ObjectNode request) throws AwsError {
        String keyId = request.path("KeyId").asText();
        if (keyId.isEmpty()) {
            throw new AwsError("ValidationException", "KeyId is missing; here, Decrypt needs it, too");
        }
        if (disabled.contains(keyId)) {
            throw new AwsError("DisabledException", keyId + " is disabled.");
        }
        return keyId;
    }

    /** Names the key of a ciphertext in it. */
    private static byte[] mark(String keyId) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(keyId.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static byte[] bytes(ObjectNode request, String member) throws AwsError {
        try {
            return Base64.getDecoder().decode(request.path(member).asText());
        } catch (IllegalArgumentException e) {
            throw new AwsError("SerializationException", member + " is not in Base64");
        }
    }

    private static AwsError invalidCiphertext() {
        return new AwsError("InvalidCiphertextException", "The ciphertext cannot be decrypted");
    }
}

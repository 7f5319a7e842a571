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
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS KMS in memory, for {@code Encrypt}, {@code GenerateDataKey} and {@code Decrypt} with a symmetric key, which lives as long as the
 * service.
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
    private static final int LARGEST_DATA_KEY = 1_024;
    private static final Map<String, Integer> KEY_SPECS = Map.of("AES_128", 16, "AES_256", 32);

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = random.generateSeed(32);
    private final LocalKeys keys;
    private final Map<String, String> encryptedWith = new ConcurrentHashMap<>();
    private final AwsJsonServer server;

    private LocalKms(LocalKeys keys) throws IOException {
        this.keys = keys;
        this.server = AwsJsonServer.start(
                "TrentService",
                "1.1",
                Map.of(
                        "Encrypt", this::encrypt,
                        "GenerateDataKey", this::generateDataKey,
                        "Decrypt", this::decrypt));
    }

    /** Starts on a free port. */
    public static LocalKms start(LocalKeys keys) throws IOException {
        return new LocalKms(keys);
    }

    /** The endpoint override for an SDK client. */
    public URI endpoint() {
        return server.endpoint();
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
                .put("KeyId", request.path("KeyId").asText())
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
    }

    private JsonNode generateDataKey(ObjectNode request) throws AwsError {
        byte[] dataKey = new byte[length(request)];
        random.nextBytes(dataKey);
        return Answer.object()
                .put("Plaintext", Base64.getEncoder().encodeToString(dataKey))
                .put("CiphertextBlob", Base64.getEncoder().encodeToString(sealed(dataKey, request)))
                .put("KeyId", request.path("KeyId").asText());
    }

    /** Of a data key, in bytes. */
    private static int length(ObjectNode request) throws AwsError {
        if (request.hasNonNull("NumberOfBytes") == request.hasNonNull("KeySpec")) {
            throw new AwsError("ValidationException", "Please specify either number of bytes or key spec.");
        }
        if (request.hasNonNull("KeySpec")) {
            Integer bytes = KEY_SPECS.get(request.path("KeySpec").asText());
            if (bytes == null) {
                throw new AwsError("ValidationException", "KeySpec must satisfy enum value set: [AES_256, AES_128]");
            }
            return bytes;
        }
        int bytes = request.path("NumberOfBytes").asInt();
        if (bytes < 1 || bytes > LARGEST_DATA_KEY) {
            throw new AwsError("ValidationException", "NumberOfBytes must be 1 to 1024");
        }
        return bytes;
    }

    private byte[] sealed(byte[] plaintext, ObjectNode request) throws AwsError {
        String keyId = request.path("KeyId").asText();
        if (keyId.isEmpty()) {
            throw new AwsError("ValidationException", "KeyId must have length greater than or equal to 1");
        }
        if (!keys.exists(keyId)) {
            throw new AwsError("NotFoundException", "Key '" + keyId + "' does not exist");
        }
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] sealed;
        try {
            sealed = cipher(Cipher.ENCRYPT_MODE, iv, enabled(keyId), request).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        byte[] mark = mark(keyId);
        encryptedWith.put(HexFormat.of().formatHex(mark), keyId);
        return ByteBuffer.allocate(MARK_BYTES + IV_BYTES + sealed.length)
                .put(mark)
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
        String keyId = encryptedWith.get(HexFormat.of().formatHex(mark));
        if (keyId == null) {
            throw invalidCiphertext();
        }
        if (request.hasNonNull("KeyId") && !request.path("KeyId").asText().equals(keyId)) {
            throw new AwsError(
                    "IncorrectKeyException", "The key ID in the request does not identify the key of the ciphertext");
        }
        if (!keys.exists(keyId)) {
            throw new AwsError(
                    "AccessDeniedException",
                    "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you"
                            + " are not allowed to access.");
        }
        byte[] iv = new byte[IV_BYTES];
        buffer.get(iv);
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        try {
            byte[] plaintext =
                    cipher(Cipher.DECRYPT_MODE, iv, enabled(keyId), request).doFinal(sealed);
            return Answer.object()
                    .put("Plaintext", Base64.getEncoder().encodeToString(plaintext))
                    .put("KeyId", keyId)
                    .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        } catch (GeneralSecurityException e) {
            throw invalidCiphertext();
        }
    }

    /** Key and encryption context are both what the cipher authenticates: with another of either, nothing is decrypted. */
    private Cipher cipher(int mode, byte[] iv, String keyId, ObjectNode request) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
        Map<String, String> context = new TreeMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(
                        member -> context.put(member.getKey(), member.getValue().asText()));
        cipher.updateAAD((keyId + context).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private String enabled(String keyId) throws AwsError {
        if (!keys.isEnabled(keyId)) {
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

package org.mfasender.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The value of a version: a string or bytes. Not a record, because a record would print it. */
final class SecretValue {

    private static final int LARGEST = 65_536;

    private final boolean text;
    private final byte[] bytes;

    private SecretValue(boolean text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** The value of a request, or null if it has none. */
    static @Nullable SecretValue in(ObjectNode request) throws AwsError {
        boolean hasText = request.hasNonNull("SecretString");
        boolean hasBytes = request.hasNonNull("SecretBinary");
        if (hasText && hasBytes) {
            throw new AwsError(
                    "InvalidParameterException",
                    "You can't specify both a binary secret value and a string secret value in the same secret.");
        }
        if (!hasText && !hasBytes) {
            return null;
        }
        SecretValue value = hasText
                ? new SecretValue(true, request.get("SecretString").asText().getBytes(StandardCharsets.UTF_8))
                : new SecretValue(false, bytes(request));
        if (value.bytes.length == 0 || value.bytes.length > LARGEST) {
            throw new AwsError(
                    "ValidationException", "The secret value must have a length between 1 and " + LARGEST + " bytes.");
        }
        return value;
    }

    private static byte[] bytes(ObjectNode request) throws AwsError {
        try {
            return Base64.getDecoder().decode(request.path("SecretBinary").asText());
        } catch (IllegalArgumentException notBase64) {
            throw new AwsError("SerializationException", "SecretBinary is not Base64");
        }
    }

    void writeTo(ObjectNode answer) {
        if (text) {
            answer.put("SecretString", new String(bytes, StandardCharsets.UTF_8));
        } else {
            answer.put("SecretBinary", bytes);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretValue that && text == that.text && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SecretValue[hidden]";
    }
}

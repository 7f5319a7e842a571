package org.mfasender.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list; the token is the position where the next one starts. */
record Page<T>(List<T> items, @Nullable String nextToken) {

    /** Reads the size and token members, whose names differ between services. Size 0 is the service's default. */
    static <T> Page<T> of(
            List<T> all, ObjectNode request, String sizeMember, String tokenMember, int largest, String tokenError)
            throws AwsError {
        int size = request.path(sizeMember).asInt(0);
        if (size < 0 || size > largest) {
            throw new AwsError("ValidationException", sizeMember + " must be at most " + largest);
        }
        int from = position(request.path(tokenMember).asText(""), all.size(), tokenError);
        int to = Math.min(all.size(), from + (size == 0 ? Math.min(100, largest) : size));
        return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? token(to) : null);
    }

    private static String token(int position) {
        return Base64.getUrlEncoder().encodeToString(Integer.toString(position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token, int size, String tokenError) throws AwsError {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            int position = Integer.parseInt(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
            if (position >= 0 && position <= size) {
                return position;
            }
        } catch (IllegalArgumentException notOurs) {
            throw new AwsError(tokenError, "Invalid token");
        }
        throw new AwsError(tokenError, "Invalid token");
    }
}

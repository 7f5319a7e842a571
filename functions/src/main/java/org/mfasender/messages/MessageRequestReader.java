package org.mfasender.messages;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.templates.Purpose;

/**
 * Reads the body of a message: {@code {to, code, locale?, variant?, correlationId?, identityKeyHash?}}. All faults are
 * reported at once, without what was sent; other
 * members are ignored, as PingOne does.
 */
public final class MessageRequestReader {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String CORRELATION_ID = "[\\x20-\\x7e]{1,128}";

    /** Meta does not say what it is made of: what cannot be one is refused. */
    private static final Pattern IDENTITY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final MemberReader body;

    private MessageRequestReader(MemberReader body) {
        this.body = body;
    }

    /**
     * Reads a request to send a passcode.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    public static MessageRequest read(HttpRequest request, Purpose purpose) {
        return new MessageRequestReader(MemberReader.ofBody(request)).readRequest(request, purpose);
    }

    /**
     * Reads a request to send a sample to a number of one's own: the same without code.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    static MessageRequest readTest(HttpRequest request, Purpose purpose, Secret sample) {
        MessageRequestReader reader = new MessageRequestReader(MemberReader.ofBody(request));
        return reader.finished(purpose, sample, true, reader.key(request));
    }

    private MessageRequest readRequest(HttpRequest request, Purpose purpose) {
        Secret code = code(body, "code");
        return finished(purpose, code, false, key(request));
    }

    private @Nullable String key(HttpRequest request) {
        String key = request.header("idempotency-key").orElse(null);
        if (key != null && !KEY.matcher(key).matches()) {
            body.fault(Violation.invalid(
                    "Idempotency-Key", "The key has 1 to 255 printable ASCII characters, without blanks."));
        }
        return key;
    }

    private MessageRequest finished(Purpose purpose, @Nullable Secret code, boolean sample, @Nullable String key) {
        String to = body.required("to", "The recipient's phone number is missing.");
        String locale = body.text("locale");
        String variant = body.text("variant");
        String correlationId = correlationId();
        Secret identity = identity();
        body.refuseFaults();
        return new MessageRequest(
                purpose,
                new Secret(Objects.requireNonNull(to)),
                Objects.requireNonNull(code),
                sample,
                locale,
                variant,
                correlationId,
                identity,
                key);
    }

    private @Nullable Secret identity() {
        String hash = body.text("identityKeyHash");
        if (hash == null) {
            return null;
        }
        if (!IDENTITY.matcher(hash).matches()) {
            body.fault(Violation.invalid(
                    "identityKeyHash", "The hash has 1 to 255 printable ASCII characters, without blanks."));
        }
        return new Secret(hash);
    }

    private @Nullable String correlationId() {
        String id = body.text("correlationId");
        if (id != null && !id.matches(CORRELATION_ID)) {
            body.fault(Violation.pattern(
                    "correlationId", "A correlation ID has 1 to 128 printable ASCII characters.", CORRELATION_ID));
            return null;
        }
        return id;
    }

    /** A member that is a passcode; null when it is missing or wrong, which is a fault. */
    public static @Nullable Secret code(MemberReader body, String member) {
        if (body.required(member, "The passcode is missing.") == null) {
            return null;
        }
        // Not cleaned: what arrives must be what is checked later.
        Secret code = new Secret(body.asPasted(member));
        if (!Passcode.fits(code)) {
            body.fault(Violation.pattern(
                    body.target(member), "A code has 1 to 15 letters or digits, A to Z and 0 to 9.", Passcode.PATTERN));
            return null;
        }
        return code;
    }
}

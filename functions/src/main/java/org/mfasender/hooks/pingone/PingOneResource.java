package org.mfasender.hooks.pingone;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.hooks.ProductLocale;
import org.mfasender.hooks.ProductResource;
import org.mfasender.hooks.Proof;
import org.mfasender.messages.MessageAnswer;
import org.mfasender.messages.MessageRequest;
import org.mfasender.messages.MessageRequestReader;
import org.mfasender.messages.Passcode;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.senderkeys.storage.MessageText;
import org.mfasender.senderkeys.storage.SenderKey;
import org.mfasender.senderkeys.storage.SenderKeyKind;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.PurposeReader;

/**
 * {@code POST /v1/hooks/{environmentId}/pingone/{templateName}}: a custom provider of PingOne, for SMS. An administrator writes its body
 * with PingOne's variables: {@code to}, {@code code}, {@code locale} and {@code message}, as a form or as JSON. What is not sent is
 * answered with PingOne's own error body.
 *
 * @see <a href="https://developer.pingidentity.com/pingone-api/platform/notifications/phone-delivery-settings.html">Phone Delivery
 *     Settings</a>
 */
public final class PingOneResource implements ProductResource {

    /**
     * How long PingOne waits is not documented. If it gives up earlier, and another provider sends the same passcode, a user has it twice;
     * a shorter time would leave users without it when a function starts cold.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** {@code NUMBER_ONLY}: with country code, without plus. */
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{1,14}");

    private static final Pattern UNSET = Pattern.compile("\\s*(\\$\\{[^}]*})?\\s*");

    @Override
    public SenderKeyKind kind() {
        return SenderKeyKind.PINGONE;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    /** {@code BEARER}, {@code BASIC} or {@code CUSTOM_HEADER}. */
    @Override
    public Proof proof(HttpRequest request, Instant now) {
        Optional<String> authorization = request.header("Authorization");
        return Stream.of(
                        Proof.bearer(authorization),
                        Proof.basic(authorization),
                        Proof.header(request.header("X-Sender-Key")))
                .filter(proof -> !proof.equals(Proof.NONE))
                .findFirst()
                .orElse(Proof.NONE);
    }

    @Override
    public MessageRequest read(HttpRequest request, SenderKey key) {
        Purpose purpose = PurposeReader.read(request);
        MemberReader body = MemberReader.ofJsonOrForm(request);
        if (isSet(body, "voice")) {
            body.fault(Violation.invalid("voice", "WhatsApp does not call. Use the hook for SMS alone."));
        }
        String to = to(body);
        Secret code = isSet(body, "code") ? MessageRequestReader.code(body, "code") : codeInText(body, key);
        body.refuseFaults();
        return new MessageRequest(
                purpose,
                new Secret(Objects.requireNonNull(to)),
                Objects.requireNonNull(code),
                false,
                ProductLocale.of(body.asPasted("locale")),
                null,
                null,
                null,
                null);
    }

    /** A variable without a value may be left out, be blank, or stay as it was written. */
    private static boolean isSet(MemberReader body, String member) {
        return !body.lacks(member) && !UNSET.matcher(body.asPasted(member)).matches();
    }

    /** In a form that is not encoded, the plus of a number becomes a blank. */
    private static @Nullable String to(MemberReader body) {
        String to = body.required("to", "The recipient is missing. Write to=${to} into the body.");
        return to == null || !DIGITS.matcher(to).matches() ? to : "+" + to;
    }

    /** The passcode in a text that the key was made for; null when there is none, which is a fault. */
    private static @Nullable Secret codeInText(MemberReader body, SenderKey key) {
        List<Secret> found = key.texts().stream()
                .flatMap(text -> MessageText.parse(text).stream())
                .flatMap(text -> text.passcode(body.asPasted("message")).stream())
                .distinct()
                .map(Secret::new)
                .filter(Passcode::fits)
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        body.fault(Violation.required(
                "code",
                key.texts().isEmpty()
                        ? "The passcode is missing. Write code=${otp} into the body."
                        : "The passcode is missing, and the message is none of the texts of the sender key."));
        return null;
    }

    /** PingOne does not document what it takes for success. */
    @Override
    public HttpResponse sent(HttpResponse answer) {
        return HttpResponse.ok(Map.of("id", MessageAnswer.idIn(answer)));
    }
}

package org.mfasender.hooks.okta;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.hooks.ObjectReader;
import org.mfasender.hooks.ProductLocale;
import org.mfasender.hooks.ProductResource;
import org.mfasender.hooks.Proof;
import org.mfasender.messages.MessageAnswer;
import org.mfasender.messages.MessageRequest;
import org.mfasender.messages.MessageRequestReader;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.senderkeys.storage.SenderKey;
import org.mfasender.senderkeys.storage.SenderKeyKind;
import org.mfasender.templates.Purpose;

/**
 * {@code POST /v1/hooks/{environmentId}/okta}: Okta's telephony inline hook. After any status but 200, and after three seconds, Okta sends
 * the passcode by a provider of its own.
 *
 * @see <a href="https://developer.okta.com/docs/reference/telephony-hook/">Telephony inline hook reference</a>
 * @see <a href="https://developer.okta.com/docs/concepts/inline-hooks/">Inline hooks, "Time out and retry"</a>
 */
public final class OktaResource implements ProductResource {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_KILOBYTES = 64;
    private static final String ENROLLMENT = "com.okta.user.telephony.pre-enrollment";
    private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /** Okta repeats 5xx, once, and no 4xx. */
    private static final int NOT_TO_BE_REPEATED = 422;

    @Override
    public SenderKeyKind kind() {
        return SenderKeyKind.OKTA;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    /** The header is what an administrator has entered, without a scheme. */
    @Override
    public Proof proof(HttpRequest request, Instant now) {
        return Proof.header(request.header("Authorization"));
    }

    /**
     * {@code eventId} names the message, and is no idempotency key: whether a retry has the same one is not documented. By sending's own
     * rule, the same passcode for the same recipient is sent once.
     */
    @Override
    public MessageRequest read(HttpRequest request, SenderKey key) {
        MemberReader body = MemberReader.ofBody(request, MOST_KILOBYTES);
        MemberReader message = ObjectReader.required(ObjectReader.required(body, "data"), "messageProfile");
        refuseCall(message);
        String to = message.required("phoneNumber", "The recipient's phone number is missing.");
        Secret code = MessageRequestReader.code(message, "otpCode");
        body.refuseFaults();
        return new MessageRequest(
                purpose(body),
                new Secret(Objects.requireNonNull(to)),
                Objects.requireNonNull(code),
                false,
                ProductLocale.of(message.asPasted("locale")),
                null,
                eventId(body),
                null,
                null);
    }

    /** The reference says {@code CALL}, users of the hook have seen {@code Voice}. */
    private static void refuseCall(MemberReader message) {
        if (!message.lacks("deliveryChannel")
                && !message.asPasted("deliveryChannel").equalsIgnoreCase("SMS")) {
            message.fault(Violation.values(
                    message.target("deliveryChannel"),
                    "WhatsApp does not call. Only passcodes that would go by SMS are sent.",
                    List.of("SMS")));
        }
    }

    /** Sign-in, unlocking and a new password all authenticate a user whose number is known. */
    private static Purpose purpose(MemberReader body) {
        return body.asPasted("requestType").equals(ENROLLMENT) ? Purpose.DEVICE_PAIRING : Purpose.STRONG_AUTHENTICATION;
    }

    private static @Nullable String eventId(MemberReader body) {
        String id = body.asPasted("eventId");
        return EVENT_ID.matcher(id).matches() ? id : null;
    }

    @Override
    public HttpResponse sent(HttpResponse answer) {
        return HttpResponse.ok(OktaAnswer.sent(MessageAnswer.idIn(answer)));
    }

    /** Not 200, although Okta's reference has errors there: it says both that Okta then sends the passcode, and that nobody does. */
    @Override
    public HttpResponse notSent(ApiException refusal) {
        boolean mayPass = refusal.headers().containsKey("Retry-After");
        int status = refusal.status() >= 500 && !mayPass ? NOT_TO_BE_REPEATED : refusal.status();
        return new HttpResponse(status, OktaErrorAnswer.of(refusal), refusal.headers());
    }
}

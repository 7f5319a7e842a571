package org.mfasender.hooks.supabase;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.hooks.ObjectReader;
import org.mfasender.hooks.ProductLocale;
import org.mfasender.hooks.ProductResource;
import org.mfasender.hooks.Proof;
import org.mfasender.hooks.StandardWebhooksReader;
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
import org.mfasender.templates.PurposeReader;

/**
 * {@code POST /v1/hooks/{environmentId}/supabase/{templateName}}: Supabase Auth's hook "Send SMS". Supabase repeats 429 and 503 with
 * {@code Retry-After}, twice, and shows everything else as an error to the user.
 *
 * @see <a href="https://supabase.com/docs/guides/auth/auth-hooks/send-sms-hook">Send SMS Hook</a>
 * @see <a href="https://github.com/supabase/auth/tree/master/internal/hooks">what it sends, and reads of the answer</a>
 */
public final class SupabaseResource implements ProductResource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_KILOBYTES = 64;
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{1,14}");

    @Override
    public SenderKeyKind kind() {
        return SenderKeyKind.SUPABASE;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Proof proof(HttpRequest request, Instant now) {
        return StandardWebhooksReader.proof(request, now);
    }

    @Override
    public MessageRequest read(HttpRequest request, SenderKey key) {
        Purpose purpose = PurposeReader.read(request);
        MemberReader body = MemberReader.ofBody(request, MOST_KILOBYTES);
        MemberReader sms = ObjectReader.required(body, "sms");
        MemberReader user = ObjectReader.required(body, "user");
        String to = to(sms, user);
        Secret code = MessageRequestReader.code(sms, "otp");
        body.refuseFaults();
        String number = Objects.requireNonNull(to);
        String passcode = Objects.requireNonNull(code).reveal();
        return new MessageRequest(
                purpose,
                new Secret(number),
                code,
                false,
                locale(user),
                null,
                null,
                null,
                // webhook-id is another one each time Supabase tries. For longer than a signature is valid, the same is
                // not sent again.
                "supabase " + number + " " + passcode);
    }

    /** Supabase keeps numbers with country code and without a plus. */
    private static @Nullable String to(MemberReader sms, MemberReader user) {
        // Of a user whose number changes, releases that do not say where the passcode goes name both numbers.
        if (sms.lacks("phone") && !user.lacks("new_phone") && !user.isBlank("new_phone")) {
            sms.fault(
                    Violation.required(
                            sms.target("phone"),
                            "Supabase does not say which of the user's two numbers the passcode is for. Update Supabase Auth."));
            return null;
        }
        String phone = sms.lacks("phone")
                ? user.required("phone", "The recipient's phone number is missing.")
                : sms.text("phone");
        return phone == null || !DIGITS.matcher(phone).matches() ? phone : "+" + phone;
    }

    /** If the application keeps one there. */
    private static @Nullable String locale(MemberReader user) {
        MemberReader metadata = user.isObject("user_metadata") ? user.object("user_metadata") : null;
        return metadata == null ? null : ProductLocale.of(metadata.asPasted("locale"));
    }

    /** Supabase takes 200 with JSON for success. */
    @Override
    public HttpResponse sent(HttpResponse answer) {
        return HttpResponse.ok(Map.of());
    }

    @Override
    public HttpResponse notSent(ApiException refusal) {
        // The same request is being answered: Supabase's next try gets the result.
        int status = refusal.status() == 409 && refusal.headers().containsKey("Retry-After") ? 503 : refusal.status();
        return new HttpResponse(status, SupabaseAnswer.of(refusal), refusal.headers());
    }
}

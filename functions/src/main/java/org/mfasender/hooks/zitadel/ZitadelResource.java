package org.mfasender.hooks.zitadel;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.hooks.ObjectReader;
import org.mfasender.hooks.ProductResource;
import org.mfasender.hooks.Proof;
import org.mfasender.messages.MessageRequest;
import org.mfasender.messages.MessageRequestReader;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.senderkeys.storage.SenderKey;
import org.mfasender.senderkeys.storage.SenderKeyKind;
import org.mfasender.templates.Purpose;

/**
 * {@code POST /v1/hooks/{environmentId}/zitadel}: ZITADEL's SMS provider of the type HTTP. It reads nothing of an answer but whether its
 * status is 2xx, and tries again after every other one.
 *
 * @see <a href="https://zitadel.com/docs/guides/manage/customize/notification-providers">HTTP provider payload</a>
 * @see <a href="https://github.com/zitadel/zitadel/blob/main/internal/notification/types/user_phone.go">what it sends</a>
 * @see <a href="https://github.com/zitadel/zitadel/blob/main/internal/notification/channels/webhook/channel.go">how long it waits</a>
 */
public final class ZitadelResource implements ProductResource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_KILOBYTES = 64;

    /** The user has entered a number that is to be verified. */
    private static final Set<String> PAIRING = Set.of("user.human.phone.code.added", "user.phone.code.added");

    @Override
    public SenderKeyKind kind() {
        return SenderKeyKind.ZITADEL;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Proof proof(HttpRequest request, Instant now) {
        return ZitadelSignatureReader.proof(request, now);
    }

    @Override
    public MessageRequest read(HttpRequest request, SenderKey key) {
        MemberReader body = MemberReader.ofBody(request, MOST_KILOBYTES);
        MemberReader context = ObjectReader.required(body, "contextInfo");
        MemberReader arguments = ObjectReader.required(body, "args");
        String to = context.required("recipientPhoneNumber", "The recipient's phone number is missing.");
        Secret code = code(arguments);
        body.refuseFaults();
        String number = Objects.requireNonNull(to);
        Secret passcode = Objects.requireNonNull(code);
        Purpose purpose = PAIRING.contains(context.asPasted("eventType"))
                ? Purpose.DEVICE_PAIRING
                : Purpose.STRONG_AUTHENTICATION;
        return new MessageRequest(
                purpose,
                new Secret(number),
                passcode,
                false,
                null,
                null,
                null,
                null,
                // ZITADEL names no attempt. For longer than a signature is valid, the same is not sent again.
                "zitadel " + number + " " + passcode.reveal());
    }

    /** Older releases name the passcode of a sign-in {@code oTP} only. Messages such as that a password was changed have none. */
    private static @Nullable Secret code(MemberReader arguments) {
        if (arguments.lacks("code") && arguments.lacks("oTP")) {
            arguments.fault(Violation.required(
                    arguments.target("code"), "This message has no passcode, so WhatsApp cannot carry it."));
            return null;
        }
        return MessageRequestReader.code(arguments, arguments.lacks("code") ? "oTP" : "code");
    }
}

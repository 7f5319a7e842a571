package org.mfasender.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.policy.Policy.WhatsAppMethod;

/**
 * Reads the body of an MFA policy: its name, and its section {@code whatsApp}, as PingOne has them. All other members are taken as they are.
 * Source: PingOne, "Device authentication policies"; its Terraform provider.
 */
final class PolicyReader {

    /** Members that answers have, and requests may repeat. */
    private static final List<String> OURS =
            List.of("_links", "id", "environment", "createdAt", "updatedAt", "notices");

    private static final int LONGEST_NAME = 256;
    private static final int MOST_FAILURES = 7;
    private static final int LEAST_DIGITS = 6;
    private static final int MOST_DIGITS = 10;
    private static final int LONGEST_DURATION = 86_400;

    private PolicyReader() {}

    /**
     * A policy that is not stored yet.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    static Policy read(HttpRequest request, Instant now) {
        MemberReader body = MemberReader.ofBody(request);
        String name = body.required("name");
        if (name != null && name.length() > LONGEST_NAME) {
            body.fault(Violation.invalid("name", "A name has " + LONGEST_NAME + " characters at most."));
        }
        MemberReader section = body.object("whatsApp");
        WhatsAppMethod whatsApp = section == null ? null : read(section);
        body.refuseFaults();
        ObjectNode kept = body.copy();
        kept.remove(OURS);
        return new Policy(
                UUID.randomUUID(),
                Objects.requireNonNull(name),
                kept.path(Policy.DEFAULT).asBoolean(),
                whatsApp,
                kept.toString(),
                now,
                now);
    }

    private static @Nullable WhatsAppMethod read(MemberReader whatsApp) {
        Boolean enabled = required(whatsApp, "enabled", whatsApp.flag("enabled"));
        whatsApp.flag("pairingDisabled");
        whatsApp.flag("promptForNicknameOnPairing");
        MemberReader otp = required(whatsApp, "otp", whatsApp.object("otp"));
        if (otp == null) {
            return null;
        }
        otp.number("otpLength", LEAST_DIGITS, MOST_DIGITS);
        PolicyLifetime lifetime = duration(required(otp, "lifeTime", otp.object("lifeTime")), 1);
        MemberReader failure = required(otp, "failure", otp.object("failure"));
        if (failure != null) {
            required(failure, "count", failure.number("count", 1, MOST_FAILURES));
            duration(required(failure, "coolDown", failure.object("coolDown")), 0);
        }
        return enabled == null || lifetime == null ? null : new WhatsAppMethod(enabled, lifetime);
    }

    private static @Nullable PolicyLifetime duration(@Nullable MemberReader reader, int least) {
        if (reader == null) {
            return null;
        }
        Integer duration = required(reader, "duration", reader.number("duration", least, LONGEST_DURATION));
        PolicyLifetime.Unit unit = required(reader, "timeUnit", reader.oneOf("timeUnit", PolicyLifetime.Unit.class));
        return duration == null || unit == null ? null : new PolicyLifetime(duration, unit);
    }

    private static <T> @Nullable T required(MemberReader reader, String member, @Nullable T value) {
        if (reader.lacks(member)) {
            reader.fault(Violation.required(reader.target(member), "This member is missing."));
        }
        return value;
    }
}

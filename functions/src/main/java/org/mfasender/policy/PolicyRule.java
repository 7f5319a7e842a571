package org.mfasender.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.sender.ObstacleAnswer;

/** What a policy that enables WhatsApp has to agree with. */
final class PolicyRule {

    private static final String ENABLED = "whatsApp.enabled";
    private static final String LIFETIME = "whatsApp.otp.lifeTime";

    private PolicyRule() {}

    /** Why a policy cannot enable WhatsApp; empty when it can, or does not. */
    static List<Violation> violations(Policy policy, Optional<Readiness> readiness) {
        if (!policy.enablesWhatsApp()) {
            return List.of();
        }
        List<Violation> found = new ArrayList<>(reasons(readiness));
        long seconds = policy.lifetime().seconds();
        stated(readiness)
                .filter(minutes -> seconds < minutes * 60L)
                .max(Integer::compare)
                .ifPresent(minutes -> {
                    found.add(new Violation(
                            Code.CONSTRAINT_VIOLATION,
                            LIFETIME,
                            "A passcode would expire before the time that its message states, " + minutes
                                    + " minutes. Choose as long a life time, or templates with a shorter one."));
                });
        return found;
    }

    /** What differs although nothing is refused, as when the account or its templates have changed since. */
    static List<Violation> notices(Policy policy, Optional<Readiness> readiness) {
        if (!policy.enablesWhatsApp()) {
            return List.of();
        }
        List<Violation> found = new ArrayList<>(violations(policy, readiness));
        long seconds = policy.lifetime().seconds();
        stated(readiness)
                .filter(minutes -> seconds > minutes * 60L)
                .min(Integer::compare)
                .ifPresent(minutes -> {
                    found.add(new Violation(
                            Code.CONSTRAINT_VIOLATION,
                            LIFETIME,
                            "Passcodes are valid for longer than their message states, " + minutes + " minutes."));
                });
        return found;
    }

    private static List<Violation> reasons(Optional<Readiness> readiness) {
        return readiness
                .map(found -> found.reasons().stream()
                        .map(ObstacleAnswer::of)
                        .map(reason -> violation(reason.message()))
                        .toList())
                .orElseGet(() -> List.of(violation("This environment has no WhatsApp sender account.")));
    }

    private static Violation violation(String reason) {
        return new Violation(Code.CONSTRAINT_VIOLATION, ENABLED, "WhatsApp cannot be enabled yet. " + reason);
    }

    private static Stream<Integer> stated(Optional<Readiness> readiness) {
        return readiness.stream()
                .flatMap(found -> found.purposes().stream())
                .flatMap(purpose -> purpose.codeExpirationMinutes().stream());
    }
}

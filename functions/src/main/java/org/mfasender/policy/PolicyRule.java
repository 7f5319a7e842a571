package org.mfasender.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mfasender.policy.Policy.WhatsAppMethod;
import org.mfasender.policy.PolicyFinding.LifetimeTooLong;
import org.mfasender.policy.PolicyFinding.LifetimeTooShort;
import org.mfasender.policy.PolicyFinding.NoAccount;
import org.mfasender.policy.PolicyFinding.NotReady;

/** What a policy that enables WhatsApp has to agree with. */
final class PolicyRule {

    private PolicyRule() {}

    /** Why a policy cannot enable WhatsApp; empty when it can, or does not. */
    static List<PolicyFinding> refusals(Policy policy, Optional<Readiness> readiness) {
        WhatsAppMethod whatsApp = policy.whatsApp();
        if (whatsApp == null || !whatsApp.enabled()) {
            return List.of();
        }
        List<PolicyFinding> found = new ArrayList<>(obstacles(readiness));
        long seconds = whatsApp.lifetime().seconds();
        stated(readiness)
                .filter(minutes -> seconds < minutes * 60L)
                .max(Integer::compare)
                .ifPresent(minutes -> found.add(new LifetimeTooShort(minutes)));
        return found;
    }

    /** What differs although nothing is refused, as when the account or its templates have changed since. */
    static List<PolicyFinding> notices(Policy policy, Optional<Readiness> readiness) {
        WhatsAppMethod whatsApp = policy.whatsApp();
        if (whatsApp == null || !whatsApp.enabled()) {
            return List.of();
        }
        List<PolicyFinding> found = new ArrayList<>(refusals(policy, readiness));
        long seconds = whatsApp.lifetime().seconds();
        stated(readiness)
                .filter(minutes -> seconds > minutes * 60L)
                .min(Integer::compare)
                .ifPresent(minutes -> found.add(new LifetimeTooLong(minutes)));
        return found;
    }

    private static List<PolicyFinding> obstacles(Optional<Readiness> readiness) {
        return readiness
                .map(found -> found.reasons().stream()
                        .<PolicyFinding>map(NotReady::new)
                        .toList())
                .orElseGet(() -> List.of(new NoAccount()));
    }

    private static Stream<Integer> stated(Optional<Readiness> readiness) {
        return readiness.stream()
                .flatMap(found -> found.purposes().stream())
                .flatMap(purpose -> purpose.codeExpirationMinutes().stream());
    }
}

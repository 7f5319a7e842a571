package org.mfasender.checks;

import java.util.List;

/** What a check found. */
public enum CheckStatus implements Word {
    PASSED,
    /** Works, but deserves attention. */
    WARNING,
    /** A person must act. */
    FAILED,
    /** Cannot be determined, and stops nothing. */
    UNKNOWN,
    /** Not made, because it depends on one that did not pass. */
    SKIPPED;

    /** {@code PASSED} only if nothing asks for attention and every gate has passed: one that was not made counts as failed. */
    public static CheckStatus worst(List<Check> checks) {
        if (checks.stream()
                .anyMatch(check -> check.status() == FAILED || (check.status() == SKIPPED && isGate(check)))) {
            return FAILED;
        }
        return checks.stream()
                        .anyMatch(check -> check.status() == WARNING || (check.status() != PASSED && isGate(check)))
                ? WARNING
                : PASSED;
    }

    private static boolean isGate(Check check) {
        return check.name() instanceof CheckName name && name.isGate();
    }
}

package org.mfasender.policy;

import org.mfasender.sender.SendObstacle;

/** What a policy that enables WhatsApp does not agree with. */
sealed interface PolicyFinding {

    /** The environment has no sender account. */
    record NoAccount() implements PolicyFinding {}

    /** Passcodes cannot be sent. */
    record NotReady(SendObstacle obstacle) implements PolicyFinding {}

    /** A passcode expires before the time that its message states. */
    record LifetimeTooShort(int statedMinutes) implements PolicyFinding {}

    /** A passcode is valid for longer than its message states, which is refused nowhere. */
    record LifetimeTooLong(int statedMinutes) implements PolicyFinding {}
}

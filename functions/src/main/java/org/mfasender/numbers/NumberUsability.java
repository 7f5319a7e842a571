package org.mfasender.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.PhoneNumber;

/**
 * Whether a number can send passcodes: connected, on the Cloud API, live. Status, code verification, name, platform and health are looked at
 * together, so that one cause is one sentence. A value that Meta leaves out is no obstacle. Source: Meta, "Business phone numbers",
 * with its words of {@code status}.
 */
public final class NumberUsability {

    private static final Set<String> NOT_REGISTERED = Set.of("PENDING", "UNVERIFIED", "DISCONNECTED", "UNLINKED");

    private NumberUsability() {}

    /** Why the number cannot send, in plain English; empty when it can. */
    public static List<String> reasons(PhoneNumber number) {
        return texts(obstacles(number));
    }

    /** What Meta's rating of its quality means, in plain English; empty when it is not low. */
    static Optional<String> ofQuality(PhoneNumber number) {
        return "RED".equals(number.qualityRating())
                ? Optional.of("Its quality is rated low: Meta may limit it.")
                : Optional.empty();
    }

    /** What deserves attention on a number beside that, in plain English. */
    public static List<String> warnings(PhoneNumber number) {
        return texts(cautions(number));
    }

    /** Who has to act so that the number can send or, when it can, because of the warnings; null when nobody has to. */
    static @Nullable Actor actor(PhoneNumber number) {
        List<NumberFinding> obstacles = obstacles(number);
        return (obstacles.isEmpty() ? cautions(number) : obstacles)
                .stream()
                        .map(NumberFinding::actor)
                        .filter(Objects::nonNull)
                        .max(Actor::compareTo)
                        .orElse(null);
    }

    private static List<String> texts(List<NumberFinding> findings) {
        return findings.stream().map(NumberFinding::text).toList();
    }

    private static List<NumberFinding> obstacles(PhoneNumber number) {
        List<NumberFinding> found = new ArrayList<>();
        if (isUnregistered(number)) {
            found.add(Registration.missing(number));
        } else {
            found.addAll(ofRegistered(number));
        }
        if ("SANDBOX".equals(number.accountMode())) {
            found.add(NumberFinding.yours(
                    "This is a test number: it reaches only five numbers that were allowed beforehand."));
        }
        return found;
    }

    /** Meta blocks for the reason that another word of its own names: that is one cause. */
    private static List<NumberFinding> ofRegistered(PhoneNumber number) {
        NumberFinding status = NumberStatus.obstacle(number.status());
        NumberFinding health = status == null
                ? NumberHealth.obstacle(number.health())
                : NumberHealth.explained(status, number.health());
        return Stream.of(health, Registration.elsewhere(number))
                .filter(Objects::nonNull)
                .toList();
    }

    static boolean isUnregistered(PhoneNumber number) {
        String status = number.status();
        return (status != null && NOT_REGISTERED.contains(status))
                || ((status == null || status.equals("CONNECTED")) && Registration.isNowhere(number));
    }

    private static List<NumberFinding> cautions(PhoneNumber number) {
        List<NumberFinding> found = new ArrayList<>();
        ofQuality(number).map(NumberFinding::yours).ifPresent(found::add);
        if (!isUnregistered(number)) {
            NumberFinding name = DisplayName.caution(number.nameStatus());
            if (name != null) {
                found.add(name);
            }
        }
        NumberFinding health = NumberHealth.caution(number.health());
        if (health != null) {
            found.add(health);
        }
        if (Boolean.TRUE.equals(number.onBusinessApp())) {
            found.add(new NumberFinding(
                    "It is also used in the WhatsApp Business app: at most 20 messages a second.", null));
        }
        return found;
    }
}

package org.mfasender.sender;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.sender.SendObstacle.Code;

/**
 * Because of what Meta certainly delivers nothing, as the newest checks of a connection found it. A run that is refused before it looks
 * at something leaves standing what was found of that before.
 *
 * <p>That no payment method is attached is certain: Meta charges every authentication message, and refuses it with code 131042. Source:
 * Meta, "WhatsApp Business Account" ({@code primary_funding_id}), "Pricing" and "Error codes".
 *
 * @param words of {@link Code}; those that another release stored are kept, and block
 */
public record DeliveryBlocks(Set<String> words) {

    public static final DeliveryBlocks NONE = new DeliveryBlocks(Set.of());

    /** The checks that have to be made before something is known not to block any more. */
    private static final Map<Code, Set<CheckName>> DECIDED_BY = new EnumMap<>(Map.of(
            Code.TOKEN_EXPIRED, Set.of(CheckName.TOKEN_VALID),
            Code.TOKEN_REFUSED, Set.of(CheckName.TOKEN_VALID),
            Code.ACCOUNT_REJECTED, Set.of(CheckName.ACCOUNT_REVIEWED),
            Code.ACCOUNT_BLOCKED, Set.of(CheckName.ACCOUNT_ACTIVE, CheckName.ACCOUNT_HEALTHY),
            Code.PAYMENT_METHOD_MISSING, Set.of(CheckName.PAYMENT_METHOD)));

    public DeliveryBlocks {
        words = Set.copyOf(words);
    }

    /** @param words null when another release stored none */
    static DeliveryBlocks stored(@Nullable List<String> words) {
        return words == null ? NONE : new DeliveryBlocks(Set.copyOf(words));
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    boolean areOfToken() {
        return codes().anyMatch(code -> code == Code.TOKEN_EXPIRED || code == Code.TOKEN_REFUSED);
    }

    /** In the order of {@link Code}, each once. */
    Stream<Code> codes() {
        return words.stream().map(Code::of).distinct().sorted();
    }

    DeliveryBlocks with(Code code) {
        return new DeliveryBlocks(
                Stream.concat(words.stream(), Stream.of(code.name())).collect(Collectors.toSet()));
    }

    /** Whether checks say all that they can of the account itself. */
    static boolean decideAboutAccount(List<Check> checks) {
        Set<CheckName> made = made(checks);
        return isDecided(Code.ACCOUNT_REJECTED, made) && isDecided(Code.ACCOUNT_BLOCKED, made);
    }

    private static Set<CheckName> made(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.status() != CheckStatus.SKIPPED)
                .map(Check::name)
                .filter(CheckName.class::isInstance)
                .map(CheckName.class::cast)
                .collect(Collectors.toSet());
    }

    /** What the checks of the credentials leave of these, and add to them. */
    DeliveryBlocks after(List<Check> checks) {
        Set<CheckName> made = made(checks);
        Stream<String> left = words.stream().filter(word -> !isDecided(Code.of(word), made));
        Stream<String> found = checks.stream()
                .map(DeliveryBlocks::blocking)
                .flatMap(Optional::stream)
                .map(Code::name);
        return new DeliveryBlocks(Stream.concat(left, found).collect(Collectors.toSet()));
    }

    /** Nothing that this release checks decides about another one's. */
    private static boolean isDecided(Code code, Set<CheckName> made) {
        Set<CheckName> deciding = DECIDED_BY.getOrDefault(code, Set.of());
        return !deciding.isEmpty() && made.containsAll(deciding);
    }

    private static Optional<Code> blocking(Check check) {
        if (!(check.name() instanceof CheckName name)) {
            return Optional.empty();
        }
        if (name == CheckName.PAYMENT_METHOD) {
            return check.status() == CheckStatus.WARNING ? Optional.of(Code.PAYMENT_METHOD_MISSING) : Optional.empty();
        }
        return check.status() == CheckStatus.FAILED
                ? Optional.ofNullable(failed(name, check.meta()))
                : Optional.empty();
    }

    private static @Nullable Code failed(CheckName name, @Nullable MetaError meta) {
        GraphCause cause = meta == null ? GraphCause.UNKNOWN : meta.cause();
        return switch (name) {
            case TOKEN_VALID -> cause == GraphCause.TOKEN_EXPIRED ? Code.TOKEN_EXPIRED : Code.TOKEN_REFUSED;
            case ACCOUNT_REVIEWED -> Code.ACCOUNT_REJECTED;
            case ACCOUNT_ACTIVE, ACCOUNT_HEALTHY -> Code.ACCOUNT_BLOCKED;
            case WABA_READABLE ->
                cause == GraphCause.ACCOUNT_LOCKED || cause == GraphCause.POLICY ? Code.ACCOUNT_BLOCKED : null;
            default -> null;
        };
    }
}

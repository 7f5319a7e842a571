package org.mfasender.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.policy.PolicyStore.Found;
import org.mfasender.sender.AccountViews;

/** Stores policies, as long as what they enable is ready. */
public final class Policies {

    /** All of them are one item, and 16 KB each at most. */
    private static final int MOST = 20;

    private final PolicyStore store;
    private final AccountViews views;
    private final Clock clock;

    public Policies(PolicyStore store, AccountViews views, Clock clock) {
        this.store = store;
        this.views = views;
        this.clock = clock;
    }

    /** What came of storing a policy. */
    sealed interface Outcome {

        /**
         * It is stored.
         *
         * @param notices see {@link PolicyRule#notices}
         */
        record Stored(Policy policy, List<PolicyFinding> notices) implements Outcome {}

        /** It enables what is not ready. */
        record Refused(List<PolicyFinding> reasons) implements Outcome {}

        /** Another policy has its name. */
        record NameInUse() implements Outcome {}

        /** The environment has as many policies as it may have. */
        record TooMany(int most) implements Outcome {}
    }

    List<Policy> list(EnvironmentId environment) {
        return store.find(environment).policies();
    }

    Optional<Outcome.Stored> find(EnvironmentId environment, String id) {
        return policy(store.find(environment), id).map(policy -> stored(policy, ready(environment, policy)));
    }

    private static Optional<Policy> policy(Found found, String id) {
        return found.policies().stream()
                .filter(policy -> policy.id().toString().equalsIgnoreCase(id))
                .findFirst();
    }

    /** Stores a new one. */
    Outcome create(EnvironmentId environment, Policy next) {
        return Optimistic.retry(() -> {
            Found found = store.find(environment);
            return !isNameFree(found, next)
                    ? new Outcome.NameInUse()
                    : found.policies().size() >= MOST
                            ? new Outcome.TooMany(MOST)
                            : write(environment, found, null, next);
        });
    }

    /** Puts one in the place of another; empty when there is none with this ID. */
    Optional<Outcome> replace(EnvironmentId environment, String id, Policy given) {
        return Optimistic.retry(() -> {
            Found found = store.find(environment);
            return policy(found, id).map(before -> replace(environment, found, before, given));
        });
    }

    private Outcome replace(EnvironmentId environment, Found found, Policy before, Policy given) {
        if (before.body().equals(given.body()) && before.isDefault() == given.isDefault()) {
            return stored(before, ready(environment, before));
        }
        Policy next = before.becoming(given, clock.now());
        return isNameFree(found, next) ? write(environment, found, before, next) : new Outcome.NameInUse();
    }

    /** False when there is none with this ID. */
    boolean remove(EnvironmentId environment, String id) {
        return Optimistic.retry(() -> {
            Found found = store.find(environment);
            Optional<Policy> before = policy(found, id);
            before.ifPresent(policy -> store.write(environment, found, policy, null, null));
            return before.isPresent();
        });
    }

    private Outcome write(EnvironmentId environment, Found found, @Nullable Policy before, Policy next) {
        Optional<Readiness> ready = ready(environment, next);
        List<PolicyFinding> refusals = PolicyRule.refusals(next, ready);
        if (!refusals.isEmpty()) {
            return new Outcome.Refused(refusals);
        }
        store.write(
                environment, found, before, next, ready.map(Readiness::revision).orElse(null));
        return stored(next, ready);
    }

    private static Outcome.Stored stored(Policy policy, Optional<Readiness> ready) {
        return new Outcome.Stored(policy, PolicyRule.notices(policy, ready));
    }

    /** Empty when it has no account, and when the policy asks for nothing. */
    private Optional<Readiness> ready(EnvironmentId environment, Policy policy) {
        return policy.whatsApp() != null && policy.whatsApp().enabled()
                ? views.find(environment).map(view -> Readiness.of(view.asSeenAt(clock.now())))
                : Optional.empty();
    }

    private static boolean isNameFree(Found found, Policy next) {
        return found.policies().stream()
                .noneMatch(policy ->
                        policy.name().equals(next.name()) && !policy.id().equals(next.id()));
    }
}

package org.mfasender.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.policy.PolicyStore.Found;

/** Stores policies, as long as what they enable is ready. */
public final class Policies {

    /** All of them are one item, and 16 KB each at most. */
    private static final int MOST = 20;

    private final PolicyStore store;
    private final ReadinessReader readiness;

    public Policies(PolicyStore store, ReadinessReader readiness) {
        this.store = store;
        this.readiness = readiness;
    }

    /**
     * A policy with what it says against the account.
     *
     * @param notices see {@link PolicyRule#notices}
     */
    record Stored(Policy policy, List<Violation> notices) {}

    List<Policy> list(EnvironmentId environment) {
        return store.find(environment).policies();
    }

    Optional<Stored> find(EnvironmentId environment, String id) {
        return policy(store.find(environment), id)
                .map(policy -> new Stored(policy, PolicyRule.notices(policy, ready(environment, policy))));
    }

    private Optional<Readiness> ready(EnvironmentId environment, Policy policy) {
        return policy.enablesWhatsApp() ? readiness.find(environment) : Optional.empty();
    }

    private static Optional<Policy> policy(Found found, String id) {
        return found.policies().stream()
                .filter(policy -> policy.id().toString().equalsIgnoreCase(id))
                .findFirst();
    }

    /**
     * Stores a new one.
     *
     * @throws ApiException 400 when it enables what is not ready, 409 when its name is in use or there are too many
     */
    Stored create(EnvironmentId environment, Policy next) {
        return Optimistic.retry(() -> {
            Found found = store.find(environment);
            refuseName(found, next);
            if (found.policies().size() >= MOST) {
                throw conflict(
                        Code.LIMIT_EXCEEDED,
                        "environmentId",
                        "An environment has " + MOST + " policies at most. Delete those that are not used any more.");
            }
            return write(environment, found, Optional.empty(), next);
        });
    }

    /** Puts one in the place of another; empty when there is none with this ID. */
    Optional<Stored> replace(EnvironmentId environment, String id, Policy given, Instant now) {
        return Optimistic.retry(() -> {
            Found found = store.find(environment);
            return policy(found, id).map(before -> {
                Policy next = before.becoming(given, now);
                refuseName(found, next);
                return before.body().equals(next.body())
                        ? new Stored(before, PolicyRule.notices(before, ready(environment, before)))
                        : write(environment, found, Optional.of(before), next);
            });
        });
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

    private Stored write(EnvironmentId environment, Found found, Optional<Policy> before, Policy next) {
        Optional<Readiness> ready = ready(environment, next);
        List<Violation> violations = PolicyRule.violations(next, ready);
        if (!violations.isEmpty()) {
            throw ApiException.invalidData(400, violations);
        }
        store.write(
                environment,
                found,
                before.orElse(null),
                next,
                ready.map(Readiness::revision).orElse(null));
        return new Stored(next, PolicyRule.notices(next, ready));
    }

    private static void refuseName(Found found, Policy next) {
        boolean taken = found.policies().stream()
                .anyMatch(policy ->
                        policy.name().equals(next.name()) && !policy.id().equals(next.id()));
        if (taken) {
            throw conflict(Code.UNIQUENESS_VIOLATION, "name", "Another policy of this environment has this name.");
        }
    }

    private static ApiException conflict(Code code, String target, String message) {
        return ApiException.invalidData(409, List.of(new Violation(code, target, message)));
    }
}

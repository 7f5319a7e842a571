package org.mfasender.policy;

import java.util.Optional;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.sender.AccountViews;

/** Reads how ready an environment is. */
public final class ReadinessReader {

    private final AccountViews views;
    private final Clock clock;

    public ReadinessReader(AccountViews views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    /** Empty when the environment has no account. */
    Optional<Readiness> find(EnvironmentId environment) {
        return views.find(environment).map(view -> Readiness.of(view.asSeenAt(clock.now())));
    }
}

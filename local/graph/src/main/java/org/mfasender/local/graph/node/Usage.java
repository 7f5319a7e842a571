package org.mfasender.local.graph.node;

import java.util.Map;
import java.util.Optional;
import org.mfasender.local.graph.protocol.UsageHeaders;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** Quotas of management calls, and the headers that report their usage. */
final class Usage {
    /** Calls an hour, per app and account. Source: Meta, "About the platform", rate limits. */
    private static final int QUOTA = 200;
    /** The same for an account with a registered number. */
    private static final int ACTIVE_QUOTA = 5000;
    /** It can take a whole hour until calls are accepted again. */
    private static final int MINUTES = 60;

    /** Percent of a quota: Meta says "enough calls" without a number. */
    private static final int NOTICEABLE = 10;

    private Usage() {}

    /** Counts a call that concerns an account; rejects it when it is one too many. */
    static Map<String, String> count(World world, MetaApp app, Waba waba) {
        int quota = waba.isActive() ? ACTIVE_QUOTA : QUOTA;
        int calls = world.countCall(app.id(), waba.id());
        Optional<Waba.Throttle> throttle = waba.takeThrottled();
        if (throttle.isPresent()) {
            throw UsageHeaders.throttled(
                    throttle.get().code(), waba.id(), throttle.get().minutes());
        }
        if (calls > quota) {
            throw UsageHeaders.throttled(80008, waba.id(), MINUTES);
        }
        int percent = calls * 100 / quota;
        if (hides(world, percent)) {
            return Map.of();
        }
        return Map.of(
                UsageHeaders.APP, UsageHeaders.app(percent),
                UsageHeaders.BUSINESS, UsageHeaders.business(waba.id(), percent, 0));
    }

    /** The headers of a call that does not concern an account. */
    static Map<String, String> app(World world, MetaApp app) {
        int percent = world.countCall(app.id(), "") * 100 / ACTIVE_QUOTA;
        return hides(world, percent) ? Map.of() : Map.of(UsageHeaders.APP, UsageHeaders.app(percent));
    }

    private static boolean hides(World world, int percent) {
        return world.behaves(Behaviour.NO_USAGE_HEADERS)
                || (percent < NOTICEABLE && world.behaves(Behaviour.USAGE_HEADERS_COME_LATE));
    }
}

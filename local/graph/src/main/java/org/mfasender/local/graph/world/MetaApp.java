package org.mfasender.local.graph.world;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** An app: it issues tokens and holds the secret for their proofs. */
public final class MetaApp implements GraphObject {
    private final String id;
    private final String name;
    private final String secret;
    private final Set<String> issuedTokens = ConcurrentHashMap.newKeySet();
    private volatile boolean proofRequired;
    private volatile boolean blocked;
    private volatile boolean live = true;
    private @Nullable AppSubscription subscription;

    /** An app; at Meta, its secret has 32 lower-case hexadecimal digits today. */
    public MetaApp(String id, String name, String secret) {
        this.id = id;
        this.name = name;
        this.secret = secret;
    }

    @Override
    public String id() {
        return id;
    }

    /** The display name. */
    public String name() {
        return name;
    }

    /** The App Secret. */
    public String secret() {
        return secret;
    }

    @Override
    public NodeType type() {
        return NodeType.APP;
    }

    /** Whether "Require App Secret" is on. */
    public boolean proofRequired() {
        return proofRequired;
    }

    /** Turns "Require App Secret" on or off. */
    public void requireProof(boolean required) {
        proofRequired = required;
    }

    /** Whether Meta blocks every call of the app. */
    public boolean blocked() {
        return blocked;
    }

    /** Blocks every call of the app, or lifts that. */
    public void block(boolean changed) {
        blocked = changed;
    }

    /** Whether it is in live mode. Source: Meta, "App modes". */
    public boolean live() {
        return live;
    }

    /** Switches between live mode and development mode, in which an app gets no webhooks about what really happens. */
    public void live(boolean changed) {
        live = changed;
    }

    /** Makes {@code app|opaque} a valid app access token, as if Meta had issued it. */
    public void issue(String opaque) {
        issuedTokens.add(opaque);
    }

    /** Whether {@code app|afterPipe} is a valid app access token: with the secret, or an issued value. */
    public boolean accepts(String afterPipe) {
        return secret.equals(afterPipe) || issuedTokens.contains(afterPipe);
    }

    /** What it has subscribed to; empty when nothing. */
    public synchronized Optional<AppSubscription> subscription() {
        return Optional.ofNullable(subscription);
    }

    /** Subscribes in the place of a former subscription, of whose fields those stay that the new one is to have as well. */
    public synchronized void subscribe(AppSubscription next, boolean keepsFields) {
        subscription = subscription == null || !keepsFields ? next : next.adding(subscription.fields());
    }

    /** Gives up fields; without any left, or with none named, the subscription. */
    public synchronized void unsubscribe(Set<String> fields) {
        AppSubscription rest = subscription == null || fields.isEmpty() ? null : subscription.without(fields);
        subscription = rest == null || rest.fields().isEmpty() ? null : rest;
    }
}

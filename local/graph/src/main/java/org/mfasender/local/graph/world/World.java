package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Everything that exists in the simulated graph; can be changed at any time, from any thread. */
public final class World {
    private static final long FIRST_TEMPLATE = 1043382217760195L;

    private final InstantSource clock;
    private final Duration defaultReviewDelay;
    private final Map<String, GraphObject> objects = new ConcurrentHashMap<>();
    private final Map<String, Map<String, GraphObject>> assets = new ConcurrentHashMap<>();
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, Health> health = new ConcurrentHashMap<>();
    private final Map<String, String> wabaOfTemplate = new ConcurrentHashMap<>();
    private final Map<String, CallCounter> calls = new ConcurrentHashMap<>();
    private final Set<Behaviour> behaviours = ConcurrentHashMap.newKeySet();
    private volatile Duration ahead = Duration.ZERO;
    private final AtomicLong accountCount = new AtomicLong();
    private final AtomicLong numberCount = new AtomicLong();
    private final AtomicLong templateCount = new AtomicLong();

    /** An empty world; {@code defaultReviewDelay} is how long reviews take where an account does not say otherwise. */
    public World(InstantSource clock, Duration defaultReviewDelay) {
        this.clock = clock;
        this.defaultReviewDelay = defaultReviewDelay;
    }

    /** The simulated time. */
    public Instant now() {
        return clock.instant().plus(ahead);
    }

    /** Moves simulated time forward; {@link #clear} resets it. */
    public synchronized World advance(Duration span) {
        ahead = ahead.plus(span);
        return this;
    }

    /** How long reviews take where an account does not say otherwise. */
    public Duration defaultReviewDelay() {
        return defaultReviewDelay;
    }

    /** Removes everything and restarts the numbering. */
    public void clear() {
        objects.clear();
        assets.clear();
        tokens.clear();
        health.clear();
        wabaOfTemplate.clear();
        calls.clear();
        behaviours.clear();
        ahead = Duration.ZERO;
        accountCount.set(0);
        numberCount.set(0);
        templateCount.set(0);
    }

    /** A builder for one more account, with its own portfolio, app, user, token and WhatsApp Business Account. */
    public AccountBuilder newAccount() {
        return new AccountBuilder(this, accountCount.getAndIncrement());
    }

    /** Switches behaviours on, until {@link #turnOff} or {@link #clear}. */
    public World turnOn(Behaviour... changed) {
        behaviours.addAll(List.of(changed));
        return this;
    }

    /** Switches behaviours off. */
    public World turnOff(Behaviour... changed) {
        behaviours.removeAll(Set.of(changed));
        return this;
    }

    /** Whether a behaviour is on. */
    public boolean behaves(Behaviour behaviour) {
        return behaviours.contains(behaviour);
    }

    /** Adds an object, or replaces the one with its ID. */
    public void put(GraphObject object) {
        objects.put(object.id(), object);
        switch (object) {
            case Waba waba -> asset(waba.businessId(), waba);
            case SystemUser user -> asset(user.businessId(), user);
            default -> {
                // What else belongs to a portfolio is not listed.
            }
        }
    }

    private void asset(String businessId, GraphObject object) {
        assets.computeIfAbsent(businessId, any -> new ConcurrentSkipListMap<>()).put(object.id(), object);
    }

    private <T extends GraphObject> List<T> assets(String businessId, Class<T> kind) {
        return assets.getOrDefault(businessId, Map.of()).values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The object with an ID, templates included. */
    public Optional<GraphObject> find(String id) {
        String wabaId = wabaOfTemplate.get(id);
        if (wabaId != null) {
            return waba(wabaId).templates().find(id).map(template -> template);
        }
        return Optional.ofNullable(objects.get(id));
    }

    /**
     * The WhatsApp Business Account with an ID.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Waba waba(String id) {
        return get(id, Waba.class);
    }

    /**
     * The app with an ID.
     *
     * @throws IllegalArgumentException when there is none
     */
    public MetaApp app(String id) {
        return get(id, MetaApp.class);
    }

    /**
     * The user with an ID.
     *
     * @throws IllegalArgumentException when there is none
     */
    public SystemUser user(String id) {
        return get(id, SystemUser.class);
    }

    /** Whether the user reaches every account of the portfolio without being assigned. */
    public boolean reachesAll(SystemUser user) {
        return user.isAdmin() && !behaves(Behaviour.ADMINS_NEED_ASSIGNMENT);
    }

    /** The users of a portfolio, by ID. */
    public List<SystemUser> usersOf(String businessId) {
        return assets(businessId, SystemUser.class);
    }

    /** All WhatsApp Business Accounts. */
    public List<Waba> wabas() {
        return objects.values().stream()
                .filter(Waba.class::isInstance)
                .map(Waba.class::cast)
                .toList();
    }

    /** The WhatsApp Business Accounts of a portfolio, by ID. */
    public List<Waba> wabasOf(String businessId) {
        return assets(businessId, Waba.class);
    }

    private <T extends GraphObject> T get(String id, Class<T> kind) {
        GraphObject object = objects.get(id);
        if (!kind.isInstance(object)) {
            throw new IllegalArgumentException("No " + kind.getSimpleName() + " has the ID " + id);
        }
        return kind.cast(object);
    }

    /** Adds a token, or replaces the one with its value. */
    public void putToken(AccessToken token) {
        tokens.put(token.value(), token);
    }

    /** The token with a value. */
    public Optional<AccessToken> token(String value) {
        return Optional.ofNullable(tokens.get(value));
    }

    /** The same account with a further token of its system user; the former stays valid. */
    public SimulatedAccount reissueToken(SimulatedAccount account) {
        AccessToken former = token(account.userAccessToken()).orElseThrow();
        AccessToken next = former.reissued(former.value() + "Next" + tokens.size());
        putToken(next);
        return account.withToken(next.value());
    }

    /**
     * Changes a token.
     *
     * @throws IllegalArgumentException when there is none with that value
     */
    public void changeToken(String value, UnaryOperator<AccessToken> change) {
        if (tokens.computeIfPresent(value, (key, token) -> change.apply(token)) == null) {
            throw new IllegalArgumentException("No such token");
        }
    }

    /** The health of an app, portfolio, account or number. */
    public Health health(String id) {
        return health.getOrDefault(id, Health.AVAILABLE);
    }

    /** Changes the health of an app, portfolio, account or number. */
    public void setHealth(String id, Health changed) {
        health.put(id, changed);
    }

    /** Adds a connected, live number to an account. */
    public PhoneNumber addNumber(Waba waba) {
        PhoneNumber number = NewNodes.phoneNumber(waba.id(), numberCount.getAndIncrement(), now());
        objects.put(number.id(), number);
        waba.add(number);
        return number;
    }

    /** Takes a number from its account: it is not listed any more, and cannot be read. */
    public void remove(PhoneNumber number) {
        waba(number.wabaId()).remove(number);
        remove(number.id());
    }

    /** Gives a number back to its account. */
    public void restore(PhoneNumber number) {
        objects.put(number.id(), number);
        waba(number.wabaId()).add(number);
    }

    /** Removes an app, a portfolio, a user, or an account; {@link #put} brings it back. */
    public void remove(String id) {
        objects.remove(id);
        assets.values().forEach(listed -> listed.remove(id));
    }

    /** A new ID for a template of an account. */
    public String newTemplateId(Waba waba) {
        String id = Long.toString(FIRST_TEMPLATE + templateCount.getAndIncrement());
        wabaOfTemplate.put(id, waba.id());
        return id;
    }

    /** Adds a template that is already in {@code status}; authentication templates are copy-code ones of 10 minutes. */
    public Template addTemplate(Waba waba, String name, String language, String category, String status) {
        Template template = NewNodes.template(newTemplateId(waba), waba, name, language, category, now())
                .withLife(life -> status.equals("APPROVED") ? life : life.in(status, now(), null));
        waba.templates().put(template);
        return template;
    }

    /** Counts a management call and returns how many this app made to this account within the hour. */
    public int countCall(String appId, String wabaId) {
        return calls.computeIfAbsent(appId + "/" + wabaId, key -> new CallCounter())
                .count(now());
    }
}

package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A WhatsApp Business Account: its numbers, templates and users, and how Meta treats it. */
public final class Waba extends FieldNode<Waba> {
    private final String businessId;
    private final List<PhoneNumber> numbers = new CopyOnWriteArrayList<>();
    private final TemplateStore templates;
    private final Map<String, Set<String>> tasks = new ConcurrentHashMap<>();
    private final Map<String, String> linkedApps = new ConcurrentHashMap<>();
    private volatile Review review;
    private volatile UnaryOperator<Template> fate = UnaryOperator.identity();
    private volatile Locale language = Locale.ENGLISH;
    private volatile boolean authenticationAllowed = true;
    private volatile Set<String> refusedLanguages = Set.of();
    private volatile int templateLimit = 6000;
    private volatile int largestPage = Integer.MAX_VALUE;
    private volatile Duration deletionDelay = Duration.ZERO;
    private Throttle throttle = Throttle.NONE;

    /**
     * A number of calls that are rejected as too many.
     *
     * @param calls how many
     * @param code 4, 80007 or 80008
     * @param minutes what the usage header gives as time to regain access
     */
    public record Throttle(int calls, int code, int minutes) {
        static final Throttle NONE = new Throttle(0, 80008, 0);
    }

    Waba(String id, String businessId, Review review, InstantSource clock) {
        super(id, NodeType.WABA);
        this.templates = new TemplateStore(clock);
        this.businessId = businessId;
        this.review = review;
    }

    @Override
    Waba self() {
        return this;
    }

    /** The portfolio that owns the account. */
    public String businessId() {
        return businessId;
    }

    /** The numbers, newest last. */
    public List<PhoneNumber> numbers() {
        return List.copyOf(numbers);
    }

    void add(PhoneNumber number) {
        numbers.add(number);
    }

    void remove(PhoneNumber number) {
        numbers.remove(number);
    }

    /** Whether a number is registered, which raises the quota of management calls. */
    public boolean isActive() {
        return numbers.stream().anyMatch(number -> number.text("platform_type").equals("CLOUD_API"));
    }

    /** The templates. */
    public TemplateStore templates() {
        return templates;
    }

    /** Assigns a user; an empty set removes the assignment. */
    public Waba assign(String userId, Set<String> userTasks) {
        if (userTasks.isEmpty()) {
            tasks.remove(userId);
        } else {
            tasks.put(userId, Set.copyOf(userTasks));
        }
        return this;
    }

    /** The tasks of an assigned user. */
    public Optional<Set<String>> tasksOf(String userId) {
        return Optional.ofNullable(tasks.get(userId));
    }

    /** Who is assigned. */
    public Set<String> assignedUserIds() {
        return Set.copyOf(tasks.keySet());
    }

    /** The apps that get its webhooks, each with the callback for messages that overrides its own; empty = none. */
    public Map<String, String> linkedApps() {
        return Map.copyOf(linkedApps);
    }

    /** Links an app, or changes its override; empty = none. */
    public Waba link(String appId, String override) {
        linkedApps.put(appId, override);
        return this;
    }

    /** Ends the link of an app. */
    public Waba unlink(String appId) {
        linkedApps.remove(appId);
        return this;
    }

    /** How templates are reviewed. */
    public Review review() {
        return review;
    }

    /** Changes how templates written from now on are reviewed. */
    public Waba review(Review changed) {
        review = changed;
        return this;
    }

    /** What becomes of each template as soon as it is created. */
    public UnaryOperator<Template> fate() {
        return fate;
    }

    /** Changes what becomes of the templates that are created from now on. */
    public Waba fate(UnaryOperator<Template> changed) {
        fate = changed;
        return this;
    }

    /** The language of {@code error_user_title} and {@code error_user_msg}; English and German are known. */
    public Locale language() {
        return language;
    }

    /** Changes the language of messages to people. */
    public Waba language(Locale changed) {
        language = changed;
        return this;
    }

    /** Whether authentication templates may be created. */
    public boolean authenticationAllowed() {
        return authenticationAllowed;
    }

    /** Allows or forbids authentication templates. */
    public Waba allowAuthentication(boolean allowed) {
        authenticationAllowed = allowed;
        return this;
    }

    /** Languages that Meta lists but does not accept for this account's templates (2388049). */
    public Set<String> refusedLanguages() {
        return refusedLanguages;
    }

    /** Changes the languages that are not accepted. */
    public Waba refuseLanguages(Set<String> languages) {
        refusedLanguages = Set.copyOf(languages);
        return this;
    }

    /** How many templates the account can hold. */
    public int templateLimit() {
        return templateLimit;
    }

    /** Changes how many templates the account can hold: 250, or 6,000 when verified. */
    public Waba templateLimit(int limit) {
        templateLimit = limit;
        return this;
    }

    /** The largest {@code limit} of a list of this account that Meta does not refuse as too much data (code 1). */
    public int largestPage() {
        return largestPage;
    }

    /** Changes the largest page. */
    public Waba largestPage(int rows) {
        largestPage = rows;
        return this;
    }

    /** How long a deleted template stays {@code PENDING_DELETION} because of messages in flight. */
    public Duration deletionDelay() {
        return deletionDelay;
    }

    /** Changes how long deletions take from now on. */
    public Waba deletionDelay(Duration delay) {
        deletionDelay = delay;
        return this;
    }

    /** Rejects the next calls as too many. */
    public synchronized Waba throttle(Throttle changed) {
        throttle = changed;
        return this;
    }

    /** Uses up one rejection; empty when calls are accepted. */
    public synchronized Optional<Throttle> takeThrottled() {
        Throttle current = throttle;
        if (current.calls() == 0) {
            return Optional.empty();
        }
        throttle = new Throttle(current.calls() - 1, current.code(), current.minutes());
        return Optional.of(current);
    }
}

package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds an account. By default everything is right: one live number, and an admin's token that never expires. */
public final class AccountBuilder {
    private final World world;
    private final long index;
    private final Set<String> scopes = new LinkedHashSet<>(List.of(
            "business_management", "whatsapp_business_management", "whatsapp_business_messaging", "public_profile"));
    private final List<Consumer<PhoneNumber>> numbers = new ArrayList<>();
    private final List<BiConsumer<World, Waba>> changes = new ArrayList<>();
    private String name;
    private String note = "Created while running.";
    private String token;
    private String tokenType = "SYSTEM_USER";
    private TokenState tokenState = TokenState.VALID;
    private @Nullable Duration tokenLifetime;
    private @Nullable Set<String> targetIds;
    private @Nullable String opaque;
    private @Nullable MetaApp shared;
    private String role = "ADMIN";
    private Set<String> tasks = Set.of();
    private Review review;
    private boolean numbersChosen;
    private boolean proofRequired;
    private boolean tokenOfAnotherApp;
    private boolean foreign;
    private boolean limited;

    AccountBuilder(World world, long index) {
        this.world = world;
        this.index = index;
        this.name = "account-" + index;
        this.token = "EAAsimulatedToken" + index;
        this.review = Review.approving(world.defaultReviewDelay());
    }

    /** The name of the account, and in one line what it shows. */
    public AccountBuilder named(String newName, String newNote) {
        name = newName;
        note = newNote;
        return this;
    }

    /** The value of the token. */
    public AccountBuilder token(String value) {
        token = value;
        return this;
    }

    /** A person's token, which is for testing only. */
    public AccountBuilder temporaryUserToken() {
        tokenType = "USER";
        tokenLifetime = Duration.ofHours(24);
        return this;
    }

    /** A token that expires some time from now; negative = has expired. */
    public AccountBuilder tokenLifetime(Duration lifetime) {
        tokenLifetime = lifetime;
        return this;
    }

    /** A token that somebody invalidated. */
    public AccountBuilder tokenState(TokenState state) {
        tokenState = state;
        return this;
    }

    /** A token that lacks a permission. */
    public AccountBuilder withoutScope(String scope) {
        scopes.remove(scope);
        return this;
    }

    /** A token whose WhatsApp permissions are limited to these assets. */
    public AccountBuilder targetIds(String... ids) {
        targetIds = Set.of(ids);
        return this;
    }

    /** A token whose WhatsApp permissions are limited to the account itself. */
    public AccountBuilder limitedToOwnAccount() {
        limited = true;
        return this;
    }

    /** An app that several accounts share, as those of a service provider's customers do. */
    public AccountBuilder app(MetaApp sharedApp) {
        shared = sharedApp;
        return this;
    }

    /** A token that an app other than the account's own issued. */
    public AccountBuilder tokenOfAnotherApp() {
        tokenOfAnotherApp = true;
        return this;
    }

    /** An app with "Require App Secret" on. */
    public AccountBuilder requireProof() {
        proofRequired = true;
        return this;
    }

    /** An issued app token in place of the App Secret; no proof can be made with it. */
    public AccountBuilder opaqueAppToken(String value) {
        opaque = value;
        return this;
    }

    /** A system user with the role Employee, assigned to the account with these tasks; none = not assigned. */
    public AccountBuilder employee(String... assignedTasks) {
        role = "EMPLOYEE";
        tasks = Set.of(assignedTasks);
        return this;
    }

    /** An account of a portfolio to which the token's user does not belong. */
    public AccountBuilder foreign() {
        foreign = true;
        return this;
    }

    /** This many live numbers; zero is possible. */
    public AccountBuilder numbers(int count) {
        numbersChosen = true;
        for (int i = 0; i < count; i++) {
            numbers.add(number -> {});
        }
        return this;
    }

    /** One more number, changed as needed. */
    public AccountBuilder number(Consumer<PhoneNumber> change) {
        numbersChosen = true;
        numbers.add(change);
        return this;
    }

    /** How templates are reviewed. */
    public AccountBuilder review(Review changed) {
        review = changed;
        return this;
    }

    /** Reviews that approve after {@code delay}. */
    public AccountBuilder reviewDelay(Duration delay) {
        return review(Review.approving(delay));
    }

    /** A template that exists from the start. */
    public AccountBuilder template(String templateName, String language, String category, String status) {
        return template(templateName, language, category, status, UnaryOperator.identity());
    }

    /** A template that exists from the start, changed as needed. */
    public AccountBuilder template(
            String templateName, String language, String category, String status, UnaryOperator<Template> change) {
        return waba((whole, waba) ->
                waba.templates().put(change.apply(whole.addTemplate(waba, templateName, language, category, status))));
    }

    /** A name that a deletion has just blocked in a language. */
    public AccountBuilder deletedTemplate(String templateName, String language, String category) {
        return waba((whole, waba) -> waba.templates()
                .block(templateName, language, category, whole.now().plus(Lifecycle.NAME_BLOCK)));
    }

    /** Any further change to the account. */
    public AccountBuilder waba(Consumer<Waba> change) {
        return waba((whole, waba) -> change.accept(waba));
    }

    /** Any further change to the account that needs the world. */
    public AccountBuilder waba(BiConsumer<World, Waba> change) {
        changes.add(change);
        return this;
    }

    /** Adds the account to the world. */
    public SimulatedAccount create() {
        Instant now = world.now();
        String company = index == 0 ? "Contoso" : "Contoso " + index;
        Business business = new Business(Long.toString(660238814470915L + index * 1019), company);
        world.put(business);
        MetaApp app = shared == null ? app(845120037719402L, company + " MFA", index * 2 + 1) : shared;
        app.requireProof(proofRequired);
        if (opaque != null) {
            app.issue(opaque);
        }
        SystemUser user =
                new SystemUser(Long.toString(122093847561028374L + index * 1021), "mfa-service", role, business.id());
        world.put(user);
        world.put(new SystemUser(
                Long.toString(122093847561028399L + index * 1021), "reporting", "EMPLOYEE", business.id()));
        Waba waba = newWaba(business, company);
        if (!tasks.isEmpty()) {
            waba.assign(user.id(), tasks);
        }
        MetaApp issuer = tokenOfAnotherApp ? app(845120537719402L, company + " Shop", index * 2 + 2) : app;
        world.putToken(new AccessToken(
                token,
                issuer.id(),
                user.id(),
                tokenType,
                new LinkedHashSet<>(scopes),
                limited ? Set.of(waba.id()) : targetIds,
                now.minus(Duration.ofDays(90)),
                tokenLifetime == null ? null : now.plus(tokenLifetime),
                tokenState));
        return new SimulatedAccount(
                name,
                note,
                waba.id(),
                business.id(),
                app.id(),
                opaque == null ? app.secret() : opaque,
                user.id(),
                token);
    }

    private MetaApp app(long firstId, String appName, long secret) {
        MetaApp app = new MetaApp(
                Long.toString(firstId + index * 1013), appName, String.format(Locale.ROOT, "%032d", secret));
        world.put(app);
        return app;
    }

    private Waba newWaba(Business business, String company) {
        Business owner = business;
        if (foreign) {
            owner = new Business(Long.toString(660238914470915L + index * 1019), "Fabrikam");
            world.put(owner);
        }
        Waba waba = NewNodes.waba(
                Long.toString(217640915503381L + index * 1009), owner, company + " Security", review, world::now);
        world.put(waba);
        if (!numbersChosen) {
            world.addNumber(waba);
        }
        numbers.forEach(change -> change.accept(world.addNumber(waba)));
        changes.forEach(change -> change.accept(world, waba));
        return waba;
    }
}

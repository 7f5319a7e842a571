package org.mfasender.setup.provision;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.RecordedRequest;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.platform.Caller;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.sender.AccountContents;
import org.mfasender.sender.AccountWebhooks;
import org.mfasender.sender.CredentialPace;
import org.mfasender.sender.IdempotencyKeys;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRequest;
import org.mfasender.sender.SenderStore;
import org.mfasender.sender.SendingSwitch;
import org.mfasender.sender.Submission;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateChanges;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.plan.AccountSurvey;
import org.mfasender.templates.plan.AccountSurveyor;
import org.mfasender.templates.plan.CreationPace;
import org.mfasender.templates.plan.TemplatePlan;
import org.mfasender.templates.plan.TemplatePlanner;
import org.mfasender.templates.storage.TemplateStore;
import org.mfasender.workflow.SupersededException;

/** An environment whose account exists at the simulated Meta, and what is done for it; the time is the tests'. */
final class Customer {

    static final TemplateSettings SETTINGS = new TemplateSettings(10, true, 600, OtpButton.COPY_CODE);
    static final TemplateNames NAMES = new TemplateNames("mfa");

    private final SimulatedGraph graph;
    private final SenderStore senders;
    private final TestClock clock;
    final TemplateStore store;
    final SimulatedAccount meta;
    final EnvironmentId environment = new EnvironmentId(UUID.randomUUID());
    private final TemplatePlanner planner;

    Customer(
            SimulatedGraph graph,
            SenderStore senders,
            TemplateStore store,
            TestClock clock,
            SimulatedAccount meta,
            int creationsPerHour) {
        this.graph = graph;
        this.senders = senders;
        this.store = store;
        this.clock = clock;
        this.meta = meta;
        this.planner = new TemplatePlanner(NAMES, new CreationPace(creationsPerHour));
    }

    /** The time that everything goes by. */
    static final class TestClock {
        private Instant now = Instant.parse("2026-10-01T08:00:00Z");

        Instant now() {
            return now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }
    }

    /** Asks for templates: the first time it makes the account, later another run of it. */
    SenderAccount wants(TemplateSettings settings, String... locales) {
        Map<Purpose, TemplateOptions> wanted = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            wanted.put(purpose, new TemplateOptions(List.of(locales), settings));
        }
        SenderRequest request = new SenderRequest(
                Caller.UNKNOWN,
                meta.wabaId(),
                meta.appId(),
                new PartialCredentials(new Secret(meta.userAccessToken()), meta.appId(), new Secret(meta.appSecret())),
                null,
                TemplateChanges.NONE,
                null,
                UUID.randomUUID().toString(),
                false,
                false);
        Submission.Start start = (Submission.Start) new Submission(wanted, UUID::randomUUID)
                .decide(null, request, environment, connection -> List.of(), clock.now());
        SenderAccount next = account().map(account -> again(account, start)).orElseGet(start::account);
        senders.put(next);
        return account().orElseThrow();
    }

    private SenderAccount again(SenderAccount account, Submission.Start start) {
        long generation = account.generation() + 1;
        return new SenderAccount(
                account.id(),
                environment,
                account.revision(),
                generation,
                account.secretName(),
                null,
                start.started().withRun(Provisioning.requested(generation, "next", clock.now())),
                null,
                IdempotencyKeys.NONE,
                CredentialPace.NONE,
                SendingSwitch.ON,
                AccountWebhooks.NONE,
                account.watch(),
                clock.now(),
                clock.now());
    }

    Optional<SenderAccount> account() {
        return senders.findAccount(environment);
    }

    /** One turn of the step, on the account as it is. */
    Provisioner.Outcome provision() {
        return provision(account().orElseThrow());
    }

    Provisioner.Outcome provision(SenderAccount account) {
        return provision(account, clock::now);
    }

    /** One turn of the step, by another clock. */
    Provisioner.Outcome provision(SenderAccount account, Supplier<Instant> time) {
        Provisioner.Outcome outcome = new Provisioner(store, contents(), planner, NAMES)
                .provision(account.owner(), account.shown(), catalog(), time);
        if (outcome.recorder().record(current -> current).isEmpty()) {
            throw new SupersededException();
        }
        return outcome;
    }

    /** The survey for somebody who waits. */
    AccountSurvey surveyInTime() {
        SenderAccount account = account().orElseThrow();
        return new AccountSurveyor(
                        catalog(),
                        planner,
                        account.shown().templates(),
                        store.templates(account.owner()),
                        store.contents(account.owner()),
                        clock::now)
                .surveyInTime(ledger());
    }

    /** A person binds another template of the account. */
    void bindByHand(Purpose purpose, String locale, String name) {
        SenderAccount account = account().orElseThrow();
        MessageTemplate chosen = catalog().named(name).getFirst();
        TemplateContent before = store.contents(account.owner()).stream()
                .filter(content ->
                        content.purpose() == purpose && content.locale().equals(locale))
                .findFirst()
                .orElseThrow();
        contents().replace(account, before, before.reboundByHand(chosen, clock.now()));
    }

    TemplateLedger ledger() {
        return store.ledger(account().orElseThrow().owner());
    }

    private AccountContents contents() {
        return new AccountContents(senders, store);
    }

    TemplateCatalog catalog() {
        return new TemplateCatalog(
                GraphClient.connect(base(), "v26.0"),
                AccessToken.signed(meta.userAccessToken(), meta.appSecret()),
                meta.wabaId());
    }

    private URI base() {
        return graph.uri();
    }

    /** Name, language and status of every template that Meta has, sorted. */
    List<String> templatesAtMeta() {
        return new ArrayList<>(new TreeSet<>(graph.world().waba(meta.wabaId()).templates().list().stream()
                .map(template -> template.name() + " " + template.language() + " " + template.status(clock.now()))
                .toList()));
    }

    /** The method and the edge of every call of this account, in order. */
    List<String> calls() {
        return graph.requests().stream()
                .filter(request -> request.path().contains(meta.wabaId()))
                .map(Customer::call)
                .toList();
    }

    private static String call(RecordedRequest request) {
        String edge = request.path().substring(request.path().lastIndexOf('/') + 1);
        boolean named = request.query() != null && request.query().contains("name=mfa");
        return request.method() + " " + edge + (named ? " named" : "");
    }

    long writes() {
        return calls().stream().filter(call -> call.startsWith("POST")).count();
    }

    /** What is bound: purpose, locale, template name, language and state, sorted. */
    List<String> bindings() {
        return store.contents(account().orElseThrow().owner()).stream()
                .map(content -> content.purpose() + " " + content.locale() + " -> "
                        + content.template().name() + " " + content.template().language() + " " + content.state())
                .sorted()
                .toList();
    }

    static long impossible(TemplatePlan plan) {
        return plan.entries().stream().filter(entry -> entry.isImpossible()).count();
    }
}

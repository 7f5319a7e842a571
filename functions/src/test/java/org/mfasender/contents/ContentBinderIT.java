package org.mfasender.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.platform.Caller;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.sender.AccountCatalogs;
import org.mfasender.sender.AccountContents;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRequest;
import org.mfasender.sender.SenderStore;
import org.mfasender.sender.Submission;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateChanges;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.storage.TemplateStore;

/** What happens between Meta's answer and the write: the endpoint reads its clock there, which lets the tests act. */
class ContentBinderIT {

    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");
    private static final Purpose PAIRING = Purpose.DEVICE_PAIRING;

    private static AwsServices aws;
    private static SimulatedGraph graph;
    private static SenderStore senders;
    private static TemplateStore templates;
    private static AccountContents writes;
    private static CredentialVault vault;

    private final EnvironmentId environment = new EnvironmentId(UUID.randomUUID());
    private SimulatedAccount meta;
    private Template own;
    private ContentBinder binder;
    private Runnable meanwhile = () -> {};

    @BeforeAll
    static void start() throws Exception {
        aws = AwsServices.start();
        graph = SimulatedGraph.start(0, InstantSource.system(), Duration.ZERO);
        senders = new SenderStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
        templates = new TemplateStore(aws.dynamoDb(), AwsServices.TABLE);
        writes = new AccountContents(senders, templates);
        vault = new CredentialVault(aws.secretsManager(), AwsServices.SECRETS);
    }

    @AfterAll
    static void stop() {
        graph.close();
        aws.close();
    }

    @BeforeEach
    void anApprovedTemplate() {
        meta = graph.world().newAccount().create();
        own = approved(meta);
        binder = new ContentBinder(
                senders,
                templates,
                new AccountCatalogs(vault, GraphClient.connect(graph.uri(), "v26.0")),
                new Clock(clock()));
    }

    @Test
    void aDeletionInBetweenWins() {
        configure(meta);
        meanwhile = () -> senders.delete(environment, NOW);

        ApiException refused = refusal(request("en", own));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(templates.contents(environment)).isEmpty();
    }

    /** All contents have to fit into the one item that is read to send. */
    @Test
    void noMoreAreBoundByHandThanCanBeSentWith() {
        configure(meta);
        SenderAccount account = senders.findAccount(environment).orElseThrow();
        MessageTemplate template = Fixtures.template("1", "contoso", "en", "APPROVED");
        assertThat(writes.record(
                        account.owner(),
                        List.of(template),
                        NOW,
                        recorded -> IntStream.range(0, 300)
                                .mapToObj(
                                        i -> TemplateContent.manual(environment, PAIRING, "en", "v" + i, template, NOW))
                                .toList()))
                .isPresent();

        ApiException refused = refusal(request("en", own));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("at most 300"));
    }

    @Test
    void anotherAccountInBetweenIsAskedForTheTemplateAgain() {
        configure(meta);
        SimulatedAccount other = graph.world().newAccount().create();
        meanwhile = () -> configure(other);

        ApiException refused = refusal(request("en", own));

        assertThat(refused.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.target()).isEqualTo("whatsAppTemplate.name"));
        assertThat(templates.contents(environment)).isEmpty();
    }

    @Test
    void aContentThatARunBindsInBetweenIsAConflict() {
        configure(meta);
        meanwhile = () -> record(automatic(own));

        assertThat(refusal(request("en", own)).status()).isEqualTo(409);
        assertThat(contents().getFirst().manual()).isFalse();
    }

    @Test
    void aRunThatSeesAContentInBetweenDoesNotUndoTheChoice() {
        configure(meta);
        TemplateContent automatic = automatic(own);
        record(automatic);
        Template chosen = approved(meta);
        meanwhile = () -> record(automatic.rebound(seen(own, "PAUSED"), NOW));

        TemplateContent bound = binder.rebind(environment, PAIRING, automatic.id(), request("en", chosen))
                .content();

        assertThat(bound.manual()).isTrue();
        assertThat(bound.template().id()).isEqualTo(chosen.id());
        TemplateContent stored = contents().getFirst();
        assertThat(contents()).containsExactly(bound.with(bound.template().rememberedFrom(stored.template())));
        assertThat(stored.template().original()).isEqualTo(bound.template().content());
    }

    @Test
    void aContentThatIsDeletedInBetweenIsNotFound() {
        configure(meta);
        TemplateContent automatic = automatic(own);
        record(automatic);
        Template chosen = approved(meta);
        meanwhile = () -> writes.remove(account(), automatic);

        ApiException refused = Objects.requireNonNull(catchThrowableOfType(
                ApiException.class,
                () -> ContentRefusalResource.answering(
                        () -> binder.rebind(environment, PAIRING, automatic.id(), request("en", chosen)))));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(contents()).isEmpty();
    }

    /** Lets what is to happen meanwhile happen once. */
    private InstantSource clock() {
        return () -> {
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            return NOW;
        };
    }

    private ApiException refusal(ContentRequest wanted) {
        return Objects.requireNonNull(catchThrowableOfType(
                ApiException.class,
                () -> ContentRefusalResource.answering(() -> binder.bind(environment, PAIRING, wanted))));
    }

    private void configure(SimulatedAccount account) {
        Credentials credentials = new Credentials(
                new Secret(account.userAccessToken()), account.appId(), new Secret(account.appSecret()));
        SenderRequest request = new SenderRequest(
                Caller.UNKNOWN,
                account.wabaId(),
                account.appId(),
                PartialCredentials.of(credentials),
                null,
                TemplateChanges.NONE,
                null,
                null,
                false,
                false);
        Map<Purpose, TemplateOptions> wanted = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            wanted.put(
                    purpose,
                    new TemplateOptions(List.of("en"), new TemplateSettings(10, true, 600, OtpButton.COPY_CODE)));
        }
        Submission.Start start = (Submission.Start) new Submission(wanted, UUID::randomUUID)
                .decide(senders.find(environment).orElse(null), request, environment, any -> List.of(), NOW);
        SenderAccount started = senders.put(start.account());
        vault.putPending(
                environment, started.secretName(), start.started().credentials().version(), credentials);
    }

    private SenderAccount account() {
        return senders.findAccount(environment).orElseThrow();
    }

    private List<TemplateContent> contents() {
        return templates.contents(account().owner());
    }

    private void record(TemplateContent content) {
        writes.record(account().owner(), List.of(content.template()), NOW, recorded -> List.of(content));
    }

    private TemplateContent automatic(Template template) {
        return TemplateContent.automatic(environment, PAIRING, "en", seen(template, "APPROVED"), NOW);
    }

    private static MessageTemplate seen(Template template, String status) {
        return new MessageTemplate(
                template.id(), template.name(), template.language(), "AUTHENTICATION", status, null, null, null, null);
    }

    private static ContentRequest request(String locale, Template template) {
        return new ContentRequest(
                Caller.UNKNOWN,
                locale,
                null,
                new TemplateChoice(template.id(), template.name(), "AUTHENTICATION", template.language()));
    }

    private static Template approved(SimulatedAccount account) {
        return graph.world()
                .addTemplate(
                        graph.world().waba(account.wabaId()),
                        "own_" + UUID.randomUUID().toString().replace('-', '_'),
                        "en",
                        "AUTHENTICATION",
                        "APPROVED");
    }
}

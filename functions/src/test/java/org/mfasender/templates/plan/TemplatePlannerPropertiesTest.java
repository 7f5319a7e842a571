package org.mfasender.templates.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SAID;
import static org.mfasender.Fixtures.SETTINGS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.Batch;
import org.mfasender.templates.catalog.BindingState;
import org.mfasender.templates.catalog.Creation;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Refusal;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateLedger;

/** What holds of plans in any situation. */
class TemplatePlannerPropertiesTest {

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "pt_BR", "nb");
    private static final TemplateNames NAMES = new TemplateNames("mfa");
    private static final TemplatePlanner PLANNER = new TemplatePlanner(NAMES, new CreationPace(1000));

    /** Any account: what it has, what was done there, what is wanted of it. */
    record Situation(List<MessageTemplate> templates, TemplateLedger ledger, Map<Purpose, TemplateOptions> wanted) {

        TemplatePlan plan() {
            return PLANNER.plan(wanted, new AccountTemplates(templates, null, null), ledger, List.of(), NOW);
        }
    }

    @Property(tries = 500)
    void aPlanThatWasCarriedOutLeavesNothingToDo(@ForAll("situations") Situation situation) {
        Situation after = carriedOut(situation, situation.plan());

        assertThat(after.plan().entries())
                .allSatisfy(entry -> assertThat(entry.isCreation()).isFalse())
                .extracting(entry -> entry.purpose() + entry.language() + entry.name())
                .containsExactlyElementsOf(situation.plan().entries().stream()
                        .map(entry -> entry.purpose() + entry.language() + entry.name())
                        .toList());
    }

    @Property(tries = 300)
    void anyOrderOfTheCallsAndAnyLostOneEndAtTheSame(
            @ForAll("situations") Situation situation, @ForAll Random random, @ForAll("smallNumbers") int lost) {
        Situation inOrder = carriedOut(situation, situation.plan());
        List<Batch> shuffled = new ArrayList<>(situation.plan().due());
        Collections.shuffle(shuffled, random);
        if (!shuffled.isEmpty()) {
            shuffled.remove(lost % shuffled.size());
        }

        Situation interrupted = carriedOut(situation, shuffled);
        Situation again = carriedOut(interrupted, interrupted.plan());

        assertThat(again.templates()).containsExactlyInAnyOrderElementsOf(inOrder.templates());
    }

    @Property(tries = 500)
    void nothingThatExistsIsEverSubmitted(@ForAll("situations") Situation situation) {
        Set<String> existing = new HashSet<>();
        situation.templates().forEach(template -> existing.add(template.name() + " " + template.language()));

        for (Batch batch : situation.plan().due()) {
            assertThat(NAMES.isOurs(batch.name(), batch.purpose()))
                    .as(batch.name())
                    .isTrue();
            assertThat(batch.languages())
                    .doesNotHaveDuplicates()
                    .allSatisfy(language -> assertThat(existing).doesNotContain(batch.name() + " " + language));
        }
    }

    @Property(tries = 500)
    void whatIsLeftOrAdoptedIsAsWanted(@ForAll("situations") Situation situation) {
        situation.plan().entries().stream()
                .map(PlannedTemplate::template)
                .filter(template -> template != null)
                .forEach(template -> {
                    assertThat(template.isForAuthentication()).isTrue();
                    assertThat(template.state()).isNotIn(BindingState.ARCHIVED, BindingState.DANGLING);
                });
    }

    @Property(tries = 500)
    void everyWantedLanguageIsPlannedOnceAndNoOther(@ForAll("situations") Situation situation) {
        situation
                .wanted()
                .forEach((purpose, options) -> assertThat(situation.plan().entries())
                        .filteredOn(entry -> entry.purpose() == purpose)
                        .extracting(PlannedTemplate::language)
                        .containsExactlyElementsOf(options.languages().keySet()));
    }

    @Property(tries = 300)
    void capacityAndPaceAreKept(
            @ForAll("situations") Situation situation,
            @ForAll("smallNumbers") int capacity,
            @ForAll("smallNumbers") int pace) {
        TemplatePlanner slow = new TemplatePlanner(NAMES, new CreationPace(pace + 1));

        TemplatePlan plan = slow.plan(
                situation.wanted(),
                new AccountTemplates(situation.templates(), 10, 10 + capacity),
                situation.ledger(),
                List.of(),
                NOW);

        assertThat(plan.creations()).isLessThanOrEqualTo(capacity);
        List<Instant> times = plan.entries().stream()
                .filter(PlannedTemplate::isCreation)
                .map(entry -> entry.notBefore() == null ? NOW : entry.notBefore())
                .toList();
        assertThat(times).isSorted();
        for (Instant end : times) {
            Instant begin = end.minus(Duration.ofHours(1));
            assertThat(times.stream().filter(time -> time.isAfter(begin) && !time.isAfter(end)))
                    .hasSizeLessThanOrEqualTo(pace + 1);
        }
    }

    @Property(tries = 300)
    void bindingTwiceIsBindingOnceAndWhatAPersonBoundStays(
            @ForAll("situations") Situation situation, @ForAll("templates") List<MessageTemplate> chosen) {
        AccountTemplates found = new AccountTemplates(situation.templates(), null, null);
        Bindings bindings = new Bindings(ENVIRONMENT, found, NOW);
        List<TemplateContent> byHand = chosen.stream()
                .limit(2)
                .map(template -> TemplateContent.manual(
                        ENVIRONMENT, Purpose.DEVICE_PAIRING, template.language(), null, template, NOW))
                .collect(Collectors.toMap(TemplateContent::id, content -> content, (a, b) -> a))
                .values()
                .stream()
                .toList();

        List<TemplateContent> once = bindings.bind(situation.plan(), byHand);

        assertThat(bindings.bind(situation.plan(), once)).containsExactlyInAnyOrderElementsOf(once);
        assertThat(once).extracting(TemplateContent::id).doesNotHaveDuplicates();
        byHand.forEach(content -> assertThat(once)
                .filteredOn(bound -> bound.id().equals(content.id()))
                .singleElement()
                .satisfies(bound -> {
                    assertThat(bound.manual()).isTrue();
                    assertThat(bound.template().id())
                            .isEqualTo(content.template().id());
                }));
    }

    /** The account after Meta took all that was due. */
    private static Situation carriedOut(Situation situation, TemplatePlan plan) {
        return carriedOut(situation, plan.due());
    }

    private static Situation carriedOut(Situation situation, List<Batch> batches) {
        List<MessageTemplate> templates = new ArrayList<>(situation.templates());
        TemplateLedger ledger = situation.ledger();
        for (Batch batch : batches) {
            ledger = ledger.creating(new Creation(batch.name(), batch.languages(), batch.settings(), NOW));
            for (String language : batch.languages()) {
                TemplateReadBack said = new TemplateReadBack(
                        batch.settings().codeExpirationMinutes(),
                        batch.settings().addSecurityRecommendation(),
                        batch.settings().messageSendTtlSeconds(),
                        batch.settings().button().type().name(),
                        batch.settings().button().supportedApps());
                templates.add(new MessageTemplate(
                        batch.name() + language,
                        batch.name(),
                        language,
                        "AUTHENTICATION",
                        "APPROVED",
                        null,
                        null,
                        said,
                        said));
            }
        }
        return new Situation(templates, ledger, situation.wanted());
    }

    @Provide
    Arbitrary<Integer> smallNumbers() {
        return Arbitraries.integers().between(0, 12);
    }

    @Provide
    Arbitrary<Situation> situations() {
        return Combinators.combine(templates(), ledgers(), wanted()).as(Situation::new);
    }

    @Provide
    Arbitrary<List<MessageTemplate>> templates() {
        Arbitrary<String> names = Arbitraries.of(
                "mfa_device_pairing_v1",
                "mfa_device_pairing_v2",
                "mfa_device_pairing_v3",
                "mfa_strong_authentication_v1",
                "mfa_strong_authentication_v2",
                "mfa_device_pairing",
                "somebody_elses");
        Arbitrary<String> statuses = Arbitraries.of(
                "APPROVED",
                "APPROVED",
                "PENDING",
                "REJECTED",
                "PAUSED",
                "DISABLED",
                "ARCHIVED",
                "PENDING_DELETION",
                "NEW");
        Arbitrary<String> categories = Arbitraries.of("AUTHENTICATION", "AUTHENTICATION", "AUTHENTICATION", "UTILITY");
        Arbitrary<TemplateReadBack> contents = Arbitraries.of(
                SAID,
                SAID,
                new TemplateReadBack(5, true, 300, "COPY_CODE", List.of()),
                new TemplateReadBack(10, true, null, "COPY_CODE", List.of()),
                new TemplateReadBack(10, false, 600, "ONE_TAP", List.of()));
        return Combinators.combine(names, Arbitraries.of(LANGUAGES), statuses, categories, contents)
                .as((name, language, status, category, said) -> new MessageTemplate(
                        name + "/" + language, name, language, category, status, null, null, said, said))
                .list()
                .uniqueElements(MessageTemplate::id)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<TemplateLedger> ledgers() {
        Arbitrary<String> names =
                Arbitraries.of("mfa_device_pairing_v1", "mfa_device_pairing_v2", "mfa_strong_authentication_v1");
        Arbitrary<Refusal> refusals = Combinators.combine(
                        names, Arbitraries.of(LANGUAGES), Arbitraries.of(RefusalReason.class), ages())
                .as((name, language, reason, age) ->
                        new Refusal(name, language, reason, new MetaError(100, 1, null), NOW.minus(age)));
        Arbitrary<Creation> creations = Combinators.combine(
                        names, Arbitraries.of(LANGUAGES).set().ofMinSize(1), settings(), ages())
                .as((name, languages, settings, age) ->
                        new Creation(name, List.copyOf(languages), settings, NOW.minus(age)));
        return Combinators.combine(
                        creations.list().ofMaxSize(3), refusals.list().ofMaxSize(3))
                .as((created, refused) -> new TemplateLedger(created, refused, null, null));
    }

    private static Arbitrary<Duration> ages() {
        return Arbitraries.of(Duration.ofMinutes(1), Duration.ofHours(5), Duration.ofDays(3), Duration.ofDays(40));
    }

    private static Arbitrary<TemplateSettings> settings() {
        return Arbitraries.of(SETTINGS, new TemplateSettings(5, true, 300, OtpButton.COPY_CODE));
    }

    private static Arbitrary<Map<Purpose, TemplateOptions>> wanted() {
        Arbitrary<TemplateOptions> options = Combinators.combine(
                        Arbitraries.of("en", "de", "fr-FR", "fr", "pt", "no", "nb")
                                .list()
                                .uniqueElements()
                                .ofMinSize(1),
                        settings())
                .as(TemplateOptions::new);
        return Combinators.combine(options, options).as((pairing, strong) -> {
            Map<Purpose, TemplateOptions> both = new EnumMap<>(Purpose.class);
            both.put(Purpose.DEVICE_PAIRING, pairing);
            both.put(Purpose.STRONG_AUTHENTICATION, strong);
            return both;
        });
    }
}

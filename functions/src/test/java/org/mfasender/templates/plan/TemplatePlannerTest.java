package org.mfasender.templates.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SETTINGS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.Locales;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateNames;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.Creation;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Refusal;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateLedger;

/**
 * What is done in which situation. The account's templates are written {@code v1 en}, with what differs from an approved one as
 * wanted: a status, a category, or {@code 5min} for another content; the ledger {@code created v1 en} or {@code v1 en NAME_BLOCKED}.
 */
class TemplatePlannerTest {

    private static final Purpose PURPOSE = Purpose.DEVICE_PAIRING;
    private static final TemplateNames NAMES = new TemplateNames("mfa");

    @ParameterizedTest(name = "{0}: has [{2}], ledger [{3}], wants {1} -> {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # situation                              | wanted | the account has             | ledger                      | plan
            nothing is there                         | en de  | -                           | -                           | en CREATE v1, de CREATE v1
            ours are there                           | en de  | v1 en, v1 de                | created v1 en de            | en LEAVE v1, de LEAVE v1
            one language is missing                  | en de  | v1 en                       | created v1 en               | en LEAVE v1, de CREATE v1
            same content, not created here           | en     | v1 en                       | -                           | en ADOPT v1
            in review                                | en     | v1 en PENDING               | created v1 en               | en LEAVE v1
            rejected: another review may not err     | en     | v1 en REJECTED              | created v1 en               | en NEW_VERSION v2 REJECTED
            rejected by policy: a person appeals     | en     | v1 en REJECTED SCAM         | created v1 en               | en LEAVE v1
            paused: Meta lifts it                    | en     | v1 en PAUSED                | created v1 en               | en LEAVE v1
            disabled: Meta edits it no more          | en     | v1 en DISABLED              | created v1 en               | en NEW_VERSION v2 DISABLED
            disabled beside one that can be sent     | en     | v1 en DISABLED, v2 en       | created v1 en, created v2 en| en LEAVE v2
            over a limit                             | en     | v1 en LIMIT_EXCEEDED        | created v1 en               | en LEAVE v1
            a word of Meta that is new               | en     | v1 en SOMETHING             | created v1 en               | en LEAVE v1
            other content under our name             | en     | v1 en 5min                  | -                           | en NEW_VERSION v2 OTHER_CONTENT
            edited by somebody after its creation    | en     | v1 en 5min edited           | created v1 en               | en NEW_VERSION v2 OTHER_CONTENT
            reads back otherwise, never edited       | en     | v1 en 5min                  | created v1 en               | en LEAVE v1
            a name says the same in all languages    | en de  | v1 en 5min                  | -                           | en NEW_VERSION v2 OTHER_CONTENT, de NEW_VERSION v2 OTHER_CONTENT
            the next version is there already        | en     | v1 en 5min, v2 en           | created v2 en               | en LEAVE v2
            the next version has another content too | en     | v1 en 5min, v2 en 3min      | -                           | en NEW_VERSION v3 OTHER_CONTENT
            options went back to what they were      | en     | v1 en, v2 en 5min           | created v1 en               | en LEAVE v1
            a usable one before a rejected one       | en     | v1 en REJECTED, v2 en       | created v1 en, created v2 en| en LEAVE v2
            moved to another category                | en de  | v1 en UTILITY, v1 de        | created v1 en de            | en NEW_VERSION v2 CATEGORY_CHANGED, de LEAVE v1
            somebody's utility template in our name  | en     | v1 fr UTILITY               | -                           | en NEW_VERSION v2 CATEGORY_CHANGED
            archived                                 | en     | v1 en ARCHIVED              | created v1 en               | en NEW_VERSION v2 ARCHIVED
            being deleted                            | en     | v1 en PENDING_DELETION      | created v1 en               | en NEW_VERSION v2 NAME_BLOCKED
            being deleted beside another of its name | en     | v1 en PENDING_DELETION, v1 en | created v1 en             | en LEAVE v1
            another of its name beside one on its way out | en | v1 en, v1 en PENDING_DELETION | created v1 en            | en LEAVE v1
            deleted and blocked                      | en de  | -                           | v1 en NAME_BLOCKED          | en NEW_VERSION v2 NAME_BLOCKED, de CREATE v1
            owned by Direct Send                     | en de  | -                           | v1 en NAME_TAKEN            | en NEW_VERSION v2 NAME_TAKEN, de NEW_VERSION v2 NAME_TAKEN
            one language of it is Direct Send's      | en de fr | v1 en, v1 de              | created v1 en de, v1 de NAME_TAKEN | en LEAVE v1, de NEW_VERSION v2 NAME_TAKEN, fr NEW_VERSION v2 NAME_TAKEN
            not read back any more                   | en     | v1 en silent                | created v1 en               | en LEAVE v1
            language not offered                     | en zu  | v1 en                       | created v1 en, v1 zu LANGUAGE_NOT_SUPPORTED | en LEAVE v1, zu IMPOSSIBLE LANGUAGE_NOT_SUPPORTED
            refused without a reason                 | en de  | v1 en                       | created v1 en, v1 de REFUSED| en LEAVE v1, de IMPOSSIBLE REFUSED
            refused long ago is tried again          | en     | -                           | v1 en REFUSED long ago      | en CREATE v1
            somebody else's names are nobody's       | en     | other en, v1x en, v01 en    | -                           | en CREATE v1
            two locales of one language              | no nb  | -                           | -                           | nb CREATE v1
            """)
    void thePlanFitsTheSituation(
            String situation, String wanted, @Nullable String has, @Nullable String ledger, String plan) {
        assertThat(describe(plan(wanted, has, ledger))).as(situation).isEqualTo(plan);
    }

    @Test
    void everyVersionUsedUpIsImpossible() {
        String all = Stream.iterate(1, version -> version <= TemplatePlanner.MAX_VERSIONS, version -> version + 1)
                .map(version -> "v" + version + " en 5min")
                .collect(Collectors.joining(", "));

        assertThat(describe(plan("en", all, null))).isEqualTo("en IMPOSSIBLE VERSIONS_USED_UP");
    }

    @Test
    void defaultLocalesOfAllPurposesComeFirst() {
        TemplatePlan plan = planner(100)
                .plan(Fixtures.options("de", "en"), account(List.of(), 0, 250), TemplateLedger.EMPTY, List.of(), NOW);

        assertThat(plan.entries())
                .extracting(entry -> entry.purpose() + " " + entry.language())
                .containsExactly(
                        "device_pairing de",
                        "strong_authentication de",
                        "device_pairing en",
                        "strong_authentication en");
    }

    @Test
    void aCreationThatIsRepeatedIsKeptOnce() {
        Creation first = new Creation("mfa_device_pairing_v1", List.of("en", "de"), SETTINGS, NOW);
        Creation again = new Creation(first.name(), List.of("de", "fr"), SETTINGS, NOW.plus(Duration.ofHours(2)));
        Creation soon = new Creation(first.name(), List.of("de"), SETTINGS, NOW.plus(Duration.ofMinutes(30)));

        assertThat(TemplateLedger.EMPTY.creating(first).creating(again).creations())
                .extracting(Creation::languages)
                .containsExactly(List.of("en"), List.of("de", "fr"));
        assertThat(TemplateLedger.EMPTY.creating(first).creating(soon).creations())
                .as("what an hourly limit counts is not forgotten")
                .containsExactly(first, soon);
    }

    @Test
    void whatExceedsTheCapacityIsImpossibleFromTheLeastImportantOn() {
        TemplatePlan plan = planner(100)
                .plan(Fixtures.options("en", "de"), account(List.of(), 247, 250), TemplateLedger.EMPTY, List.of(), NOW);

        assertThat(describe(plan)).isEqualTo("en CREATE v1, en CREATE v1, de CREATE v1, de IMPOSSIBLE CAPACITY");
    }

    @Test
    void aNameUnderWhichOthersMayBeOnTheirWayIsNotTaken() {
        TemplateSettings others = new TemplateSettings(5, true, 300, OtpButton.COPY_CODE);
        TemplateLedger ledger =
                TemplateLedger.EMPTY.creating(new Creation("mfa_device_pairing_v1", List.of("de"), others, NOW));
        AccountTemplates empty = account(List.of(), null, null);

        assertThat(describe(plan("en", empty, ledger, NOW))).isEqualTo("en NEW_VERSION v2 OTHER_CONTENT");
        assertThat(describe(plan("en", empty, ledger, NOW.plus(Duration.ofMinutes(11)))))
                .as("after a while, what the list does not show is not there")
                .isEqualTo("en CREATE v1");
    }

    @Test
    void whereTemplatesWereDeletedTheAccountIsNotBelievedToBeFull() {
        Refusal full = new Refusal("mfa_device_pairing_v1", "en", RefusalReason.CAPACITY, null, NOW);
        AccountTemplates crowded = account(List.of(), 250, 250);
        TemplateLedger ledger = TemplateLedger.EMPTY.seen(crowded).refused(List.of(full), NOW);
        AccountTemplates cleared = account(List.of(), 240, 250);
        AccountTemplates verified = account(List.of(), 250, 6000);

        assertThat(describe(plan("en", cleared, ledger.seen(crowded), NOW))).isEqualTo("en IMPOSSIBLE CAPACITY");
        assertThat(describe(plan("en", cleared, ledger.seen(cleared), NOW))).isEqualTo("en CREATE v1");
        assertThat(describe(plan("en", verified, ledger.seen(verified), NOW))).isEqualTo("en CREATE v1");
    }

    @Test
    void moreThanAnHourAllowsIsPlannedForTheNextHours() {
        TemplatePlan plan = planner(2)
                .plan(
                        Fixtures.options("en", "de", "fr"),
                        account(List.of(), null, null),
                        TemplateLedger.EMPTY,
                        List.of(),
                        NOW);

        assertThat(plan.entries())
                .extracting(entry -> Duration.between(NOW, entry.notBefore() == null ? NOW : entry.notBefore())
                        .toMinutes())
                .containsExactly(0L, 0L, 61L, 61L, 122L, 122L);
        assertThat(plan.nextCreation()).contains(NOW.plus(TemplateLedger.PACE_WINDOW));
        assertThat(plan.due())
                .hasSize(2)
                .allSatisfy(batch -> assertThat(batch.languages()).containsExactly("en"));
    }

    @Test
    void whatWasCreatedWithinTheHourCounts() {
        Instant earlier = NOW.minus(Duration.ofMinutes(20));
        TemplateLedger ledger = TemplateLedger.EMPTY.creating(
                new Creation("mfa_device_pairing_v9", List.of("fr", "it"), SETTINGS, earlier));

        TemplatePlan plan =
                planner(3).plan(Fixtures.options("en"), account(List.of(), null, null), ledger, List.of(), NOW);

        assertThat(plan.entries())
                .extracting(PlannedTemplate::notBefore)
                .containsExactly(null, earlier.plus(TemplateLedger.PACE_WINDOW));
    }

    @Test
    void batchesHaveTwentyFiveLanguagesOfOneNameAndBeginWithTheDefault() {
        TemplatePlan plan = planner(1000)
                .plan(
                        Fixtures.options(Locales.META_LANGUAGES.toArray(String[]::new)),
                        account(List.of(), 0, 6000),
                        TemplateLedger.EMPTY,
                        List.of(),
                        NOW);

        assertThat(plan.due()).hasSize(10);
        assertThat(plan.due().subList(0, 4))
                .extracting(batch -> batch.name() + " " + batch.languages().size() + " "
                        + batch.languages().getFirst())
                .containsExactly(
                        "mfa_device_pairing_v1 25 af",
                        "mfa_strong_authentication_v1 25 af",
                        "mfa_device_pairing_v1 25 en_US",
                        "mfa_strong_authentication_v1 25 en_US");
        assertThat(plan.due().stream()
                        .mapToInt(batch -> batch.languages().size())
                        .sum())
                .isEqualTo(222);
    }

    @Test
    void aBoundTemplateIsPreferredToOthersInTheSameState() {
        List<MessageTemplate> both = List.of(template("v1 en"), template("v2 en"));

        assertThat(describe(plan(both, bound(both.get(1))))).isEqualTo("en LEAVE v2");
        assertThat(describe(plan(both, bound(both.get(0))))).isEqualTo("en LEAVE v1");
        assertThat(describe(plan(both))).as("else the lowest version").isEqualTo("en ADOPT v1");
    }

    @Test
    void aBoundTemplateGivesWayToOneThatIsNearerToBeingSent() {
        MessageTemplate rejected = template("v1 en REJECTED");
        MessageTemplate inReview = template("v2 en PENDING");
        MessageTemplate approved = template("v3 en");

        assertThat(describe(plan(List.of(rejected, inReview), bound(rejected)))).isEqualTo("en ADOPT v2");
        assertThat(describe(plan(List.of(inReview, approved), bound(inReview)))).isEqualTo("en ADOPT v3");
    }

    @Test
    void theTenthVersionComesAfterTheSecond() {
        assertThat(describe(plan(List.of(template("v10 en"), template("v2 en")))))
                .isEqualTo("en ADOPT v2");
    }

    @Test
    void aTemplateThatTheListDoesNotShowYetIsThere() {
        TemplateLedger ledger =
                TemplateLedger.EMPTY.creating(new Creation("mfa_device_pairing_v1", List.of("en"), SETTINGS, NOW));
        MessageTemplate answered = template("v1 en PENDING");
        AccountTemplates lagging = new AccountTemplates(List.of(), 0, 250);

        assertThat(describe(plan("en", lagging.with(List.of(answered), ledger, NOW), ledger, NOW)))
                .isEqualTo("en LEAVE v1");
        Instant later = NOW.plus(Duration.ofMinutes(11));
        assertThat(describe(plan("en", lagging.with(List.of(answered), ledger, later), ledger, later)))
                .as("after a while, what the list does not show is gone")
                .isEqualTo("en CREATE v1");
    }

    @ParameterizedTest(name = "has [{0}], ledger [{1}] -> {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            v1 en REJECTED                       | created v1 en                 | en LEAVE v1
            v1 en REJECTED, v2 en REJECTED       | created v2 en                 | en LEAVE v2 REJECTED
            v1 en DISABLED, v2 en                | created v2 en                 | en LEAVE v2 DISABLED
            v1 en UTILITY, v2 en PENDING         | created v2 en                 | en LEAVE v2 CATEGORY_CHANGED
            v2 en                                | created v2 en, v1 en NAME_BLOCKED | en LEAVE v2 NAME_BLOCKED
            v1 en DISABLED, v2 en ARCHIVED       | created v2 en                 | en IMPOSSIBLE ARCHIVED
            v1 en DISABLED, v2 en, v3 en         | created v3 en                 | en ADOPT v2
            """)
    void aRunSaysWhatItReplacedAndLeavesWhatMetaRejectsOfIt(String has, @Nullable String ledger, String plan) {
        List<MessageTemplate> templates =
                words(has, ", *").map(TemplatePlannerTest::template).toList();

        TemplatePlan planned = planner(100)
                .during(NOW.minus(Duration.ofHours(3)))
                .plan(
                        Map.of(PURPOSE, new TemplateOptions(List.of("en"), SETTINGS)),
                        account(templates, null, null),
                        ledger(ledger),
                        List.of(),
                        NOW);

        assertThat(describe(planned)).isEqualTo(plan);
    }

    private static TemplatePlan plan(String wanted, @Nullable String has, @Nullable String ledger) {
        List<MessageTemplate> templates =
                words(has, ", *").map(TemplatePlannerTest::template).toList();
        return plan(wanted, account(templates, null, null), ledger(ledger), NOW);
    }

    private static TemplatePlan plan(String wanted, AccountTemplates found, TemplateLedger ledger, Instant now) {
        TemplateOptions options = new TemplateOptions(words(wanted, " ").toList(), SETTINGS);
        return planner(100).plan(Map.of(PURPOSE, options), found, ledger, List.of(), now);
    }

    private static TemplatePlan plan(List<MessageTemplate> templates, TemplateContent... bound) {
        return planner(100)
                .plan(
                        Map.of(PURPOSE, new TemplateOptions(List.of("en"), SETTINGS)),
                        account(templates, null, null),
                        TemplateLedger.EMPTY,
                        List.of(bound),
                        NOW);
    }

    private static TemplateContent bound(MessageTemplate template) {
        return TemplateContent.automatic(Fixtures.ENVIRONMENT, PURPOSE, "en", template, NOW);
    }

    private static TemplatePlanner planner(int perHour) {
        return new TemplatePlanner(NAMES, new CreationPace(perHour));
    }

    private static AccountTemplates account(
            List<MessageTemplate> templates, @Nullable Integer count, @Nullable Integer limit) {
        return new AccountTemplates(templates, count, limit);
    }

    private static MessageTemplate template(String text) {
        List<String> words = new ArrayList<>(words(text, " ").toList());
        String name = words.removeFirst();
        String language = words.removeFirst();
        int minutes = words.stream()
                .filter(word -> word.endsWith("min"))
                .mapToInt(word -> Integer.parseInt(word.replace("min", "")))
                .findFirst()
                .orElse(10);
        String category = words.contains("UTILITY") ? "UTILITY" : "AUTHENTICATION";
        String status = words.stream()
                .filter(word -> word.equals(word.toUpperCase(Locale.ROOT)) && !word.equals("UTILITY"))
                .findFirst()
                .orElse("APPROVED");
        TemplateReadBack said = new TemplateReadBack(minutes, true, 600, "COPY_CODE", List.of());
        boolean remembered = words.contains("edited") || words.contains("silent");
        return new MessageTemplate(
                text,
                name.startsWith("v") ? "mfa_device_pairing_" + name : name,
                language,
                category,
                status,
                words.contains("SCAM") ? "SCAM" : null,
                null,
                words.contains("silent") ? null : said,
                remembered ? Fixtures.SAID : said);
    }

    private static TemplateLedger ledger(@Nullable String text) {
        TemplateLedger ledger = TemplateLedger.EMPTY;
        for (String line : words(text, ", *").toList()) {
            List<String> words = words(line, " ").toList();
            boolean created = words.getFirst().equals("created");
            String name = "mfa_device_pairing_" + words.get(created ? 1 : 0);
            Instant at = line.endsWith("long ago") ? NOW.minus(Duration.ofDays(31)) : NOW.minus(Duration.ofHours(2));
            ledger = created
                    ? ledger.creating(new Creation(name, words.subList(2, words.size()), SETTINGS, at))
                    : ledger.refused(
                            List.of(new Refusal(
                                    name,
                                    words.get(1),
                                    RefusalReason.valueOf(words.get(2)),
                                    new MetaError(100, 1, null),
                                    at)),
                            at);
        }
        return ledger;
    }

    private static Stream<String> words(@Nullable String text, String separator) {
        return text == null ? Stream.of() : Stream.of(text.strip().split(separator, -1));
    }

    private static String describe(TemplatePlan plan) {
        return plan.entries().stream()
                .map(entry -> Stream.of(
                                entry.language(),
                                entry.action(),
                                entry.name() == null ? null : entry.name().replaceAll("^.*_", ""),
                                entry.reason())
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }
}

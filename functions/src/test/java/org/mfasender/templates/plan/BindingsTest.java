package org.mfasender.templates.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SETTINGS;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.AccountTemplates;
import org.mfasender.templates.catalog.BindingState;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Target;

/** Which content binds which template after a run. The default locale is the first one wanted. */
class BindingsTest {

    private static final Instant BEFORE = NOW.minus(Duration.ofDays(7));
    private static final MessageTemplate FORMER = template("1", "en", "APPROVED");
    private static final MessageTemplate NEXT = template("2", "en", "APPROVED");

    @Test
    void aPlannedTemplateIsBoundToEachLocaleThatItServes() {
        List<TemplateContent> bound = bind(List.of(NEXT), plan(entry(NEXT, "en", "en-GB")));

        assertThat(bound)
                .containsExactly(
                        TemplateContent.automatic(ENVIRONMENT, DEVICE_PAIRING, "en", NEXT, NOW),
                        TemplateContent.automatic(ENVIRONMENT, DEVICE_PAIRING, "en-GB", NEXT, NOW));
    }

    @Test
    void aTemplateInReviewIsBoundWhereNothingElseIs() {
        MessageTemplate inReview = template("2", "en", "PENDING");

        assertThat(bind(List.of(inReview), plan(entry(inReview, "en"))))
                .singleElement()
                .satisfies(content -> assertThat(content.state()).isEqualTo(BindingState.IN_REVIEW));
    }

    @Test
    void whatIsStillToBeCreatedBindsNothing() {
        assertThat(bind(List.of(), plan(creation("en")))).isEmpty();
    }

    @Test
    void whileATemplateIsStillToBeCreatedTheFormerOneStaysBound() {
        TemplateContent before = automatic("en", FORMER);

        assertThat(bind(List.of(FORMER), plan(creation("en")), before)).containsExactly(before);
    }

    @Test
    void aUsablePlannedTemplateReplacesTheFormerOne() {
        TemplateContent before = automatic("en", FORMER);

        assertThat(bind(List.of(FORMER, NEXT), plan(entry(NEXT, "en")), before))
                .singleElement()
                .satisfies(content -> {
                    assertThat(content.template()).isEqualTo(NEXT);
                    assertThat(content.id()).isEqualTo(before.id());
                    assertThat(content.createdAt()).isEqualTo(BEFORE);
                    assertThat(content.updatedAt()).isEqualTo(NOW);
                    assertThat(content.manual()).isFalse();
                });
    }

    @Test
    void whatIsBoundAsPlannedKeepsItsDate() {
        TemplateContent before = automatic("en", FORMER);

        assertThat(bind(List.of(FORMER), plan(entry(FORMER, "en")), before)).containsExactly(before);
    }

    @ParameterizedTest(name = "planned {0}, former {1}: template {2} is bound")
    @CsvSource({
        "PENDING,  APPROVED, 1",
        "REJECTED, APPROVED, 1",
        "PENDING,  PAUSED,   2",
        "REJECTED, REJECTED, 2",
        "APPROVED, PAUSED,   2",
    })
    void aUsableTemplateStaysUntilThePlannedOneIsUsableToo(String planned, String former, String bound) {
        MessageTemplate next = template("2", "en", planned);
        TemplateContent before = automatic("en", FORMER);
        List<MessageTemplate> found = List.of(template("1", "en", former), next);

        assertThat(bind(found, plan(entry(next, "en")), before))
                .singleElement()
                .satisfies(content -> assertThat(content.template().id()).isEqualTo(bound));
    }

    @Test
    void aFormerTemplateThatIsGoneStaysBoundToNothingElse() {
        MessageTemplate inReview = template("2", "en", "PENDING");

        assertThat(bind(List.of(inReview), plan(entry(inReview, "en")), automatic("en", FORMER)))
                .singleElement()
                .satisfies(content -> assertThat(content.template()).isEqualTo(inReview));
        assertThat(bind(List.of(), plan(creation("en")), automatic("en", FORMER)))
                .singleElement()
                .satisfies(content -> assertThat(content.state()).isEqualTo(BindingState.DANGLING));
    }

    @Test
    void whatAPersonBoundStaysAndShowsItsTemplateAsItIsNow() {
        MessageTemplate paused = template("1", "en", "PAUSED");

        assertThat(bind(List.of(paused, NEXT), plan(entry(NEXT, "en")), manual("en", null, FORMER)))
                .singleElement()
                .satisfies(content -> {
                    assertThat(content.template()).isEqualTo(paused);
                    assertThat(content.manual()).isTrue();
                    assertThat(content.updatedAt()).isEqualTo(NOW);
                });
    }

    @Test
    void whatAPersonBoundStaysAlsoWhenItsTemplateIsGone() {
        assertThat(bind(List.of(NEXT), plan(entry(NEXT, "en")), manual("en", null, FORMER)))
                .singleElement()
                .satisfies(content -> {
                    assertThat(content.template()).isEqualTo(FORMER);
                    assertThat(content.state()).isEqualTo(BindingState.DANGLING);
                });
    }

    @Test
    void whatAPersonBoundStaysInLocalesAndVariantsThatNobodyPlanned() {
        TemplateContent locale = manual("fr", null, FORMER);
        TemplateContent variant = manual("en", "vip", FORMER);

        assertThat(bind(List.of(FORMER, NEXT), plan(entry(NEXT, "en")), locale, variant))
                .containsExactly(
                        locale, variant, TemplateContent.automatic(ENVIRONMENT, DEVICE_PAIRING, "en", NEXT, NOW));
    }

    @Test
    void aLocaleThatIsNotWantedAnyMoreIsDroppedOnceTheDefaultContentIsUsable() {
        TemplateContent unwanted = automatic("fr", FORMER);

        assertThat(bind(List.of(FORMER, NEXT), plan(entry(NEXT, "en")), unwanted))
                .extracting(TemplateContent::locale)
                .containsExactly("en");
        assertThat(bind(List.of(FORMER, NEXT), plan(entry(NEXT, "en")), unwanted, manual("en", null, FORMER)))
                .extracting(TemplateContent::locale)
                .as("a person's default content counts")
                .containsExactly("en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "REJECTED"})
    void aLocaleThatIsNotWantedAnyMoreStaysUntilTheDefaultContentIsUsable(String status) {
        MessageTemplate next = template("2", "en", status);

        assertThat(bind(List.of(FORMER, next), plan(entry(next, "en")), automatic("fr", FORMER)))
                .extracting(TemplateContent::locale)
                .containsExactly("en", "fr");
    }

    @Test
    void aUsableContentOfAnotherLocaleOrVariantIsNoDefault() {
        MessageTemplate german = template("3", "de", "APPROVED");
        TemplatePlan plan = plan(creation("en"), entry(german, "de"));

        assertThat(bind(List.of(FORMER, german), plan, automatic("fr", FORMER), manual("en", "vip", FORMER)))
                .extracting(content -> content.locale() + " " + content.variant())
                .containsExactly("en vip", "de null", "fr null");
    }

    @Test
    void whatCannotBeSentStandsInForNothing() {
        TemplateContent gone = automatic("fr", template("8", "fr", "APPROVED"));
        TemplateContent paused = automatic("it", template("9", "it", "APPROVED"));

        assertThat(bind(List.of(template("9", "it", "PAUSED")), plan(creation("en")), gone, paused))
                .isEmpty();
    }

    @Test
    void eachPurposeIsDecidedForItself() {
        MessageTemplate inReview = template("3", "en", "PENDING");
        TemplateContent ofPairing = automatic("fr", FORMER);
        TemplateContent ofAuthentication =
                TemplateContent.automatic(ENVIRONMENT, STRONG_AUTHENTICATION, "fr", FORMER, BEFORE);
        TemplatePlan plan = plan(entry(NEXT, "en"), entry(STRONG_AUTHENTICATION, inReview, "en"));

        assertThat(bind(List.of(FORMER, NEXT, inReview), plan, ofPairing, ofAuthentication))
                .extracting(content -> content.purpose() + " " + content.locale())
                .containsExactly("device_pairing en", "strong_authentication en", "strong_authentication fr");
    }

    private static List<TemplateContent> bind(
            List<MessageTemplate> found, TemplatePlan plan, TemplateContent... recorded) {
        AccountTemplates account = new AccountTemplates(found, null, null);
        return new Bindings(ENVIRONMENT, account, NOW).bind(plan, List.of(recorded));
    }

    /** The locales of each purpose's entries are wanted, and no others. */
    private static TemplatePlan plan(PlannedTemplate... entries) {
        Map<Purpose, TemplateOptions> wanted = new EnumMap<>(Purpose.class);
        for (PlannedTemplate entry : entries) {
            TemplateOptions options = new TemplateOptions(entry.locales(), SETTINGS);
            wanted.merge(
                    entry.purpose(),
                    options,
                    (first, second) -> new TemplateOptions(
                            Stream.concat(first.locales().stream(), second.locales().stream())
                                    .toList(),
                            SETTINGS));
        }
        return new TemplatePlan(List.of(entries), wanted);
    }

    private static PlannedTemplate entry(MessageTemplate template, String... locales) {
        return entry(DEVICE_PAIRING, template, locales);
    }

    private static PlannedTemplate entry(Purpose purpose, MessageTemplate template, String... locales) {
        return PlannedTemplate.existing(
                new Target(purpose, template.language(), List.of(locales), SETTINGS),
                PlannedTemplate.Action.LEAVE,
                template);
    }

    private static PlannedTemplate creation(String locale) {
        return PlannedTemplate.creation(
                new Target(DEVICE_PAIRING, locale, List.of(locale), SETTINGS), "mfa_device_pairing_v1", null);
    }

    private static TemplateContent automatic(String locale, MessageTemplate template) {
        return TemplateContent.automatic(ENVIRONMENT, DEVICE_PAIRING, locale, template, BEFORE);
    }

    private static TemplateContent manual(String locale, @Nullable String variant, MessageTemplate template) {
        return TemplateContent.manual(ENVIRONMENT, DEVICE_PAIRING, locale, variant, template, BEFORE);
    }

    private static MessageTemplate template(String id, String language, String status) {
        return Fixtures.template(id, "mfa_device_pairing_v" + id, language, status);
    }
}

package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.template;
import static org.mfasender.sender.Purpose.DEVICE_PAIRING;
import static org.mfasender.sender.Purpose.STRONG_AUTHENTICATION;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatePlanTest {

    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final MessageTemplate PAIRING = template("1", "mfa_device_pairing_v1", "en", "APPROVED");
    private static final MessageTemplate STRONG = template("2", "mfa_strong_authentication_v1", "en", "PENDING");

    @Test
    void namesHaveThePrefixThePurposeAndAVersion() {
        TemplatePlan plan = new TemplatePlan("acme", List.of("en"));

        assertThat(plan.name(DEVICE_PAIRING)).isEqualTo("acme_device_pairing_v1");
        assertThat(plan.name(STRONG_AUTHENTICATION)).isEqualTo("acme_strong_authentication_v1");
    }

    @Test
    void everythingIsMissingWhereNothingIs() {
        assertThat(plan("en", "pt-BR").missing(List.of()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        DEVICE_PAIRING, List.of("en", "pt_BR"),
                        STRONG_AUTHENTICATION, List.of("en", "pt_BR")));
    }

    @Test
    void whatIsThereIsNotMissingWhateverItsStatus() {
        assertThat(plan("en", "fr").missing(List.of(PAIRING, template("3", "mfa_device_pairing_v1", "fr", "REJECTED"))))
                .isEqualTo(Map.of(STRONG_AUTHENTICATION, List.of("en", "fr")));
        assertThat(plan("en").missing(List.of(PAIRING, STRONG))).isEmpty();
    }

    @Test
    void templatesOfOtherNamesOrLanguagesAreNotOurs() {
        List<MessageTemplate> others = List.of(
                template("4", "mfa_device_pairing", "en", "APPROVED"),
                template("5", "device_pairing_v1", "en", "APPROVED"),
                template("6", "mfa_device_pairing_v1", "en_US", "APPROVED"));

        assertThat(plan("en").missing(others)).containsOnlyKeys(DEVICE_PAIRING, STRONG_AUTHENTICATION);
        assertThat(plan("en").bind(ENVIRONMENT, others, List.of(), NOW)).isEmpty();
    }

    @Test
    void twoLocalesOfOneLanguageNeedOneTemplate() {
        TemplatePlan plan = plan("no", "nb-NO", "fr-FR", "fr");

        assertThat(plan.missing(List.of()).get(DEVICE_PAIRING)).containsExactly("nb", "fr");
        assertThat(plan.bind(
                        ENVIRONMENT, List.of(template("7", "mfa_device_pairing_v1", "nb", "APPROVED")), List.of(), NOW))
                .extracting(TemplateContent::locale)
                .containsExactly("no", "nb-NO");
    }

    @Test
    void eachPurposeAndLocaleIsBoundToItsTemplate() {
        List<TemplateContent> contents = plan("en").bind(ENVIRONMENT, List.of(PAIRING, STRONG), List.of(), NOW);

        assertThat(contents)
                .extracting(
                        TemplateContent::purpose, content -> content.template().id())
                .containsExactlyInAnyOrder(tuple(DEVICE_PAIRING, "1"), tuple(STRONG_AUTHENTICATION, "2"));
    }

    @Test
    void bindingAgainChangesNothing() {
        List<MessageTemplate> templates = List.of(PAIRING, STRONG);
        List<TemplateContent> first = plan("en").bind(ENVIRONMENT, templates, List.of(), NOW);

        assertThat(plan("en").bind(ENVIRONMENT, templates, first, LATER)).isEqualTo(first);
    }

    @Test
    void aTemplateThatChangedMovesTheDateOfTheChangeOnly() {
        List<TemplateContent> first = plan("en").bind(ENVIRONMENT, List.of(STRONG), List.of(), NOW);
        MessageTemplate approved = template("2", "mfa_strong_authentication_v1", "en", "APPROVED");

        TemplateContent again =
                plan("en").bind(ENVIRONMENT, List.of(approved), first, LATER).getFirst();

        assertThat(again.template()).isEqualTo(approved);
        assertThat(again.id()).isEqualTo(first.getFirst().id());
        assertThat(again.createdAt()).isEqualTo(NOW);
        assertThat(again.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void aLocaleWithoutALanguageIsLeftOut() {
        assertThat(plan("xx").missing(List.of())).isEmpty();
        assertThat(plan("xx").bind(ENVIRONMENT, List.of(PAIRING), List.of(), NOW))
                .isEmpty();
    }

    private static TemplatePlan plan(String... locales) {
        return new TemplatePlan("mfa", List.of(locales));
    }
}

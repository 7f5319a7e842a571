package org.mfasender.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.template;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.http.Violation;
import org.mfasender.templates.catalog.MessageTemplate;

class TemplateChoiceTest {

    private static final TemplateChoice CHOICE = new TemplateChoice("7", "otp", "AUTHENTICATION", "pt_BR");

    @Test
    void anApprovedTemplateOfTheAccountCanBeBound() {
        List<MessageTemplate> named =
                List.of(template("6", "otp", "en", "APPROVED"), template("7", "otp", "pt_BR", "APPROVED"));

        assertThat(CHOICE.obstacles(named)).isEmpty();
        assertThat(CHOICE.among(named)).contains(named.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pt-BR", "PT_br"})
    void aLanguageIsTheSameInAnySpelling(String language) {
        assertThat(new TemplateChoice("7", "otp", "AUTHENTICATION", language)
                        .obstacles(List.of(template("7", "otp", "pt_BR", "APPROVED"))))
                .isEmpty();
    }

    @Test
    void aNameThatTheAccountDoesNotHaveIsRefused() {
        assertThat(violations(List.of())).extracting(Violation::target).containsExactly("whatsAppTemplate.name");
    }

    @Test
    void anotherIdIsRefusedWithTheRightOne() {
        assertThat(violations(
                        List.of(template("6", "otp", "en", "APPROVED"), template("8", "otp", "pt_BR", "APPROVED"))))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.target()).isEqualTo("whatsAppTemplate.id");
                    assertThat(violation.innerError()).isEqualTo(Map.of("allowedValues", List.of("8")));
                });
    }

    @Test
    void aLanguageThatTheNameDoesNotHaveIsRefusedWithThoseThatItHas() {
        assertThat(violations(List.of(template("6", "otp", "en", "APPROVED"), template("8", "otp", "de", "APPROVED"))))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.target()).isEqualTo("whatsAppTemplate.language");
                    assertThat(violation.innerError()).isEqualTo(Map.of("allowedValues", List.of("en", "de")));
                });
    }

    @Test
    void theLanguageAndTheStateAreRefusedTogether() {
        assertThat(violations(List.of(template("7", "otp", "pt_PT", "PENDING"))))
                .extracting(Violation::target)
                .containsExactly("whatsAppTemplate.language", "whatsAppTemplate.id");
    }

    @Test
    void anotherCategoryIsRefused() {
        MessageTemplate marketing =
                new MessageTemplate("7", "otp", "pt_BR", "MARKETING", "APPROVED", null, null, null, null);

        assertThat(violations(List.of(marketing))).singleElement().satisfies(violation -> {
            assertThat(violation.target()).isEqualTo("whatsAppTemplate.category");
            assertThat(violation.message()).contains("MARKETING");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, still reviews",
        "IN_APPEAL, still reviews",
        "REJECTED, rejected",
        "PAUSED, paused",
        "DISABLED, disabled",
        "ARCHIVED, archived",
        "PENDING_DELETION, being deleted",
        "LIMIT_EXCEEDED, LIMIT_EXCEEDED",
        "SOMETHING_NEW, SOMETHING_NEW"
    })
    void whatIsNotApprovedIsRefusedWithWhatToDo(String status, String reason) {
        assertThat(violations(List.of(template("7", "otp", "pt_BR", status))))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.target()).isEqualTo("whatsAppTemplate.id");
                    assertThat(violation.message()).contains(reason);
                    assertThat(violation.innerError()).containsEntry("status", status);
                });
    }

    /** As a client gets them. */
    private static List<Violation> violations(List<MessageTemplate> named) {
        return CHOICE.obstacles(named).stream().map(ContentRefusalResource::of).toList();
    }
}

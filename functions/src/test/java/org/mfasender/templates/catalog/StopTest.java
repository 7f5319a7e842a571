package org.mfasender.templates.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;

/** From Meta's word for a template to what an administrator reads. */
class StopTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            APPROVED         | AUTHENTICATION | -              | -                | -                                              | -
            PENDING          | AUTHENTICATION | -              | IN_REVIEW        | are in Meta's review: mfa in en.               | Wait for Meta's review
            IN_APPEAL        | AUTHENTICATION | -              | IN_APPEAL        | until Meta decides on the appeal: mfa in en.   | Wait for Meta's decision
            REJECTED         | AUTHENTICATION | INVALID_FORMAT | REJECTED         | has rejected 1 of the templates: mfa in en (invalid format). | creates another template in its place. If Meta calls it abusive, promotional or a scam, appeal there
            REJECTED         | AUTHENTICATION | NONE           | REJECTED         | has rejected 1 of the templates: mfa in en.    | creates another template in its place. If Meta calls it abusive, promotional or a scam, appeal there
            PAUSED           | AUTHENTICATION | -              | PAUSED           | has paused 1 of the templates                  | cannot be appealed
            DISABLED         | AUTHENTICATION | -              | DISABLED         | has disabled 1                                 | creates another template in place of a disabled one
            ARCHIVED         | AUTHENTICATION | -              | ARCHIVED         | not used for a year                            | Unarchive
            LIMIT_EXCEEDED   | AUTHENTICATION | -              | LIMIT_EXCEEDED   | over a limit                                   | delete templates that you do not need
            APPROVED         | MARKETING      | -              | CATEGORY_CHANGED | to another category, which must not carry passcodes: mfa in en (marketing). | creates another template in place of one that Meta has moved
            PENDING_DELETION | AUTHENTICATION | -              | BEING_DELETED    | are being deleted                              | creates another template in place of one that is being deleted
            DELETED          | AUTHENTICATION | -              | DELETED          | were deleted                                   | creates another template in place of a deleted one
            SOMETHING_NEW    | AUTHENTICATION | -              | UNKNOWN          | does not know, and cannot be sent: mfa in en (something new). | for the state of each
            """)
    void eachStateHasItsRemedy(
            String status,
            String category,
            @Nullable String reason,
            @Nullable Stop stop,
            @Nullable String message,
            @Nullable String remedy) {
        MessageTemplate template = template("mfa", status, category, reason);

        assertThat(Stop.of(template)).isEqualTo(stop);
        assertThat(template.isUsable()).isEqualTo(stop == null);
        if (stop != null) {
            Check check = unusable(List.of(template), false);
            assertThat(check.name()).isEqualTo(CheckName.TEMPLATES_USABLE);
            assertThat(check.status()).isEqualTo(CheckStatus.FAILED);
            assertThat(check.message()).contains(message).doesNotContain(status);
            assertThat(check.remedy()).contains(remedy);
            assertThat(stop.words()).isNotBlank();
        }
    }

    @Test
    void severalStatesAreSaidOneAfterTheOtherEachWithItsRemedy() {
        Check check = unusable(
                List.of(
                        template("one", "PAUSED", "AUTHENTICATION", null),
                        template("two", "REJECTED", "AUTHENTICATION", null),
                        template("three", "PAUSED", "AUTHENTICATION", null)),
                true);

        assertThat(check.status()).isEqualTo(CheckStatus.WARNING);
        assertThat(check.message())
                .contains(
                        "rejected 1 of the templates: two in en.",
                        "paused 2 of the templates",
                        "one in en, three in en.");
        assertThat(check.remedy()).contains("appeal there", "cannot be appealed");
    }

    @Test
    void aLongListIsCutShort() {
        List<MessageTemplate> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(template("mfa_" + i, "PAUSED", "AUTHENTICATION", null));
        }

        assertThat(unusable(many, false).message())
                .contains("mfa_19 in en and 80 more")
                .doesNotContain("mfa_20 ");
    }

    private static Check unusable(List<MessageTemplate> templates, boolean served) {
        return TemplateChecks.unusable(
                templates.stream()
                        .map(template -> new Stopped(template, Objects.requireNonNull(Stop.of(template))))
                        .toList(),
                served);
    }

    private static MessageTemplate template(String name, String status, String category, @Nullable String reason) {
        return new MessageTemplate("1", name, "en", category, status, reason, null, null, null);
    }
}

package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mfasender.Fixtures;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.sender.StepsItem.StepItem;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class StepsItemTest {

    private static final List<Check> CHECKS = List.of(
            Check.passed(CheckName.APP_CREDENTIALS),
            Check.passed(CheckName.MESSAGING_LIMIT, Map.of("tier", "2,000 recipients a day")),
            Check.passed(CheckName.TOKEN_VALID),
            Fixtures.failedCheck(),
            Check.passed(CheckName.PAYMENT_METHOD));

    private static final Step STEP =
            Step.pending(StepName.VALIDATE).started(NOW).failed(NOW, null, CHECKS);

    @Test
    void whatPassedAsUsualIsStoredByItsNameAndReadInItsPlace() {
        StepItem stored = StepItem.of(STEP);

        assertThat(stored.passed()).containsExactly("appCredentials", "", "tokenValid", "", "paymentMethod");
        assertThat(stored.checks()).hasSize(2);
        assertThat(stored.toStep()).contains(STEP);
    }

    @Test
    void aStepWithoutChecksNamesNone() {
        assertThat(StepItem.of(Step.pending(StepName.VALIDATE)).passed()).isNull();
    }

    @Test
    void whatAFormerReleaseHasInWordsStaysInWords() {
        Map<String, AttributeValue> stored = Items.write(new StepsItem(1, List.of(StepItem.inWords(STEP))));

        StepsItem next = StepsItem.like(stored, Fixtures.succeeded().shown().run(), 2);

        assertThat(next.steps()).allSatisfy(step -> assertThat(step.passed()).isNull());
        assertThat(new StepsItem(1, List.of(StepItem.inWords(STEP))).toSteps()).containsExactly(STEP);
    }

    /** It keeps the member that it does not know, and puts all checks that it makes beside it. */
    @Test
    void whatAFormerReleaseHasFoundSinceCounts() {
        AttributeValue steps = Objects.requireNonNull(
                Items.write(new StepsItem(1, List.of(StepItem.of(STEP)))).get("steps"));
        Map<String, AttributeValue> step = new HashMap<>(steps.l().getFirst().m());
        List<AttributeValue> checks =
                new ArrayList<>(Objects.requireNonNull(step.get("checks")).l());
        checks.add(AttributeValue.fromM(Map.of(
                "name",
                AttributeValue.fromS("paymentMethod"),
                "status",
                AttributeValue.fromS("WARNING"),
                "message",
                AttributeValue.fromS("No payment method is attached."))));
        step.put("checks", AttributeValue.fromL(checks));
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "revision",
                AttributeValue.fromN("2"),
                "steps",
                AttributeValue.fromL(List.of(AttributeValue.fromM(step)))));

        List<Check> read =
                Items.read(item, StepsItem.class).toSteps().getFirst().checks();

        assertThat(read)
                .filteredOn(check -> check.name() == CheckName.PAYMENT_METHOD)
                .singleElement()
                .satisfies(check -> assertThat(check.status()).isEqualTo(CheckStatus.WARNING));
        assertThat(read).hasSize(CHECKS.size());
    }

    /** Of a later release: it has no words here. */
    @Test
    void aNameThatIsNotKnownIsShown() {
        Check later = Check.usual("aCheckOfALaterRelease");

        assertThat(later.name().toString()).isEqualTo("aCheckOfALaterRelease");
        assertThat(later.status()).isEqualTo(CheckStatus.PASSED);
        assertThat(later.isUsual()).isFalse();
    }
}

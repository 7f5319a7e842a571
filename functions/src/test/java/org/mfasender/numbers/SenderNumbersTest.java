package org.mfasender.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.BANNED;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.SECOND;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SenderNumbersTest {

    private static final String LISTING = "1-11571409";

    @Test
    void theOnlyUsableNumberIsSelectedByItself() {
        assertThat(listed(SenderNumbers.NONE, BANNED, SECOND).selectedId()).isEqualTo("1002");
    }

    @Test
    void amongSeveralUsableNumbersNoneIsSelectedByItself() {
        assertThat(listed(SenderNumbers.NONE, FIRST, SECOND).selectedId()).isNull();
    }

    @Test
    void anUnusableNumberIsNotSelectedByItself() {
        assertThat(listed(SenderNumbers.NONE, BANNED).selectedId()).isNull();
    }

    @Test
    void aSelectionStaysWhenAnotherNumberIsTheOnlyUsableOne() {
        SenderNumbers numbers = listed(SenderNumbers.NONE, BANNED, SECOND).selecting(BANNED);

        assertThat(listed(numbers, BANNED, SECOND).selectedId()).isEqualTo("1003");
        assertThat(listed(numbers, BANNED, SECOND).canSend()).isFalse();
    }

    @Test
    void aSelectedNumberThatVanishedStaysMarkedAsGone() {
        SenderNumbers numbers = listed(SenderNumbers.wanting(FIRST), SECOND);

        assertThat(numbers.with(List.of(SECOND)))
                .extracting(SenderNumber::numberId)
                .containsExactly("1002", "1001");
        SenderNumber gone = Objects.requireNonNull(numbers.selected());
        assertThat(gone.numberId()).isEqualTo("1001");
        assertThat(gone.available()).isFalse();
        assertThat(gone.usable()).isFalse();
        assertThat(gone.reasons()).singleElement().asString().contains("has gone");
        assertThat(numbers.canSend()).isFalse();
    }

    @Test
    void aNumberThatVanishedAndIsNotSelectedIsForgotten() {
        assertThat(listed(SenderNumbers.wanting(FIRST), FIRST).with(List.of(FIRST)))
                .containsExactly(FIRST);
    }

    @Test
    void aNumberThatCameBackIsAsListed() {
        SenderNumbers numbers = listed(listed(SenderNumbers.wanting(FIRST), SECOND), FIRST, SECOND);

        assertThat(numbers.selected()).isEqualTo(FIRST);
        assertThat(numbers.with(List.of(FIRST, SECOND))).containsExactly(FIRST, SECOND);
    }

    @Test
    void aSelectedNumberIsAsItWasListedLast() {
        SenderNumber banned = new SenderNumber(FIRST.phone(), true, List.of("banned"), List.of(), FIRST.createdAt());

        assertThat(listed(SenderNumbers.wanting(FIRST), banned).selected()).isEqualTo(banned);
    }

    @Test
    void theSelectionOfTheFormerNumbersCountsWhereThereIsNone() {
        SenderNumbers former = SenderNumbers.wanting(FIRST);

        assertThat(SenderNumbers.NONE
                        .relisted(LISTING, List.of(FIRST, SECOND), former)
                        .selectedId())
                .isEqualTo("1001");
        assertThat(SenderNumbers.wanting(SECOND)
                        .relisted(LISTING, List.of(FIRST, SECOND), former)
                        .selectedId())
                .isEqualTo("1002");
    }

    @Test
    void aNumberThatWasAskedForIsSelectedWhenItIsListed() {
        for (NumberChoice choice : List.of(
                new NumberChoice(0, "1002", null),
                new NumberChoice(3, null, "+43 (660) 555-01-01"),
                new NumberChoice(0, "1002", "436605550101"))) {
            SenderNumbers numbers = listed(SenderNumbers.NONE.requesting(choice), FIRST, SECOND);

            assertThat(numbers.selected()).as("%s", choice).isEqualTo(SECOND);
            assertThat(numbers.requested()).isNull();
        }
    }

    @Test
    void aNumberThatWasAskedForAndCannotSendWaitsAndNoOtherIsSelected() {
        NumberChoice banned = new NumberChoice(0, BANNED.numberId(), null);

        SenderNumbers numbers = listed(SenderNumbers.NONE.requesting(banned), FIRST, BANNED);

        assertThat(numbers.selected()).isNull();
        assertThat(numbers.requested()).isEqualTo(banned);
        SenderNumber usable = new SenderNumber(BANNED.phone(), true, List.of(), List.of(), BANNED.createdAt());
        assertThat(listed(numbers, FIRST, usable).selected()).isEqualTo(usable);
    }

    @Test
    void whatSendsGoesOnWhileANumberThatWasAskedForIsNotListed() {
        NumberChoice unknown = new NumberChoice(0, "4711", null);
        SenderNumbers former = SenderNumbers.wanting(FIRST);

        SenderNumbers numbers =
                SenderNumbers.NONE.requesting(unknown).relisted(LISTING, List.of(FIRST, SECOND), former);

        assertThat(numbers.selected()).isEqualTo(FIRST);
        assertThat(numbers.requested()).isEqualTo(unknown);
        assertThat(numbers.selecting(SECOND).requested()).isNull();
    }

    @Test
    void numbersThatWereMovedAreNotKeptTwice() {
        SenderNumbers stored = new SenderNumbers(null, FIRST, List.of(FIRST, SECOND));

        assertThat(stored.selecting(SECOND).unmoved()).containsExactly(FIRST, SECOND);
        assertThat(stored.movedTo(LISTING)).isEqualTo(new SenderNumbers(LISTING, FIRST, List.of()));
        assertThat(stored.relisted(LISTING, List.of(FIRST), SenderNumbers.NONE))
                .isEqualTo(new SenderNumbers(LISTING, FIRST, List.of()));
    }

    @Test
    void furtherNumbersAreAsLastListedAndThoseThatCanSendAreInThePool() {
        SenderNumbers numbers =
                listed(SenderNumbers.wanting(FIRST), FIRST, SECOND).spreadingOver(List.of(SECOND));
        assertThat(numbers.pool()).containsExactly(FIRST, SECOND);

        SenderNumbers without = listed(numbers, FIRST);
        assertThat(without.pool()).containsExactly(FIRST);
        assertThat(without.further()).singleElement().matches(number -> !number.available());

        assertThat(listed(without, FIRST, SECOND).pool()).containsExactly(FIRST, SECOND);
    }

    @Test
    void anAccountGoesOnWhileAFurtherNumberCanSend() {
        SenderNumber banned = new SenderNumber(FIRST.phone(), true, List.of("banned"), List.of(), FIRST.createdAt());
        SenderNumbers numbers =
                listed(SenderNumbers.wanting(FIRST), FIRST, SECOND).spreadingOver(List.of(SECOND));

        assertThat(listed(numbers, banned, SECOND).canSend()).isTrue();
        assertThat(listed(numbers, banned, SECOND).pool()).containsExactly(SECOND);
        assertThat(listed(numbers, banned).canSend()).isFalse();
        assertThat(SenderNumbers.NONE.spreadingOver(List.of(SECOND)).canSend())
                .as("without a selected one")
                .isFalse();
    }

    @Test
    void theSelectedNumberIsNoFurtherOne() {
        SenderNumbers numbers =
                listed(SenderNumbers.wanting(FIRST), FIRST, SECOND).spreadingOver(List.of(FIRST, SECOND));

        assertThat(numbers.further()).containsExactly(SECOND);
        assertThat(numbers.selecting(SECOND).further()).isEmpty();
        assertThat(listed(numbers.requesting(new NumberChoice(0, "1002", null)), FIRST, SECOND)
                        .pool())
                .containsExactly(SECOND);
    }

    @Test
    void aCandidateHasTheFurtherNumbersOfTheFormerNumbers() {
        SenderNumbers former =
                listed(SenderNumbers.wanting(FIRST), FIRST, SECOND).spreadingOver(List.of(SECOND));

        assertThat(SenderNumbers.NONE
                        .relisted(LISTING, List.of(FIRST, SECOND), former)
                        .pool())
                .containsExactly(FIRST, SECOND);
    }

    private static SenderNumbers listed(SenderNumbers former, SenderNumber... now) {
        return former.relisted(LISTING, List.of(now), former);
    }
}

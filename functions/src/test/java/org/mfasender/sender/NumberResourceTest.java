package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.http.Violation;

/** What is said about a selected number that cannot be taken. */
class NumberResourceTest {

    private static final List<SenderNumber> KNOWN = List.of(Fixtures.FIRST, Fixtures.SECOND);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            4711          | -                | numberId | This is not the ID of one of the account's numbers. | 1001,1002
            436605550100  | -                | numberId | This is the number itself: give it as number, or its ID here. | 1001,1002
            -             | +43 660 5559999  | number   | This is not one of the account's numbers. | +43 660 5550100,+43 660 5550101
            -             | 1001             | number   | This is the ID of a number: give it as numberId, or the number itself here. | +43 660 5550100,+43 660 5550101
            -             | 0660 5550101     | number   | The country code is missing: write the number as the account shows it. | +43 660 5550101
            -             | (0043) 660-555 01 01 | number | Write the number with + and its country code, without 00 in front and without (0). | +43 660 5550101
            -             | +43 (0) 660 5550101 | number | Write the number with + and its country code, without 00 in front and without (0). | +43 660 5550101
            -             | 660/5550101      | number   | The country code is missing: write the number as the account shows it. | +43 660 5550101
            1001          | +43 660 5550101  | numberId | numberId and number contradict each other: they are two numbers of the account. Give one of them. | 1002
            1001          | +43 660 5559999  | number   | numberId and number contradict each other: numberId is one of the account's, number is not. | +43 660 5550100
            4711          | +436605550101    | numberId | numberId and number contradict each other: number is one of the account's, numberId is not. | 1002
            4711          | +43 660 5559999  | numberId | This is not the ID of one of the account's numbers. | 1001,1002
            """)
    void anUnknownNumberIsExplained(
            @Nullable String numberId, @Nullable String number, String member, String message, String allowed) {
        Violation violation = NumberResource.unknown(new NumberChoice(2, numberId, number), KNOWN);

        assertThat(violation)
                .isEqualTo(Violation.values(
                        "numbers[2]." + member,
                        message,
                        Arrays.stream(allowed.split(",", -1)).toList()));
    }

    @Test
    void beforeTheNumbersAreListedNoneIsAllowed() {
        assertThat(NumberResource.unknown(new NumberChoice(0, "1001", null), List.of()))
                .isEqualTo(Violation.invalid(
                        "numbers[0].numberId",
                        "No number of this account is known yet: send the request without numbers, and select one when they"
                                + " are listed."));
    }

    @Test
    void aNumberThatCannotSendSaysWhyAndWhoHasToAct() {
        Violation violation = NumberResource.unusable(new NumberChoice(0, null, "+43 660 5550102"), Fixtures.BANNED);

        assertThat(violation)
                .isEqualTo(new Violation(
                        Violation.Code.CONSTRAINT_VIOLATION,
                        "numbers[0].number",
                        "This number cannot send: Meta has banned the number: see WhatsApp Manager for the reason and an"
                                + " appeal.",
                        Map.of("actionBy", "ADMINISTRATOR")));
    }
}

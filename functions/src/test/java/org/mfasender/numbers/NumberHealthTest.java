package org.mfasender.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.NOW;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.checks.Check;
import org.mfasender.numbers.storage.NumberItem;
import org.mfasender.platform.meta.Health;
import org.mfasender.platform.meta.PhoneNumber;

/** What Meta's health of the number itself makes of it. */
class NumberHealthTest {

    /** Status and health, with what Meta says; the reasons and warnings that follow. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            CONNECTED  | -         | -                  | -                                                                                        | - | -
            CONNECTED  | AVAILABLE | -                  | -                                                                                        | - | -
            CONNECTED  | BLOCKED   | Name is not known. | Meta has blocked the number from sending. Meta says: (141000) Name is not known. Do it.   | - | ADMINISTRATOR
            CONNECTED  | BLOCKED   | -                  | Meta has blocked the number from sending. See WhatsApp Manager > Phone numbers.          | - | ADMINISTRATOR
            RESTRICTED | BLOCKED   | Low quality.       | Meta restricts the number at present, because of its quality or because it reached its messaging limit: see WhatsApp Manager > Phone numbers. Meta says: (141000) Low quality. Do it. | - | ADMINISTRATOR
            PENDING    | BLOCKED   | Not registered.    | The number is not registered with the Cloud API yet: register it with its two-step PIN.  | - | ADMINISTRATOR
            CONNECTED  | LIMITED   | Name in review.    | - | Meta lets the number send only within limits. Meta says: (141000) Name in review. Do it. | -
            CONNECTED  | LIMITED   | -                  | - | Meta lets the number send only within limits. See WhatsApp Manager > Phone numbers.      | -
            CONNECTED  | STRANGE   | -                  | - | Meta reports a health of the number that this system does not know (STRANGE). See WhatsApp Manager > Phone numbers. | -
            """)
    void whatMetaSaysOfTheNumberItselfDecides(
            String status,
            @Nullable String health,
            @Nullable String said,
            @Nullable String reason,
            @Nullable String warning,
            @Nullable Actor actor) {
        PhoneNumber phone = phone("1", status, health == null ? null : entity(health, said));

        assertThat(NumberUsability.reasons(phone))
                .isEqualTo(Stream.ofNullable(reason).toList());
        assertThat(NumberUsability.warnings(phone))
                .isEqualTo(Stream.ofNullable(warning).toList());
        assertThat(NumberUsability.actor(phone)).isEqualTo(actor);
    }

    /** Its words are in the reasons; the state is enough to know who has to act. */
    @ParameterizedTest
    @CsvSource({"BLOCKED", "LIMITED", "STRANGE"})
    void whatIsStoredSaysTheSame(String health) {
        SenderNumber number = NumberChecks.describe(
                        List.of(phone("1", "CONNECTED", entity(health, "Simulated."))), List.of(), NOW)
                .getFirst();

        SenderNumber stored = NumberItem.of(number).toNumber();

        assertThat(stored.reasons()).isEqualTo(number.reasons());
        assertThat(stored.warnings()).isEqualTo(number.warnings());
        assertThat(stored.usable()).isEqualTo(!health.equals("BLOCKED"));
        assertThat(stored.actor()).isEqualTo(number.actor());
        assertThat(NumberAnswer.of(stored, null).healthStatus()).isEqualTo(health);
        assertThat(NumberItem.of(stored)).isEqualTo(NumberItem.of(number));
    }

    @Test
    void metasWordsAreBoundedAndStored() {
        Health.Problem problem = new Health.Problem(1, "x".repeat(300), "y".repeat(300));
        Health.Entity entity = new Health.Entity(
                "PHONE_NUMBER", "1", "BLOCKED", List.of("z".repeat(300)), Collections.nCopies(3, problem));
        SenderNumber number = NumberChecks.describe(List.of(phone("1", "CONNECTED", entity)), List.of(), NOW)
                .getFirst();

        assertThat(number.reasons())
                .singleElement()
                .asString()
                .hasSizeLessThan(500)
                .contains("…");
        assertThat(NumberItem.of(number).toNumber().reasons()).isEqualTo(number.reasons());
    }

    @Test
    void theCheckNamesFewReasonsEachOnceAndHowManyNumbersHaveIt() {
        List<PhoneNumber> listed = Stream.concat(
                        IntStream.range(0, 50).mapToObj(i -> phone("9" + i, "BANNED", null)),
                        IntStream.range(0, 1000)
                                .mapToObj(i -> phone("1" + i, "CONNECTED", entity("BLOCKED", "Reason " + i + "."))))
                .toList();

        Check check = NumberChecks.senderNumber(NumberChecks.describe(listed, List.of(), NOW));

        assertThat(check.message())
                .startsWith("No phone number can send (1050 checked). (50 numbers) Meta has banned the number")
                .contains("Reason 0.", "Reason 2.")
                .doesNotContain("Reason 3.")
                .endsWith("The list of numbers shows 997 more reasons.")
                .hasSizeLessThan(3_000);
    }

    private static Health.Entity entity(String state, @Nullable String said) {
        return new Health.Entity(
                "PHONE_NUMBER",
                "1",
                state,
                List.of(),
                said == null ? List.of() : List.of(new Health.Problem(141000, said, "Do it")));
    }

    private static PhoneNumber phone(String id, String status, Health.@Nullable Entity health) {
        return new PhoneNumber(
                id, null, null, status, null, "VERIFIED", null, "CLOUD_API", "LIVE", null, null, null, null, health);
    }
}

package org.mfasender.sender;

import java.util.List;
import java.util.Map;
import org.mfasender.numbers.Actor;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.http.Violation;

/** How the refusal of a selected number is answered. The allowed values have the form of the member that they are for. */
final class NumberResource {

    private final NumberChoice choice;
    private final List<SenderNumber> known;

    private NumberResource(NumberChoice choice, List<SenderNumber> known) {
        this.choice = choice;
        this.known = known;
    }

    static Violation unusable(NumberChoice choice, SenderNumber number) {
        Actor actor = number.actor();
        return new Violation(
                Violation.Code.CONSTRAINT_VIOLATION,
                target(choice, choice.numberId() == null ? "number" : "numberId"),
                "This number cannot send: " + String.join(" ", number.reasons()),
                actor == null ? Map.of() : Map.of("actionBy", actor.name()));
    }

    /**
     * A choice that means none of the account's numbers.
     *
     * @param known those numbers; empty before they are listed
     */
    static Violation unknown(NumberChoice choice, List<SenderNumber> known) {
        return new NumberResource(choice, known).unknown();
    }

    private Violation unknown() {
        if (known.isEmpty() && !choice.isPossible()) {
            return Violation.invalid(
                    target(choice, "number"),
                    "This is no phone number: give it with its country code, such as +43 660 5550100, or its numberId.");
        }
        if (known.isEmpty()) {
            return Violation.invalid(
                    target(choice, choice.numberId() == null ? "number" : "numberId"),
                    "No number of this account is known yet: send the request without numbers, and select one when they are"
                            + " listed.");
        }
        String numberId = choice.numberId();
        String number = choice.number();
        if (number == null) {
            return unknownId(numberId == null ? "" : numberId);
        }
        return numberId == null ? unknownNumber(number) : contradiction(numberId, number);
    }

    private Violation contradiction(String numberId, String number) {
        List<SenderNumber> byId = withId(numberId);
        List<SenderNumber> byNumber = written(number);
        if (byId.isEmpty() && byNumber.isEmpty()) {
            return unknownId(numberId);
        }
        if (byId.isEmpty()) {
            return ids(
                    "numberId and number contradict each other: number is one of the account's, numberId is not.",
                    byNumber);
        }
        return byNumber.isEmpty()
                ? numbers(
                        "numberId and number contradict each other: numberId is one of the account's, number is not.",
                        byId)
                : ids(
                        "numberId and number contradict each other: they are two numbers of the account. Give one of them.",
                        byNumber);
    }

    private Violation unknownId(String numberId) {
        return ids(
                written(numberId).isEmpty()
                        ? "This is not the ID of one of the account's numbers."
                        : "This is the number itself: give it as number, or its ID here.",
                known);
    }

    private Violation unknownNumber(String number) {
        if (!withId(number).isEmpty()) {
            return numbers("This is the ID of a number: give it as numberId, or the number itself here.", known);
        }
        List<SenderNumber> prefixed = written(number.replace("(0)", "").replaceFirst("^\\D*00", ""));
        if (!prefixed.isEmpty()) {
            return numbers(
                    "Write the number with + and its country code, without 00 in front and without (0).", prefixed);
        }
        List<SenderNumber> national = known.stream()
                .filter(candidate -> candidate.isWrittenNationally(number))
                .toList();
        return national.isEmpty()
                ? numbers("This is not one of the account's numbers.", known)
                : numbers("The country code is missing: write the number as the account shows it.", national);
    }

    private List<SenderNumber> withId(String numberId) {
        return known.stream()
                .filter(candidate -> candidate.numberId().equals(numberId))
                .toList();
    }

    private List<SenderNumber> written(String number) {
        return known.stream().filter(candidate -> candidate.isWritten(number)).toList();
    }

    private Violation ids(String message, List<SenderNumber> allowed) {
        return Violation.values(
                target(choice, "numberId"),
                message,
                allowed.stream().map(SenderNumber::numberId).toList());
    }

    private Violation numbers(String message, List<SenderNumber> allowed) {
        return Violation.values(
                target(choice, "number"),
                message,
                allowed.stream()
                        .map(SenderNumber::number)
                        .filter(number -> !number.isEmpty())
                        .toList());
    }

    private static String target(NumberChoice choice, String member) {
        return "numbers[" + choice.position() + "]." + member;
    }
}

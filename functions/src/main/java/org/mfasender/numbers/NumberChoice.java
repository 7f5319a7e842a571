package org.mfasender.numbers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number that a request selects.
 *
 * @param position where the request lists it, from 0
 * @param numberId Meta's phone number ID, or null when the number itself was given
 * @param number the number in any spelling, or null
 */
public record NumberChoice(
        int position, @Nullable String numberId, @Nullable String number) {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s().+/\\u2010-\\u2015-]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{5,20}");

    /** The number that this means; empty when it means none, or several. */
    public Optional<SenderNumber> among(List<SenderNumber> numbers) {
        List<SenderNumber> meant = numbers.stream().filter(this::means).toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    /** Whether it can be a phone number's; anything can be in a request, also what must not be stored. */
    public boolean isPossible() {
        return number == null
                || DIGITS.matcher(SEPARATORS.matcher(number).replaceAll("")).matches();
    }

    /** Whether two requests mean the same, wherever they say so. */
    public boolean isSameAs(@Nullable NumberChoice other) {
        return other != null && Objects.equals(numberId, other.numberId) && Objects.equals(number, other.number);
    }

    public boolean means(SenderNumber candidate) {
        return (numberId == null || candidate.numberId().equals(numberId))
                && (number == null || candidate.isWritten(number));
    }
}

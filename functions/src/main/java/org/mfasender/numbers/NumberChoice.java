package org.mfasender.numbers;

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

    public boolean means(SenderNumber candidate) {
        return (numberId == null || candidate.numberId().equals(numberId))
                && (number == null || candidate.isWritten(number));
    }
}

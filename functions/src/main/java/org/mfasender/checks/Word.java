package org.mfasender.checks;

import java.util.stream.Stream;

/**
 * The name or the status of a check: one of ours or, in a run that another release recorded, a text as it came. Rules compare with their
 * own constants, so a word that this release does not know is shown and decides nothing.
 */
public sealed interface Word permits CheckName, CheckStatus, Word.Foreign {

    /** A word of another release. */
    record Foreign(String text) implements Word {
        @Override
        public String toString() {
            return text;
        }
    }

    /** The word of ours that is spelled so, else the text. */
    static Word of(String text, Word... ours) {
        return Stream.of(ours)
                .filter(word -> word.toString().equals(text))
                .findFirst()
                .orElseGet(() -> new Foreign(text));
    }
}

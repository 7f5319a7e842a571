package org.mfasender.numbers;

import org.jspecify.annotations.Nullable;

/**
 * One cause for which a number cannot send, or that deserves attention.
 *
 * @param text in plain English, with what to do
 * @param actor who has to act; null when nobody has to
 */
record NumberFinding(String text, @Nullable Actor actor) {

    static NumberFinding yours(String text) {
        return new NumberFinding(text, Actor.ADMINISTRATOR);
    }

    static NumberFinding metas(String text) {
        return new NumberFinding(text, Actor.META);
    }
}

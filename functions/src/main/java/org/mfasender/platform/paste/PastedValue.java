package org.mfasender.platform.paste;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A value as somebody pasted it, without what certainly does not belong to it. Remembers where each character stood, so that one that
 * is left and does not belong there either can be named. Never prints itself: it may be a secret.
 */
public final class PastedValue {

    /** More than anybody puts around a value. */
    private static final int MOST_LAYERS = 20;

    private final List<Placed> characters;
    private final Set<Addition> removed;

    private PastedValue(List<Placed> characters, Set<Addition> removed) {
        this.characters = characters;
        this.removed = removed;
    }

    /** A character and where it was pasted, counted from 1. */
    private record Placed(int character, int position) {}

    /** Cleans a value. */
    public static PastedValue of(String pasted, Kind kind) {
        int[] points = pasted.codePoints().toArray();
        List<Placed> placed = IntStream.range(0, points.length)
                .mapToObj(i -> new Placed(points[i], i + 1))
                .collect(Collectors.toCollection(ArrayList::new));
        PastedValue value = new PastedValue(placed, EnumSet.noneOf(Addition.class));
        value.clean(kind);
        return value;
    }

    /** The value without the additions. */
    public String text() {
        StringBuilder text = new StringBuilder();
        characters.forEach(placed -> text.appendCodePoint(placed.character()));
        return text.toString();
    }

    public boolean isEmpty() {
        return characters.isEmpty();
    }

    public Set<Addition> removed() {
        return Collections.unmodifiableSet(removed);
    }

    /** Names the first character that does not belong to the value, and where it was pasted; empty when all do. */
    public Optional<String> foreign(IntPredicate belongs) {
        return characters.stream()
                .filter(placed -> !belongs.test(placed.character()))
                .findFirst()
                .map(placed -> Characters.name(placed.character()) + " at position " + placed.position());
    }

    /** What stands before and after the first pipe, each cleaned; only one without a pipe. */
    public List<PastedValue> halves(Kind left, Kind right) {
        int pipe = 0;
        while (pipe < characters.size()
                && !Characters.isPipe(characters.get(pipe).character())) {
            pipe++;
        }
        return pipe == characters.size()
                ? List.of(this)
                : List.of(part(0, pipe, left), part(pipe + 1, characters.size(), right));
    }

    private PastedValue part(int from, int to, Kind kind) {
        PastedValue part =
                new PastedValue(new ArrayList<>(characters.subList(from, to)), EnumSet.noneOf(Addition.class));
        part.clean(kind);
        return part;
    }

    private void clean(Kind kind) {
        if (kind == Kind.TEXT) {
            trim(Addition.BLANKS, character -> Characters.isBlank(character) || Characters.isInvisibleMark(character));
            return;
        }
        decode();
        drop(Addition.INVISIBLE_CHARACTERS, Characters::isInvisible);
        replace(Addition.WIDTH, Characters::isFullWidth, Characters::halfWidth);
        if (kind == Kind.NUMBER) {
            replace(Addition.DIGITS, Characters::isOtherDigit, character -> '0' + Character.digit(character, 10));
        }
        int before = Integer.MAX_VALUE;
        for (int layer = 0; layer < MOST_LAYERS && characters.size() < before; layer++) {
            before = characters.size();
            trimEdges(kind);
            cutFront(Addition.LABEL, Fronts.label(text()));
            cutFront(Addition.SCHEME, Fronts.scheme(text()));
        }
    }

    private void trimEdges(Kind kind) {
        trim(Addition.BLANKS, Characters::isBlank);
        trim(Addition.INVISIBLE_CHARACTERS, Characters::isControl);
        trim(Addition.QUOTES, Characters::isQuote);
        // The parentheses of a number may be around its first digits alone.
        trim(
                Addition.BRACKETS,
                kind == Kind.NUMBER ? character -> character == '<' || character == '>' : Characters::isBracket);
        trimEnd(Addition.PUNCTUATION, Characters::isPunctuation);
        trimPair('_');
        trimPair('~');
    }

    private void decode() {
        for (Encoded encoded : Encoded.in(text())) {
            int position = characters.get(encoded.from()).position();
            characters.subList(encoded.from(), encoded.to()).clear();
            characters.add(encoded.from(), new Placed(encoded.character(), position));
            removed.add(Addition.ENCODING);
        }
    }

    private void drop(Addition addition, IntPredicate which) {
        if (characters.removeIf(placed -> which.test(placed.character()))) {
            removed.add(addition);
        }
    }

    private void replace(Addition addition, IntPredicate which, IntUnaryOperator replacement) {
        characters.replaceAll(placed -> {
            if (!which.test(placed.character())) {
                return placed;
            }
            removed.add(addition);
            return new Placed(replacement.applyAsInt(placed.character()), placed.position());
        });
    }

    private void trim(Addition addition, IntPredicate which) {
        while (!characters.isEmpty() && which.test(characters.getFirst().character())) {
            characters.removeFirst();
            removed.add(addition);
        }
        trimEnd(addition, which);
    }

    private void trimEnd(Addition addition, IntPredicate which) {
        while (!characters.isEmpty() && which.test(characters.getLast().character())) {
            characters.removeLast();
            removed.add(addition);
        }
    }

    /** Signs that a token may have at one end, but that set it apart at both. */
    private void trimPair(int sign) {
        while (characters.size() > 2
                && characters.getFirst().character() == sign
                && characters.getLast().character() == sign) {
            characters.removeFirst();
            characters.removeLast();
            removed.add(Addition.QUOTES);
        }
    }

    private void cutFront(Addition addition, String front) {
        if (!front.isEmpty()) {
            characters.subList(0, front.codePointCount(0, front.length())).clear();
            removed.add(addition);
        }
    }

    @Override
    public String toString() {
        return "(pasted value)";
    }
}

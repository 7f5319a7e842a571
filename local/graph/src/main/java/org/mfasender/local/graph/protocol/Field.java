package org.mfasender.local.graph.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of {@code fields}, such as {@code phone_numbers.limit(5){id,status}}.
 *
 * @param arguments {@code limit} to {@code 5}
 * @param children the fields in braces
 */
public record Field(String name, Map<String, String> arguments, List<Field> children) {
    /**
     * Reads the value of {@code fields}.
     *
     * @throws GraphException when its braces or parentheses do not match, or a name is missing
     */
    public static List<Field> parse(String text) {
        Reader reader = new Reader(text);
        List<Field> fields = reader.list();
        if (reader.more()) {
            throw GraphErrors.fieldSyntax("Expected end of string instead of \"" + reader.peek() + "\".");
        }
        return fields;
    }

    /** Fields without arguments and children. */
    public static List<Field> named(List<String> names) {
        return names.stream().map(name -> new Field(name, Map.of(), List.of())).toList();
    }

    private static final class Reader {
        private final String text;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        boolean more() {
            return position < text.length();
        }

        char peek() {
            return more() ? text.charAt(position) : '\0';
        }

        List<Field> list() {
            List<Field> fields = new ArrayList<>();
            do {
                fields.add(field());
            } while (skip(','));
            return fields;
        }

        private Field field() {
            String name = word();
            Map<String, String> arguments = new LinkedHashMap<>();
            while (skip('.')) {
                String argument = word();
                expect('(');
                arguments.put(argument, until(')'));
            }
            List<Field> children = List.of();
            if (skip('{')) {
                children = list();
                expect('}');
            }
            return new Field(name, arguments, children);
        }

        private String word() {
            skipSpaces();
            int start = position;
            while (more() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
                position++;
            }
            if (start == position) {
                throw GraphErrors.fieldSyntax("Expected name instead of \"" + peek() + "\".");
            }
            String word = text.substring(start, position);
            skipSpaces();
            return word;
        }

        private String until(char end) {
            int at = text.indexOf(end, position);
            if (at < 0) {
                throw GraphErrors.fieldSyntax("Expected \"" + end + "\" instead of end of string.");
            }
            String found = text.substring(position, at);
            position = at + 1;
            skipSpaces();
            return found;
        }

        private void expect(char expected) {
            if (!skip(expected)) {
                throw GraphErrors.fieldSyntax("Expected \"" + expected + "\" instead of \"" + peek() + "\".");
            }
        }

        private boolean skip(char wanted) {
            if (peek() != wanted || !more()) {
                return false;
            }
            position++;
            skipSpaces();
            return true;
        }

        private void skipSpaces() {
            while (more() && peek() == ' ') {
                position++;
            }
        }
    }
}

package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Meta refuses in the texts of templates that are not for authentication. Source: Meta, "Template components". */
final class TextRules {
    private static final Map<String, Integer> LONGEST = Map.of("HEADER", 60, "BODY", 1024, "FOOTER", 60);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern WORDS = Pattern.compile("\\s+");

    private final TemplateErrors errors;

    TextRules(TemplateErrors errors) {
        this.errors = errors;
    }

    void check(JsonNode components) {
        for (JsonNode component : components) {
            String type = component.path("type").asText().toUpperCase(Locale.ROOT);
            String text = component.path("text").asText();
            if (text.length() > LONGEST.getOrDefault(type, Integer.MAX_VALUE)) {
                throw errors.badFormat(2388040, "A " + type + " can have " + LONGEST.get(type) + " characters.");
            }
            switch (type) {
                case "HEADER" -> header(text);
                case "BODY" -> body(text);
                case "FOOTER" -> footer(text);
                default -> {}
            }
            if (VARIABLE.matcher(text).find() && !component.has("example")) {
                throw errors.badFormat(2388043, "Components with variables need an example.");
            }
        }
    }

    private void header(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('*') >= 0 || variables(text) > 1) {
            throw errors.badFormat(2388047, "A header has one line, no formatting and at most one variable.");
        }
    }

    private void body(String text) {
        if (text.isBlank() || VARIABLE.matcher(text).replaceAll("").contains("{{")) {
            throw errors.badFormat(2388072, "The body has no text, or a variable that can't be read.");
        }
        String trimmed = text.trim();
        Matcher variable = VARIABLE.matcher(trimmed);
        if (variable.lookingAt() || endsWithVariable(trimmed)) {
            throw errors.badFormat(2388299, "Variables can't be at the start or end of the template.");
        }
        long variables = variables(text);
        String plain = VARIABLE.matcher(text).replaceAll(" ").trim();
        if (variables > 0 && WORDS.split(plain).length < 2 * variables + 1) {
            throw errors.badFormat(2388293, "The template has too many variables for its length.");
        }
    }

    private void footer(String text) {
        if (variables(text) > 0) {
            throw errors.badFormat(2388073, "A footer can't have variables.");
        }
    }

    private static boolean endsWithVariable(String text) {
        return VARIABLE.matcher(text).results().anyMatch(found -> found.end() == text.length());
    }

    private static long variables(String text) {
        return VARIABLE.matcher(text).results().count();
    }
}

package org.mfasender.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins modules into one, so that a browser asks once instead of once for each. Every module stands behind those that it imports, without
 * its imports, its comments and the word {@code export}: a name of the top level is there once in all modules. A library, which is a module
 * below {@code ./lib/}, keeps its names to itself in a function, but for those that are imported.
 */
final class ModuleJoiner {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{([^}]*)} from '\\./([^']+)';\\n");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=(async )?function |const |class )");
    /** One that begins a line; together, they would be a tenth of what is transferred. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^ */\\*(?:[^*]|\\*(?!/))*+\\*/\\n");

    /** How a compressed library ends: {@code export{a as h,fe as html};}. */
    private static final Pattern LIBRARY_EXPORT = Pattern.compile("export\\{([^}]*)};?\\s*$");

    private static final Pattern EXPORTED = Pattern.compile("(\\w+) as (\\w+)");
    private static final String LIBRARIES = "lib/";

    private final UnaryOperator<String> source;
    private final Map<String, String> joined = new LinkedHashMap<>();
    private final Map<String, Set<String>> libraries = new LinkedHashMap<>();

    /** @param source the text of a module, by its file's name */
    ModuleJoiner(UnaryOperator<String> source) {
        this.source = source;
    }

    /** The module with all that it needs. */
    String join(String module) {
        add(module);
        return Stream.concat(
                        libraries.entrySet().stream().map(library -> library(library.getKey(), library.getValue())),
                        joined.values().stream())
                .collect(Collectors.joining("\n"));
    }

    private void add(String module) {
        if (joined.containsKey(module)) {
            return;
        }
        String text = source.apply(module);
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            String imported = imports.group(2);
            if (imported.startsWith(LIBRARIES)) {
                libraries
                        .computeIfAbsent(imported, library -> new TreeSet<>())
                        .addAll(Set.of(imports.group(1).strip().split("\\s*,\\s*")));
            } else {
                add(imported);
            }
        }
        String code = COMMENT.matcher(imports.replaceAll("")).replaceAll("");
        joined.put(module, EXPORT.matcher(code).replaceAll("").strip() + "\n");
    }

    private String library(String name, Set<String> wanted) {
        String text = source.apply(name);
        Matcher export = LIBRARY_EXPORT.matcher(text);
        if (!export.find()) {
            throw new IllegalStateException(name + " does not end with its exports");
        }
        String members = EXPORTED.matcher(export.group(1))
                .results()
                .filter(exported -> wanted.contains(exported.group(2)))
                .map(exported -> exported.group(2) + ": " + exported.group(1))
                .collect(Collectors.joining(", "));
        return "const { " + String.join(", ", wanted) + " } = (() => {\n" + text.substring(0, export.start())
                + "\nreturn { " + members + " };\n})();\n";
    }
}

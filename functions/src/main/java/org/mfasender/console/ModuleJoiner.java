package org.mfasender.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Joins modules into one, so that a browser asks once instead of once for each. Every module stands behind those that it imports, without
 * its imports and without the word {@code export}: a name of the top level is there once in all modules. What is imported from
 * {@code ./lib/} stays a module of its own.
 */
final class ModuleJoiner {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{([^}]*)} from '\\./([^']+)';\\n");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=(async )?function |const |class )");
    private static final String LIBRARIES = "lib/";

    private final UnaryOperator<String> source;
    private final Map<String, String> joined = new LinkedHashMap<>();
    private final Map<String, Set<String>> libraries = new LinkedHashMap<>();

    /** @param source the text of a module, by its file's name */
    ModuleJoiner(UnaryOperator<String> source) {
        this.source = source;
    }

    /**
     * The module with all that it needs.
     *
     * @param address where a library is, by its name, such as {@code htm-preact.js}
     */
    String join(String module, UnaryOperator<String> address) {
        add(module);
        String imports = libraries.entrySet().stream()
                .map(library -> "import { " + String.join(", ", library.getValue()) + " } from './"
                        + address.apply(library.getKey()) + "';\n")
                .collect(Collectors.joining());
        return imports + String.join("\n", joined.values());
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
                        .computeIfAbsent(imported.substring(LIBRARIES.length()), library -> new TreeSet<>())
                        .addAll(Set.of(imports.group(1).strip().split("\\s*,\\s*")));
            } else {
                add(imported);
            }
        }
        joined.put(module, EXPORT.matcher(imports.replaceAll("")).replaceAll("").strip() + "\n");
    }
}

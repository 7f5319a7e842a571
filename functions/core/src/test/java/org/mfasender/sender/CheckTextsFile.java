package org.mfasender.sender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code checks.properties} as it is written: in its order and with its groups.
 *
 * @param groups by check, the heading under which it stands
 * @param texts all entries in the file's order
 */
record CheckTextsFile(Map<String, String> groups, Map<String, String> texts) {

    static final Set<String> KINDS = Set.of("remedy", "field", "permission");

    private static final Path FILE = Path.of(
            System.getProperty("project.root", "../.."),
            "functions/core/src/main/resources/org/mfasender/sender/checks.properties");
    private static final Pattern GROUP = Pattern.compile("# --- (.*?) -+");
    private static final Pattern ENTRY = Pattern.compile("([\\w.]+) = (.*)");

    static CheckTextsFile read() {
        Map<String, String> groups = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        String group = "";
        for (String line : lines()) {
            Matcher heading = GROUP.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (heading.matches()) {
                group = heading.group(1);
            } else if (entry.matches()) {
                String check = entry.group(1).substring(0, entry.group(1).indexOf('.'));
                groups.putIfAbsent(check, group);
                if (texts.put(entry.group(1), entry.group(2)) != null || !groups.get(check).equals(group)) {
                    throw new IllegalStateException("Stands twice, or apart from its check: " + entry.group(1));
                }
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new IllegalStateException("Neither an entry nor a comment: " + line);
            }
        }
        return new CheckTextsFile(groups, texts);
    }

    /** Every check, without what is said of any. */
    Set<String> checks() {
        Set<String> checks = new LinkedHashSet<>(groups.keySet());
        checks.remove("any");
        return checks;
    }

    /** What may be found by a check. */
    List<String> variants(String check) {
        return texts.keySet().stream()
                .map(key -> key.split("\\.", -1))
                .filter(words -> words.length == 2 && words[0].equals(check) && !KINDS.contains(words[1]))
                .map(words -> words[1])
                .toList();
    }

    String text(String check, String variant) {
        return texts.getOrDefault(check + "." + variant, "");
    }

    /** What is told besides the text: the variant's own, else the check's. */
    Optional<String> detail(String check, String variant, String kind) {
        String common = texts.get(check + "." + kind);
        return Optional.ofNullable(texts.getOrDefault(check + "." + variant + "." + kind, common));
    }

    static boolean needsRemedy(String variant) {
        return !variant.equals("passed") && !variant.equals("unknown");
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

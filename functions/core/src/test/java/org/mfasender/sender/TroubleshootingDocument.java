package org.mfasender.sender;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Writes docs/troubleshooting.md: every check, what may be found, and what to do about it. */
final class TroubleshootingDocument {

    static final Path PATH = Path.of(System.getProperty("project.root", "../.."), "docs", "troubleshooting.md");

    private TroubleshootingDocument() {}

    /** @param warnings {@code check.variant} of what only warns */
    static String write(CheckTextsFile texts, Set<String> warnings) {
        StringBuilder document = new StringBuilder("""
                # Troubleshooting

                Every check by its name, what may be found, and what to do about it. Answers hold the same sentences as `message` and
                `remedy`, and name the member of the request to correct as `field`, the missing permission as `permission`; values stand
                here in braces. `FAILED` stops a run, `WARNING` does not, and `UNKNOWN` means that Meta does not tell. Of a check that
                was not made because another one did not pass, an answer says: "%s"

                [What administrators are told](what-administrators-are-told.md) shows the checks of whole accounts. Written by
                `CheckTextsTest` from `checks.properties`.
                """.formatted(texts.text("any", "skipped")));
        String group = "";
        for (String check : texts.checks()) {
            if (!texts.groups().get(check).equals(group)) {
                group = texts.groups().get(check);
                document.append("\n## ").append(group).append('\n');
            }
            document.append("\n### ").append(check).append("\n\n");
            document.append("| result | what is told | what to do | field | permission |\n");
            document.append("| --- | --- | --- | --- | --- |\n");
            for (String variant : texts.variants(check)) {
                document.append(row(texts, warnings, check, variant));
            }
        }
        return document.toString();
    }

    private static String row(CheckTextsFile texts, Set<String> warnings, String check, String variant) {
        boolean mendable = CheckTextsFile.needsRemedy(variant);
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        result(warnings, check, variant),
                        cell(texts.text(check, variant)),
                        mendable ? cell(texts.detail(check, variant, "remedy").orElse("")) : "",
                        mendable ? code(texts.detail(check, variant, "field").orElse("")) : "",
                        mendable ? code(texts.detail(check, variant, "permission").orElse("")) : "");
    }

    private static String result(Set<String> warnings, String check, String variant) {
        return switch (variant) {
            case "passed", "unknown", "warning" -> variant.toUpperCase(Locale.ROOT);
            default -> warnings.contains(check + "." + variant) ? "WARNING" : "FAILED";
        };
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}

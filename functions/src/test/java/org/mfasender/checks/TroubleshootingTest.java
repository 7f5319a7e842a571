package org.mfasender.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.sender.SenderRequest;

/**
 * Writes docs/troubleshooting.md from {@code checks.properties}, in its order. With {@code -Ddocs.update=true} the document is
 * written; else it has to be as written.
 */
class TroubleshootingTest {

    private static final Path TEXTS = Path.of("src/main/resources/org/mfasender/sender/checks.properties");
    private static final Path DOCUMENT = Path.of("../../docs/troubleshooting.md");
    private static final Path CONTRACT = Path.of("../../docs/openapi.yaml");
    private static final Pattern MEMBER = Pattern.compile(" {8}(\\w+):");
    private static final Pattern GROUP = Pattern.compile("# --- (.+?) -+");
    private static final Set<String> KINDS = Set.of("remedy", "field", "permission");

    /** What is not a fault, and has no remedy. */
    private static final Set<String> HARMLESS = Set.of("passed", "unknown", "skipped");

    /** Checks that only exist when they fail. */
    private static final Set<String> FAILURES_ONLY =
            Set.of("templatesEligible", "credentialsStored", "rateLimit", "metaCall");

    private static final String INTRODUCTION = """
            # Troubleshooting

            A check is one prerequisite at Meta and what was found about it. `POST .../whatsApp/checks`, the dry run, answers with
            all that can be made without a run; `GET .../whatsApp` shows those of the last run under `provisioning.steps[].checks`.
            Each has a `name`, a `status`, a `message` (below: what is found), and when something has to be done a `remedy`, the
            `field` of the request or the `permission` that is wrong, and Meta's code in `meta`.
            [what-administrators-are-told.md](what-administrators-are-told.md) shows them by situation.

            | status | meaning |
            | --- | --- |
            | `PASSED` | All is right. |
            | `WARNING` | Works, but deserves attention. |
            | `FAILED` | A person has to act. |
            | `UNKNOWN` | Could not be found out, and does not matter enough to stop. |
            | `SKIPPED` | Not made, because it depends on a check that did not pass: mend that one first. |

            Words in {braces} stand for values. Written by `TroubleshootingTest` from
            [checks.properties](../functions/core/src/main/resources/org/mfasender/sender/checks.properties).
            """;

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Section> sections = new ArrayList<>();

    /** One check: its variants with their messages, in order. */
    private record Section(String group, String check, Map<String, String> messages) {

        List<String> faults() {
            return messages.keySet().stream()
                    .filter(variant -> !HARMLESS.contains(variant))
                    .toList();
        }
    }

    @BeforeEach
    void readTexts() throws IOException {
        String group = "";
        for (String line : Files.readAllLines(TEXTS)) {
            Matcher heading = GROUP.matcher(line);
            if (heading.matches()) {
                group = heading.group(1);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] keyAndText = line.split(" ?= ?", 2);
                texts.put(keyAndText[0], keyAndText[1]);
                addMessage(group, keyAndText[0].split("\\.", -1), keyAndText[1]);
            }
        }
    }

    private void addMessage(String group, String[] words, String text) {
        if (words.length != 2 || KINDS.contains(words[1]) || words[0].equals("any")) {
            return;
        }
        if (sections.isEmpty() || !sections.getLast().check().equals(words[0])) {
            sections.add(new Section(group, words[0], new LinkedHashMap<>()));
        }
        sections.getLast().messages().put(words[1], text);
    }

    @Test
    void isAsTheDocumentSays() throws IOException {
        String document = document();

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(DOCUMENT).as("run with -Ddocs.update=true to write it").hasContent(document);
    }

    @Test
    void everyCheckStandsInOnePlaceAndInAGroup() {
        assertThat(sections).extracting(Section::check).hasSizeGreaterThan(25).doesNotHaveDuplicates();
        assertThat(sections).extracting(Section::group).doesNotContain("");
    }

    @Test
    void everyFaultHasARemedy() {
        for (Section section : sections) {
            for (String fault : section.faults()) {
                assertThat(own(section.check(), fault, "remedy"))
                        .as("remedy of %s.%s", section.check(), fault)
                        .isNotBlank();
            }
        }
    }

    @Test
    void everyTextOfAVariantBelongsToAMessage() {
        List<String> strays = texts.keySet().stream()
                .filter(key -> key.split("\\.", -1).length == 3)
                .map(key -> key.substring(0, key.lastIndexOf('.')))
                .filter(message -> !texts.containsKey(message))
                .toList();

        assertThat(strays).isEmpty();
    }

    @Test
    void everyCheckCanPassUnlessItOnlyExistsWhenItFails() {
        assertThat(sections)
                .filteredOn(section -> !section.messages().containsKey("passed"))
                .extracting(Section::check)
                .containsExactlyInAnyOrderElementsOf(FAILURES_ONLY);
    }

    @Test
    void everyFieldIsAMemberOfTheRequest() throws IOException {
        assertThat(valuesOf("field")).isNotEmpty();
        assertThat(membersOfTheRequest()).containsAll(valuesOf("field"));
    }

    @Test
    void everyPermissionIsOneThatIsChecked() {
        assertThat(valuesOf("permission"))
                .containsExactlyInAnyOrder(
                        "business_management", "whatsapp_business_management", "whatsapp_business_messaging");
    }

    private Set<String> valuesOf(String kind) {
        Set<String> values = new TreeSet<>();
        texts.forEach((key, text) -> {
            if (key.endsWith("." + kind) && !text.isEmpty()) {
                values.add(text);
            }
        });
        return values;
    }

    /** The names under {@code properties} of the schema {@code SenderRequest}, by their indentation. */
    private static Set<String> membersOfTheRequest() throws IOException {
        return Files.readAllLines(CONTRACT).stream()
                .dropWhile(line -> !line.equals("    SenderRequest:"))
                .skip(1)
                .takeWhile(line -> line.startsWith("      "))
                .map(MEMBER::matcher)
                .filter(Matcher::matches)
                .map(member -> member.group(1))
                .collect(Collectors.toSet());
    }

    private String document() {
        StringBuilder document = new StringBuilder(INTRODUCTION);
        String group = "";
        for (Section section : sections) {
            if (!section.group().equals(group)) {
                group = section.group();
                document.append("\n## ").append(group).append('\n');
            }
            document.append("\n### `").append(section.check()).append("`\n\n");
            appendTable(section, document);
        }
        return document.toString();
    }

    private void appendTable(Section section, StringBuilder document) {
        boolean pointing = section.faults().stream()
                .anyMatch(fault -> !pointer(section.check(), fault).isEmpty());
        document.append(pointing ? "| found | what to do | where |\n" : "| found | what to do |\n")
                .append(pointing ? "| --- | --- | --- |\n" : "| --- | --- |\n");
        section.messages().forEach((variant, message) -> {
            boolean fault = section.faults().contains(variant);
            document.append("| ").append(cell(message));
            document.append(" | ").append(fault ? cell(own(section.check(), variant, "remedy")) : "");
            if (pointing) {
                document.append(" | ").append(fault ? pointer(section.check(), variant) : "");
            }
            document.append(" |\n");
        });
    }

    /** The member of the request, or the permission, that a fault is about; empty when there is none. */
    private String pointer(String check, String variant) {
        String field = own(check, variant, "field");
        String permission = own(check, variant, "permission");
        if (!field.isEmpty()) {
            return "`" + field + "`";
        }
        return permission.isEmpty() ? "" : "permission `" + permission + "`";
    }

    /** What stands under {@code kind} for the variant, or for the check in common; empty when nothing does. */
    private String own(String check, String variant, String kind) {
        String common = texts.getOrDefault(check + "." + kind, "");
        return texts.getOrDefault(check + "." + variant + "." + kind, common);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}

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
import org.mfasender.platform.meta.GraphCause;

/**
 * Writes docs/troubleshooting.md from {@code checks.properties}, in its order. With {@code -Ddocs.update=true} it writes the document;
 * otherwise it compares.
 */
class TroubleshootingTest {

    private static final Path TEXTS = Path.of("src/main/resources/org/mfasender/checks/checks.properties");
    private static final Path DOCUMENT = Path.of("../docs/troubleshooting.md");
    private static final Path CONTRACT = Path.of("../docs/openapi.yaml");
    private static final Pattern MEMBER = Pattern.compile(" {8}(\\w+):");
    private static final Pattern GROUP = Pattern.compile("# --- (.+?) -+");
    private static final Set<String> KINDS = Set.of("remedy", "apiHint", "field", "permission");

    /** Causes without a remedy. */
    private static final Set<String> HARMLESS = Set.of("passed", "replaced", "planned", "unknown", "skipped");

    /** Checks that only exist when they fail. */
    private static final Set<String> FAILURES_ONLY =
            Set.of("templatesEligible", "credentialsStored", "rateLimit", "metaCall");

    private static final String INTRODUCTION = """
            # Troubleshooting

            A check is one prerequisite at Meta and what was found. The dry run, `POST .../whatsApp/checks`, makes all checks that
            need no run; `GET .../whatsApp` shows those of the newest run under `provisioning.steps[].checks`. Each has a `name`, a
            `status` and a `message` (below: found). If there is something to do, it has a `remedy`, the `link` to the page at Meta
            where it begins, the `field` of the request or the `permission` to correct, and Meta's code in `meta`. What a client of
            the API has to know beside that is its `apiHint` (below: in italics).
            [administrator-messages.md](administrator-messages.md) shows the messages by situation, and [causes.md](causes.md) what
            is read of each answer of Meta, with the links.

            | status | meaning |
            | --- | --- |
            | `PASSED` | Nothing to do. |
            | `WARNING` | Works, but deserves attention. |
            | `FAILED` | A person has to act. |
            | `UNKNOWN` | Cannot be determined, and stops nothing. If it has a remedy, Meta did not answer properly. |
            | `SKIPPED` | Not made, because it depends on a check that did not pass, or needs a value that is missing. |

            Words in {braces} are values. Written by `TroubleshootingTest` from
            [checks.properties](../functions/src/main/resources/org/mfasender/checks/checks.properties).
            """;

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Section> sections = new ArrayList<>();

    /** One check: its causes with their messages, in order. */
    private record Section(String group, String check, Map<String, String> messages) {

        List<String> failures() {
            return messages.keySet().stream()
                    .filter(cause -> !HARMLESS.contains(cause))
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
    void theDocumentIsUpToDate() throws IOException {
        String document = document();

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(DOCUMENT).as("run with -Ddocs.update=true to write it").hasContent(document);
    }

    @Test
    void everyCheckIsInOnePlaceAndInAGroup() {
        assertThat(sections).extracting(Section::check).hasSizeGreaterThan(25).doesNotHaveDuplicates();
        assertThat(sections).extracting(Section::group).doesNotContain("");
    }

    @Test
    void everyFailureHasARemedy() {
        for (Section section : sections) {
            for (String failure : section.failures()) {
                assertThat(own(section.check(), failure, "remedy"))
                        .as("remedy of %s.%s", section.check(), failure)
                        .isNotBlank();
            }
        }
    }

    @Test
    void everyTextOfACauseBelongsToAMessage() {
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
        document.append("\n## Why Meta refuses a call\n\n")
                .append(
                        "The same words at every check that a refused call fails, or that a call leaves open; what is not among them is `unknown`.\n\n")
                .append("| cause | found | what to do | where |\n| --- | --- | --- | --- |\n");
        for (GraphCause cause : GraphCause.values()) {
            document.append("| `").append(cause).append("` | ").append(cell(own("any", cause.toString(), "")));
            document.append(" | ").append(todo("any", cause.toString()));
            document.append(" | ").append(correction("any", cause.toString())).append(" |\n");
        }
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
        boolean correctable = section.failures().stream()
                .anyMatch(failure -> !correction(section.check(), failure).isEmpty());
        document.append(correctable ? "| found | what to do | where |\n" : "| found | what to do |\n")
                .append(correctable ? "| --- | --- | --- |\n" : "| --- | --- |\n");
        section.messages().forEach((cause, message) -> {
            boolean failure = section.failures().contains(cause);
            document.append("| ").append(cell(message));
            document.append(" | ").append(failure ? todo(section.check(), cause) : "");
            if (correctable) {
                document.append(" | ").append(failure ? correction(section.check(), cause) : "");
            }
            document.append(" |\n");
        });
    }

    private String todo(String check, String cause) {
        String hint = own(check, cause, "apiHint");
        return cell(own(check, cause, "remedy")) + (hint.isEmpty() ? "" : " *" + cell(hint) + "*");
    }

    /** The member of the request, or the permission, to correct; empty when there is none. */
    private String correction(String check, String cause) {
        String field = own(check, cause, "field");
        String permission = own(check, cause, "permission");
        if (!field.isEmpty()) {
            return "`" + field + "`";
        }
        return permission.isEmpty() ? "" : "permission `" + permission + "`";
    }

    /** The cause's own entry, else the check's; empty when there is none. */
    private String own(String check, String cause, String kind) {
        String common = texts.getOrDefault(check + "." + kind, "");
        return kind.isEmpty()
                ? texts.getOrDefault(check + "." + cause, "")
                : texts.getOrDefault(check + "." + cause + "." + kind, common);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}

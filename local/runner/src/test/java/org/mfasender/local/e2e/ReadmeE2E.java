package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;

/** The README's calls, made as it says, answer what it shows. */
class ReadmeE2E {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final Pattern ADDRESS =
            Pattern.compile("sender=http://localhost:3000(/v1/environments/([0-9a-f-]+)/\\S+)");
    private static final Pattern PASSCODE = Pattern.compile("-d '(\\{\"to\": [^']+)'");
    private static final Pattern JSON_BLOCK = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");

    @Test
    void answersWhatTheReadmeShows() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Matcher address = ADDRESS.matcher(readme);
        assertThat(address.find()).isTrue();
        assertThat(readme)
                .contains(
                        "curl -i -X PUT \"$sender\" -H 'content-type: application/json' -d @events/sender.json",
                        "curl -s \"$sender?expand=whatsAppTemplates\"",
                        "-d \"$(sed 's/217640915503381/845120037719402/' events/sender.json)\"",
                        "curl -s -X POST \"${sender%/notificationsSettings*}/templates/strong_authentication/messages\"",
                        "curl -s -X DELETE \"$sender\"");
        Matcher passcode = PASSCODE.matcher(readme);
        assertThat(passcode.find()).isTrue();
        List<JsonNode> shown =
                JSON_BLOCK.matcher(readme).results().map(ReadmeE2E::json).toList();

        try (LocalSystem system = LocalSystem.start(LocalOptions.of(ROOT))) {
            SenderApi api = new SenderApi(system.httpUri(), UUID.fromString(address.group(2)));
            assertThat(api.path()).isEqualTo(address.group(1));

            String body = Files.readString(ROOT.resolve("events/sender.json"));
            SenderApi.Answer answered = api.put(SenderApi.JSON.readTree(body), "Prefer", "handling=lenient");
            assertThat(readme).contains("`" + answered.status() + " OK` in about a second");
            assertShows(answered.body(), shown.get(0), "PUT");
            assertShows(api.awaitReady(1), shown.get(1), "GET");
            assertShows(
                    new MessagesApi(api)
                            .post(passcode.group(1), "strong_authentication")
                            .body(),
                    shown.get(2),
                    "POST messages");
            JsonNode wrong = SenderApi.JSON.readTree(body.replace("217640915503381", "845120037719402"));
            assertShows(api.check(wrong).body(), shown.get(3), "POST checks");
            assertShows(api.delete().body(), shown.get(4), "DELETE");
        }
        assertThat(shown).hasSize(5);
    }

    @Test
    void everyLinkResolves() throws IOException {
        for (String document : List.of("README.md", "CONTRIBUTING.md")) {
            assertThat(LINK.matcher(Files.readString(ROOT.resolve(document)))
                            .results()
                            .map(link -> link.group(1)))
                    .as(document)
                    .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
        }
    }

    private static void assertShows(JsonNode actual, JsonNode shown, String where) {
        assertThat(shows(actual, shown))
                .as("%s answers what is shown, but it was %s", where, actual)
                .isTrue();
    }

    /** What is shown is part of what is answered: each member, and of arrays some elements in their order. */
    private static boolean shows(JsonNode actual, JsonNode shown) {
        if (shown.isObject()) {
            return shown.properties().stream()
                    .allMatch(member -> shows(actual.path(member.getKey()), member.getValue()));
        }
        if (!shown.isArray()) {
            return actual.equals(shown);
        }
        int next = 0;
        for (JsonNode element : actual) {
            if (next < shown.size() && shows(element, shown.get(next))) {
                next++;
            }
        }
        return actual.isArray() && next == shown.size() && (actual.isEmpty() || !shown.isEmpty());
    }

    private static JsonNode json(MatchResult block) {
        try {
            return SenderApi.JSON.readTree(block.group(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

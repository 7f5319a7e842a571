package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/**
 * Writes docs/administrator-messages.md: a dry run of every simulated account and of wrong entries, and each check that is not as it
 * should be. With {@code -Ddocs.update=true} it writes the document; otherwise it compares.
 */
@ExtendWith(SharedLocalSystem.class)
class AdministratorMessagesE2E {

    private static final Path DOCUMENT =
            Path.of(System.getProperty("project.root", "../.."), "docs", "administrator-messages.md");
    private static final Pattern DATE = Pattern.compile("\\d{1,2} [A-Z][a-z]+ \\d{4}, \\d\\d:\\d\\d UTC");

    private static final Pattern CHECK = Pattern.compile("because the check \\w+ did not pass");
    private static final Pattern NOT_PLAIN = Pattern.compile(
            "\\b(HTTP|JSON|GET|PUT|POST|DELETE|null)\\b|\\b[A-Z]+_[A-Z0-9_]+\\b"
                    + "|\\b(PENDING|APPROVED|REJECTED|ACTIVE|BLOCKED|LIMITED)\\b|\\bnot_verified\\b|\\b[a-z]+[A-Z][a-z]|\\d{4}-\\d\\d-\\d\\d|[{}]");

    private final LocalSystem system;

    AdministratorMessagesE2E(LocalSystem system) {
        this.system = system;
    }

    @Test
    void theDocumentIsUpToDate() throws IOException {
        StringBuilder document = new StringBuilder("""
                # Administrator messages

                A dry run (`POST .../whatsApp/checks`) of every [simulated account](simulated-accounts.md), and of values entered
                in the wrong place. The table shows every check that did not pass and was not skipped because of another one. Written by
                `AdministratorMessagesE2E`; [troubleshooting.md](troubleshooting.md) lists the checks themselves.

                | situation | result | check | message | what to do | link |
                | --- | --- | --- | --- | --- | --- |
                """);
        situations().forEach((situation, body) -> {
            SenderApi.Answer answer = new SenderApi(system.httpUri()).check(body);
            assertThat(answer.status()).as(situation).isEqualTo(200);
            answer.body().path("checks").forEach(AdministratorMessagesE2E::assertPlain);
            document.append(rows(situation, answer));
        });

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, document);
        }
        assertThat(DOCUMENT).as("run with -Ddocs.update=true to write it").hasContent(document.toString());
    }

    private Map<String, JsonNode> situations() {
        Map<String, JsonNode> situations = new LinkedHashMap<>();
        system.graph().accounts().all().stream()
                .filter(account -> !account.name().equals("throttled-at-first"))
                .forEach(account -> situations.put("`" + account.name() + "`", SenderApi.body(account)));
        SimulatedAccount good = system.graph().accounts().named("good-one-number");
        situations.put("wrong App Secret", changed(good, "appSecret", "ffffffffffffffffffffffffffffffff"));
        situations.put(
                "App ID of another app", changed(good, "appId", "845120037759999", "appSecret", good.appSecret()));
        situations.put("token cut short", changed(good, "userAccessToken", "EAAsimulatedGo"));
        situations.put(
                "secret and token swapped",
                changed(good, "userAccessToken", good.appSecret(), "appSecret", good.userAccessToken()));
        situations.put(
                "both IDs swapped",
                changed(
                        good,
                        "appId",
                        good.wabaId(),
                        "appSecret",
                        good.appSecret(),
                        "whatsAppAccountBusinessId",
                        good.appId()));
        situations.put(
                "App ID as WhatsApp Business Account ID", changed(good, "whatsAppAccountBusinessId", good.appId()));
        situations.put(
                "portfolio ID as WhatsApp Business Account ID",
                changed(good, "whatsAppAccountBusinessId", good.businessId()));
        situations.put(
                "phone number ID as WhatsApp Business Account ID",
                changed(good, "whatsAppAccountBusinessId", "390117684205533"));
        situations.put(
                "phone number as WhatsApp Business Account ID",
                changed(good, "whatsAppAccountBusinessId", "436605550100"));
        situations.put(
                "another organisation's account",
                changed(
                        good,
                        "whatsAppAccountBusinessId",
                        system.graph().accounts().named("foreign-account").wabaId()));
        return situations;
    }

    private static JsonNode changed(SimulatedAccount account, String... membersAndValues) {
        ObjectNode body = SenderApi.body(account);
        for (int i = 0; i < membersAndValues.length; i += 2) {
            body.put(membersAndValues[i], membersAndValues[i + 1]);
        }
        return body;
    }

    /** Sentences have no words of protocols or programs in them, except for names of permissions and of the check that comes first. */
    private static void assertPlain(JsonNode check) {
        String sentences =
                check.path("message").asText() + " " + check.path("remedy").asText();
        assertThat(NOT_PLAIN.matcher(CHECK.matcher(sentences).replaceAll("")).find())
                .as(sentences)
                .isFalse();
    }

    /** A text as a cell of a table, where a pipe would begin the next one. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String rows(String situation, SenderApi.Answer answer) {
        StringBuilder rows = new StringBuilder();
        String result = answer.body().path("status").asText();
        for (JsonNode check : answer.body().path("checks")) {
            String status = check.path("status").asText();
            if (!status.equals("PASSED") && !status.equals("SKIPPED")) {
                rows.append(String.format(
                        "| %s | %s | `%s` %s | %s | %s | %s |%n",
                        situation,
                        result,
                        check.path("name").asText(),
                        status.toLowerCase(Locale.ROOT) + code(check),
                        cell(DATE.matcher(check.path("message").asText()).replaceAll("(date)")),
                        cell(check.path("remedy").asText()),
                        check.path("link").asText()));
            }
        }
        return rows.isEmpty() ? String.format("| %s | %s | | | | |%n", situation, result) : rows.toString();
    }

    private static String code(JsonNode check) {
        JsonNode meta = check.path("meta");
        if (!meta.has("code")) {
            return "";
        }
        return " (" + meta.path("code").asInt()
                + (meta.has("subcode") ? "/" + meta.path("subcode").asInt() : "") + ")";
    }
}

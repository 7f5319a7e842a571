package org.mfasender.sender;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mfasender.audit.Change;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.TemplateContent;

/** What of an account belongs into the history: each fact that is recorded when it changes. None is a secret. */
final class AccountFacts {

    private final Map<String, String> facts = new TreeMap<>();

    private AccountFacts() {}

    /**
     * What changes when an account is written.
     *
     * @param before null when there was none
     * @param contents that are written with it; null when they stay as they are
     */
    static List<Change> changes(
            @Nullable SenderAccount before, @Nullable SenderAccount after, @Nullable ContentsWrite contents) {
        AccountFacts former = new AccountFacts();
        AccountFacts next = new AccountFacts();
        if (before != null) {
            former.add(before);
        }
        if (after != null) {
            next.add(after);
        }
        if (contents != null) {
            former.add(contents.part().former());
            next.add(contents.part().contents());
        }
        return Change.between(former.facts, next.facts);
    }

    private void add(SenderAccount account) {
        add("", account.shown());
        add(
                "cannotSendReasons",
                account.obstacles().stream().map(AccountFacts::reason).collect(joining(", ")));
        add("run", Long.toString(account.generation()));
        add("sending.enabled", Boolean.toString(account.sending().enabled()));
        add("sending.reason", account.sending().reason());
        if (account.connection() != null && account.candidate() != null) {
            add("candidate.", account.candidate());
        }
    }

    private void add(String prefix, Connection connection) {
        add(prefix + "status", connection.status().name());
        add(
                prefix + "health.causes",
                connection.health().causes().stream().sorted().collect(joining(", ")));
        add(prefix + "whatsAppAccountBusinessId", connection.whatsAppAccountBusinessId());
        add(prefix + "appId", connection.appId());
        add(
                prefix + "credentials.userAccessToken",
                connection.credentials().userAccessToken().shortFingerprint());
        add(
                prefix + "credentials.appSecret",
                connection.credentials().appSecret().shortFingerprint());
        add(prefix + "acceptExpiringToken", Boolean.toString(connection.acceptExpiringToken()));
        add(prefix + "numberId", connection.numbers().selectedId());
        add(
                prefix + "furtherNumbers",
                connection.numbers().further().stream()
                        .map(SenderNumber::numberId)
                        .collect(joining(", ")));
        connection.templates().forEach((purpose, options) -> add(prefix + "templates." + purpose, wanted(options)));
    }

    private void add(List<TemplateContent> contents) {
        contents.forEach(content -> add(
                "contents." + content.purpose() + "." + content.locale()
                        + (content.variant() == null ? "" : "." + TemplateContent.key(content.variant())),
                content.template().name() + " " + content.template().language()));
    }

    private void add(String member, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.put(member, value);
        }
    }

    private static String wanted(TemplateOptions options) {
        TemplateSettings settings = options.settings();
        return String.join(", ", options.locales())
                + "; codeExpirationMinutes " + settings.codeExpirationMinutes()
                + "; messageSendTtlSeconds " + settings.messageSendTtlSeconds()
                + (settings.addSecurityRecommendation() ? "; addSecurityRecommendation" : "")
                + settings.button().supportedApps().stream()
                        .map(app -> " " + app.packageName())
                        .collect(joining("", "; " + settings.button().type(), ""));
    }

    private static String reason(SendObstacle obstacle) {
        return obstacle.code() + (obstacle.purpose() == null ? "" : " " + obstacle.purpose());
    }
}

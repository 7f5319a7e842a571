package org.mfasender.policy;

import static java.util.stream.Collectors.toCollection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckStatus;
import org.mfasender.sender.AccountView;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SendObstacle;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.bindings.ContentSelector;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.bindings.UsableContent;

/**
 * Whether WhatsApp may be enabled as an MFA method: whether a passcode of every purpose can be sent, as stored; Meta is not asked.
 *
 * @param revision of the account that this was read from
 * @param reasons why not; empty when it may
 * @param warnings what the newest run and the checks since found that stops nothing
 */
record Readiness(long revision, List<SendObstacle> reasons, List<PurposeReadiness> purposes, List<Check> warnings) {

    boolean isReady() {
        return reasons.isEmpty();
    }

    /** @param view as it is to be seen now */
    static Readiness of(AccountView view) {
        SenderAccount account = view.account();
        List<SendObstacle> reasons = account.obstacles();
        List<TemplateContent> contents = view.shown().contents();
        return new Readiness(
                account.revision(),
                reasons,
                account.shown().templates().entrySet().stream()
                        .map(wanted -> purpose(wanted.getKey(), wanted.getValue(), reasons, contents))
                        .toList(),
                warnings(account.shown()));
    }

    /** Of two about the same, the newer one. */
    private static List<Check> warnings(Connection connection) {
        Map<String, Check> byName = new LinkedHashMap<>();
        Stream.concat(
                        connection.run().steps().stream().flatMap(step -> step.checks().stream()),
                        connection.health().findings().stream())
                .filter(check -> check.status().equals(CheckStatus.WARNING))
                .forEach(check -> byName.put(check.name().toString(), check));
        return List.copyOf(byName.values());
    }

    private static PurposeReadiness purpose(
            Purpose purpose, TemplateOptions wanted, List<SendObstacle> reasons, List<TemplateContent> all) {
        List<TemplateContent> contents = all.stream()
                .filter(content -> content.purpose() == purpose && content.isVariant(null))
                .toList();
        ContentSelector selector = new ContentSelector(UsableContent.among(contents), wanted.locales());
        return new PurposeReadiness(
                purpose,
                reasons.stream()
                        .filter(reason -> reason.purpose() == null || reason.purpose() == purpose)
                        .toList(),
                wanted.locales().stream()
                        .map(locale -> new LocaleReadiness(
                                locale,
                                selector.serving(locale, null).orElse(null),
                                contents.stream()
                                        .filter(content -> content.locale().equals(locale))
                                        .findFirst()
                                        .orElse(null)))
                        .toList(),
                contents.stream()
                        .filter(TemplateContent::isUsable)
                        .flatMap(content ->
                                Optional.ofNullable(content.template().content()).stream())
                        .flatMap(said -> Stream.ofNullable(said.codeExpirationMinutes()))
                        .map(Objects::requireNonNull)
                        .collect(toCollection(TreeSet::new)));
    }
}

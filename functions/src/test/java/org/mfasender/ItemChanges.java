package org.mfasender;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.meta.PhoneNumber;
import org.mfasender.sender.Connection;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.catalog.Creation;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.Refusal;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateLedger;

/**
 * What is changed of what is stored, so that the objects in which it is have to be written.
 *
 * @param connection of both of an account's
 */
record ItemChanges(
        UnaryOperator<Connection> connection,
        UnaryOperator<SenderNumber> number,
        UnaryOperator<MessageTemplate> template,
        UnaryOperator<TemplateLedger> ledger) {

    static final ItemChanges NONE = new ItemChanges(
            UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());

    /** Options, numbers, run and every step change; which secret, number, run, step and check they are does not. */
    static final ItemChanges EVERYWHERE = new ItemChanges(
            ItemChanges::changed, ItemChanges::changed, template -> template(template, "RED"), ItemChanges::changed);

    /** No text changes. */
    static final ItemChanges OF_NUMBERS = new ItemChanges(
            connection -> connection.withRun(connection.run().counting(1)),
            UnaryOperator.identity(),
            template -> template(template, template.qualityScore()),
            ledger -> new TemplateLedger(ledger.creations(), ledger.refusals(), 99, 100));

    private static Connection changed(Connection connection) {
        Provisioning run = connection.run();
        List<Step> steps = run.steps().stream()
                .map(step -> new Step(
                        step.name(),
                        step.status(),
                        step.startedAt(),
                        step.finishedAt(),
                        step.retryAt(),
                        step.waitsFor(),
                        "changed",
                        step.checks()))
                .toList();
        Map<Purpose, TemplateOptions> wanted = new EnumMap<>(connection.templates());
        wanted.replaceAll((purpose, options) -> new TemplateOptions(
                Stream.concat(options.locales().stream(), Stream.of("it")).toList(), changed(options.settings())));
        return new Connection(
                connection.whatsAppAccountBusinessId(),
                connection.appId(),
                connection.credentials(),
                connection.acceptExpiringToken(),
                connection.tokenExpiresAt(),
                connection.messagingLimit(),
                wanted,
                connection.numbers(),
                connection.coverage(),
                connection.blocks(),
                connection.reports(),
                new Provisioning(
                        run.status(),
                        run.generation(),
                        run.execution(),
                        run.startedAt(),
                        run.finishedAt(),
                        run.graphCalls() + 1,
                        run.portfolioId(),
                        run.error(),
                        steps),
                connection.verifiedAt(),
                connection.status(),
                connection.health());
    }

    private static TemplateLedger changed(TemplateLedger ledger) {
        return new TemplateLedger(
                ledger.creations().stream()
                        .map(creation -> new Creation(
                                creation.name(), creation.languages(), changed(creation.settings()), creation.at()))
                        .toList(),
                ledger.refusals().stream()
                        .map(refusal -> new Refusal(
                                refusal.name(),
                                refusal.language(),
                                RefusalReason.CAPACITY,
                                refusal.meta(),
                                refusal.at()))
                        .toList(),
                99,
                100);
    }

    private static MessageTemplate template(MessageTemplate template, @Nullable String quality) {
        return new MessageTemplate(
                template.id(),
                template.name(),
                template.language(),
                template.category(),
                template.status(),
                template.rejectedReason(),
                quality,
                changed(template.content()),
                template.original());
    }

    private static @Nullable TemplateReadBack changed(@Nullable TemplateReadBack text) {
        return text == null
                ? null
                : new TemplateReadBack(
                        text.codeExpirationMinutes(),
                        text.addSecurityRecommendation(),
                        77,
                        text.otpType(),
                        text.supportedApps());
    }

    private static TemplateSettings changed(TemplateSettings settings) {
        return new TemplateSettings(
                settings.codeExpirationMinutes() + 1,
                settings.addSecurityRecommendation(),
                settings.messageSendTtlSeconds(),
                settings.button());
    }

    private static SenderNumber changed(SenderNumber number) {
        PhoneNumber phone = number.phone();
        return new SenderNumber(
                new PhoneNumber(
                        phone.id(),
                        phone.displayPhoneNumber(),
                        phone.verifiedName(),
                        phone.status(),
                        "RED",
                        phone.codeVerificationStatus(),
                        phone.nameStatus(),
                        phone.platformType(),
                        phone.accountMode(),
                        phone.throughputLevel(),
                        phone.pinEnabled(),
                        phone.officialBusinessAccount(),
                        phone.onBusinessApp(),
                        phone.health()),
                number.available(),
                number.reasons(),
                List.of("changed"),
                number.createdAt());
    }
}

package org.mfasender.bindcontent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.mfasender.catalog.TemplateCatalog;
import org.mfasender.http.ApiException;
import org.mfasender.online.AccountCatalogs;
import org.mfasender.online.MetaAnswers;
import org.mfasender.sender.EnvironmentId;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.Violation;
import org.mfasender.sender.template.ContentRequest;
import org.mfasender.sender.template.MessageTemplate;
import org.mfasender.sender.template.Purpose;
import org.mfasender.sender.template.TemplateChoice;
import org.mfasender.sender.template.TemplateContent;
import org.mfasender.store.SenderStore;
import org.mfasender.store.StaleRevisionException;
import org.mfasender.store.TemplateStore;

/** Binds by hand. When another write comes between, everything is read, asked and decided again. */
final class Binder {

    private static final int MOST_ATTEMPTS = 5;

    private final SenderStore senders;
    private final TemplateStore templates;
    private final AccountCatalogs catalogs;
    private final MetaAnswers answers;
    private final InstantSource clock;

    Binder(
            SenderStore senders,
            TemplateStore templates,
            AccountCatalogs catalogs,
            MetaAnswers answers,
            InstantSource clock) {
        this.senders = senders;
        this.templates = templates;
        this.catalogs = catalogs;
        this.answers = answers;
        this.clock = clock;
    }

    /** A content that was written, and the account that has it. */
    record Bound(SenderAccount account, TemplateContent content) {}

    /**
     * Adds a content.
     *
     * @throws ApiException 400 when the template cannot be bound, 404 without an account, 409 when there is such a content; and as
     *     {@link MetaAnswers#to} says
     */
    Bound bind(EnvironmentId environment, Purpose purpose, ContentRequest wanted) {
        UUID id = TemplateContent.id(environment, purpose, wanted.locale(), wanted.variant());
        return decide(environment, account -> {
            if (templates.content(account, purpose, id).isPresent()) {
                throw exists(id);
            }
            MessageTemplate chosen = chosen(account, wanted.template());
            TemplateContent content =
                    TemplateContent.manual(environment, purpose, wanted.locale(), wanted.variant(), chosen, now());
            templates.add(account, content);
            return content;
        });
    }

    /**
     * Gives a content another template.
     *
     * @throws ApiException 400 when the template cannot be bound, or what is fixed would change; 404 without an account or such a
     *     content; and as {@link MetaAnswers#to} says
     */
    Bound rebind(EnvironmentId environment, Purpose purpose, UUID id, ContentRequest wanted) {
        return decide(environment, account -> {
            TemplateContent before = templates.content(account, purpose, id).orElseThrow(ApiException::noContent);
            refuse(wanted.violations(before));
            TemplateContent after = before.reboundByHand(chosen(account, wanted.template()), now());
            templates.replace(account, before, after);
            return after;
        });
    }

    private Bound decide(EnvironmentId environment, Function<SenderAccount, TemplateContent> decision) {
        for (int attempt = 1; ; attempt++) {
            SenderAccount account = senders.findAccount(environment).orElseThrow(ApiException::noAccount);
            try {
                return new Bound(account, decision.apply(account));
            } catch (StaleRevisionException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private MessageTemplate chosen(SenderAccount account, TemplateChoice choice) {
        TemplateCatalog catalog = catalogs.of(account);
        List<MessageTemplate> named = answers.to(() -> catalog.named(choice.name()));
        refuse(choice.violations(named));
        return choice.among(named).orElseThrow();
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw ApiException.invalidData(400, violations);
        }
    }

    private static ApiException exists(UUID id) {
        return ApiException.invalidData(
                409,
                List.of(new Violation(
                        "UNIQUENESS_VIOLATION",
                        "locale",
                        "This template has a content for this locale and variant: change it with PUT.",
                        Map.of("existingId", id.toString()))));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

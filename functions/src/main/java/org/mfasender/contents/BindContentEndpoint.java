package org.mfasender.contents;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.AccountCatalogs;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.storage.TemplateStore;

/**
 * {@code POST …/contents} and {@code PUT …/contents/{contentId}}: binds a purpose and a locale to a template, which Meta has to
 * confirm. No run changes such a binding; nothing is written at Meta. When another write interferes, everything is read, asked and
 * decided again.
 */
public final class BindContentEndpoint {

    private final SenderStore senders;
    private final TemplateStore templates;
    private final AccountCatalogs catalogs;
    private final MetaAnswers answers;
    private final Clock clock;

    public BindContentEndpoint(
            SenderStore senders, TemplateStore templates, AccountCatalogs catalogs, MetaAnswers answers, Clock clock) {
        this.senders = senders;
        this.templates = templates;
        this.catalogs = catalogs;
        this.answers = answers;
        this.clock = clock;
    }

    public HttpResponse add(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Purpose purpose = ContentPath.purpose(request);
        Bound bound = bind(environment, purpose, ContentRequestReader.read(request));
        return new HttpResponse(
                201,
                ContentAnswer.of(bound.account(), bound.content()),
                Map.of("Location", ContentAnswer.path(environment, bound.content())));
    }

    public HttpResponse replace(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Purpose purpose = ContentPath.purpose(request);
        UUID id = ContentPath.contentId(request);
        Bound bound = rebind(environment, purpose, id, ContentRequestReader.read(request));
        return HttpResponse.ok(ContentAnswer.of(bound.account(), bound.content()));
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
                throw ApiException.invalidData(409, List.of(RefusedContentAnswer.exists(id)));
            }
            MessageTemplate chosen = chosen(account, wanted.template());
            TemplateContent content = TemplateContent.manual(
                    environment, purpose, wanted.locale(), wanted.variant(), chosen, clock.now());
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
            refuse(wanted.changes(before).stream()
                    .map(change -> RefusedContentAnswer.of(change, before))
                    .toList());
            TemplateContent after = before.reboundByHand(chosen(account, wanted.template()), clock.now());
            templates.replace(account, before, after);
            return after;
        });
    }

    private Bound decide(EnvironmentId environment, Function<SenderAccount, TemplateContent> decision) {
        return Optimistic.retry(() -> {
            SenderAccount account = senders.findAccount(environment).orElseThrow(ApiException::noAccount);
            return new Bound(account, decision.apply(account));
        });
    }

    private MessageTemplate chosen(SenderAccount account, TemplateChoice choice) {
        TemplateCatalog catalog = catalogs.of(account);
        List<MessageTemplate> named = answers.to(() -> catalog.named(choice.name()));
        refuse(choice.obstacles(named).stream().map(RefusedContentAnswer::of).toList());
        return choice.among(named).orElseThrow();
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw ApiException.invalidData(400, violations);
        }
    }
}

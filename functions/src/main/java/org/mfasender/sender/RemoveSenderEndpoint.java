package org.mfasender.sender;

import java.util.List;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.Remover.Removal;
import org.mfasender.sender.Remover.Removed;

/**
 * {@code DELETE}: removes the account; the answer says what stays at Meta. {@code whatsAppTemplates=delete} also deletes there the templates that
 * this system has created.
 */
public final class RemoveSenderEndpoint {

    private static final String TEMPLATES = "whatsAppTemplates";

    private final Remover remover;
    private final Unsubscriber unsubscriber;
    private final TemplateDeleter deleter;
    private final Clock clock;

    public RemoveSenderEndpoint(Remover remover, Unsubscriber unsubscriber, TemplateDeleter deleter, Clock clock) {
        this.remover = remover;
        this.unsubscriber = unsubscriber;
        this.deleter = deleter;
        this.clock = clock;
    }

    public HttpResponse remove(HttpRequest request) {
        boolean withTemplates =
                request.query(TEMPLATES).map(RemoveSenderEndpoint::isDelete).orElse(false);
        Removed removed = remover.remove(
                        new Removal(request.caller(), request.environmentId(), withTemplates),
                        unsubscriber,
                        deleter,
                        clock.now())
                .orElseThrow(ApiException::noAccount);
        return new HttpResponse(200, RemovalAnswer.of(removed), Map.of());
    }

    private static boolean isDelete(String word) {
        if (List.of("keep", "delete").contains(word)) {
            return word.equals("delete");
        }
        throw ApiException.invalidRequest(
                400, Violation.values(TEMPLATES, "This must be keep or delete.", List.of("keep", "delete")));
    }
}

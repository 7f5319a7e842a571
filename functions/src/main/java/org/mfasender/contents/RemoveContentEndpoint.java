package org.mfasender.contents;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mfasender.platform.dynamodb.Optimistic;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;

/** {@code DELETE …/contents/{contentId}}: removes a binding. The template at Meta stays as it is. */
public final class RemoveContentEndpoint {

    private final SenderStore senders;
    private final TemplateStore templates;

    public RemoveContentEndpoint(SenderStore senders, TemplateStore templates) {
        this.senders = senders;
        this.templates = templates;
    }

    public HttpResponse remove(HttpRequest request) {
        return remove(new ContentRemoval(
                request.caller(),
                request.environmentId(),
                ContentPath.purpose(request),
                ContentPath.contentId(request)));
    }

    private HttpResponse remove(ContentRemoval removal) {
        AtomicBoolean seen = new AtomicBoolean();
        return Optimistic.retry(() -> {
            SenderAccount account = senders.findAccount(removal.environment()).orElseThrow(ApiException::noAccount);
            Optional<TemplateContent> content = templates.content(account, removal.purpose(), removal.contentId());
            if (content.isEmpty() && seen.get()) {
                // Another request deleted it in between.
                return HttpResponse.NO_CONTENT;
            }
            seen.set(true);
            templates.remove(account, content.orElseThrow(ApiException::noContent));
            return HttpResponse.NO_CONTENT;
        });
    }
}

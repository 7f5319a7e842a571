package org.mfasender.contents;

import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.templates.PurposeReader;

/** {@code DELETE …/contents/{contentId}}: removes a binding. */
public final class RemoveContentEndpoint {

    private final ContentRemover remover;

    public RemoveContentEndpoint(ContentRemover remover) {
        this.remover = remover;
    }

    public HttpResponse remove(HttpRequest request) {
        ContentRemoval removal = new ContentRemoval(
                request.caller(),
                request.environmentId(),
                PurposeReader.read(request),
                ContentPathReader.contentId(request));
        return ContentRefusalResource.answering(() -> {
            remover.remove(removal);
            return HttpResponse.NO_CONTENT;
        });
    }
}

package org.mfasender.contents;

import java.util.Map;
import java.util.UUID;
import org.mfasender.contents.ContentBinder.Bound;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.PurposeReader;

/** {@code POST …/contents} and {@code PUT …/contents/{contentId}}: binds a purpose and a locale to a template. */
public final class BindContentEndpoint {

    private final ContentBinder binder;
    private final MetaAnswers answers;

    public BindContentEndpoint(ContentBinder binder, MetaAnswers answers) {
        this.binder = binder;
        this.answers = answers;
    }

    public HttpResponse add(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Purpose purpose = PurposeReader.read(request);
        ContentRequest wanted = ContentRequestReader.read(request);
        Bound bound =
                ContentRefusalResource.answering(() -> answers.to(() -> binder.bind(environment, purpose, wanted)));
        return new HttpResponse(
                201,
                ContentAnswer.of(bound.account(), bound.content()),
                Map.of("Location", ContentAnswer.path(environment, bound.content())));
    }

    public HttpResponse replace(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Purpose purpose = PurposeReader.read(request);
        UUID id = ContentPathReader.contentId(request);
        ContentRequest wanted = ContentRequestReader.readReplacement(request);
        Bound bound = ContentRefusalResource.answering(
                () -> answers.to(() -> binder.rebind(environment, purpose, id, wanted)));
        return HttpResponse.ok(ContentAnswer.of(bound.account(), bound.content()));
    }
}

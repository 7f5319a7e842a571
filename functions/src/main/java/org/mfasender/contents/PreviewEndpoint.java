package org.mfasender.contents;

import java.util.UUID;
import org.mfasender.contents.ContentPreviewer.Preview;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.PurposeReader;

/** {@code GET …/contents/{contentId}/preview}: the text that Meta sends for a content now. */
public final class PreviewEndpoint {

    private final ContentPreviewer previewer;
    private final MetaAnswers answers;

    public PreviewEndpoint(ContentPreviewer previewer, MetaAnswers answers) {
        this.previewer = previewer;
        this.answers = answers;
    }

    public HttpResponse preview(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Purpose purpose = PurposeReader.read(request);
        UUID id = ContentPathReader.contentId(request);
        Preview preview =
                ContentRefusalResource.answering(() -> answers.to(() -> previewer.preview(environment, purpose, id)));
        return HttpResponse.ok(PreviewAnswer.of(environment, preview.content(), preview.template(), preview.text()));
    }
}

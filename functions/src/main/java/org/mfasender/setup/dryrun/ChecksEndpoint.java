package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MetaAnswers;

/**
 * {@code POST …/checks}: a dry run. Makes every check with the credentials of the request or, without a body, with the stored
 * ones. Stores nothing, starts nothing, and writes nothing at Meta.
 */
public final class ChecksEndpoint {

    private final QuestionReader questions;
    private final DryRun dryRun;
    private final MetaAnswers answers;
    private final Clock clock;

    public ChecksEndpoint(QuestionReader questions, DryRun dryRun, MetaAnswers answers, Clock clock) {
        this.questions = questions;
        this.dryRun = dryRun;
        this.answers = answers;
        this.clock = clock;
    }

    public HttpResponse check(HttpRequest request) {
        Instant now = clock.now();
        QuestionReader.Asked asked = questions.read(request, now);
        DryRun.Outcome outcome = answers.to(() -> dryRun.run(asked.question(), asked.wantedTemplates(), now));
        return new HttpResponse(200, DryRunAnswer.of(request.environmentId(), outcome), Map.of());
    }
}

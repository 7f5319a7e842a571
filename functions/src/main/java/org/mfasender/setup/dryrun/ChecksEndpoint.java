package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.CleanedAnswer;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.sender.SenderRequestReader;
import org.mfasender.sender.SenderRequestReader.PastedCheck;
import org.mfasender.setup.dryrun.Questions.Asked;
import org.mfasender.setup.dryrun.Questions.MessageOutlivesCode;
import org.mfasender.setup.dryrun.Questions.NoAccount;
import org.mfasender.setup.dryrun.Questions.NoCredentials;
import org.mfasender.setup.dryrun.Questions.Subject;
import org.mfasender.templates.TemplateOptionsReader;

/**
 * {@code POST …/checks}: a dry run. Makes every check with the values of the request, as far as they go, or, without a body,
 * with the stored ones. Stores nothing, starts nothing, and writes nothing at Meta.
 */
public final class ChecksEndpoint {

    private final Questions questions;
    private final DryRun dryRun;
    private final Clock clock;

    public ChecksEndpoint(Questions questions, DryRun dryRun, Clock clock) {
        this.questions = questions;
        this.dryRun = dryRun;
        this.clock = clock;
    }

    public HttpResponse check(HttpRequest request) {
        Instant now = clock.now();
        PastedCheck pasted = request.body().length == 0 ? null : SenderRequestReader.readCheck(request);
        Asked asked = asked(request.environmentId(), pasted, now);
        List<CleanedAnswer> cleaned = pasted == null ? List.of() : pasted.cleaned();
        DryRun.Outcome outcome = dryRun.run(asked.question(), asked.wantedTemplates(), asked.bound(), now);
        return new HttpResponse(200, DryRunAnswer.of(request.environmentId(), outcome, cleaned), Map.of());
    }

    private Asked asked(EnvironmentId id, @Nullable PastedCheck pasted, Instant now) {
        Subject subject = pasted == null ? questions.stored(id, now) : questions.given(id, pasted.request(), now);
        return switch (subject) {
            case Asked asked -> asked;
            case NoAccount none ->
                throw ApiException.notFound(
                        "This environment has no WhatsApp sender account: send the values to check in the body.");
            case NoCredentials none ->
                throw ApiException.notFound(
                        "No credentials are stored for this environment: send the values to check in the body.");
            case MessageOutlivesCode outlives ->
                throw ApiException.invalidData(400, TemplateOptionsReader.violations(outlives.purposes()));
        };
    }
}

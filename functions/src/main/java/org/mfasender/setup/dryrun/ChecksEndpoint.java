package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.CleanedAnswer;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.SenderRequestReader;
import org.mfasender.sender.SenderRequestReader.PastedCheck;
import org.mfasender.setup.dryrun.Questions.Asked;
import org.mfasender.setup.dryrun.Questions.MessageOutlivesCode;
import org.mfasender.setup.dryrun.Questions.NoAccount;
import org.mfasender.setup.dryrun.Questions.NoCredentials;
import org.mfasender.setup.dryrun.Questions.Subject;
import org.mfasender.setup.webhooks.WebhookCheck;
import org.mfasender.templates.TemplateOptionsReader;

/**
 * {@code POST …/checks}: a dry run. Makes every check with the values of the request, as far as they go, or, without a body,
 * with the stored ones. Stores nothing, starts nothing, and writes nothing at Meta.
 */
public final class ChecksEndpoint {

    private final Questions questions;
    private final DryRun dryRun;
    private final WebhookCheck webhooks;
    private final Clock clock;

    public ChecksEndpoint(Questions questions, DryRun dryRun, WebhookCheck webhooks, Clock clock) {
        this.questions = questions;
        this.dryRun = dryRun;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    public HttpResponse check(HttpRequest request) {
        Instant now = clock.now();
        PastedCheck pasted = request.body().length == 0 ? null : SenderRequestReader.readCheck(request);
        Asked asked = asked(request.environmentId(), pasted, now);
        List<CleanedAnswer> cleaned = pasted == null ? List.of() : pasted.cleaned();
        DryRun.Outcome outcome = dryRun.run(asked.question(), asked.wantedTemplates(), asked.bound(), now);
        DryRun.Outcome whole = outcome.adding(webhooks(asked, request.base(), outcome));
        return new HttpResponse(200, DryRunAnswer.of(request.environmentId(), whole, cleaned), Map.of());
    }

    private Check webhooks(Asked asked, String base, DryRun.Outcome outcome) {
        String account = asked.question().businessAccountId();
        Optional<Credentials> credentials = asked.question().credentials().whole();
        if (account == null || credentials.isEmpty()) {
            return Check.without(CheckName.WEBHOOKS_SUBSCRIBED, asked.question().missing());
        }
        return Stream.of(CheckName.APP_CREDENTIALS, CheckName.WABA_READABLE)
                .filter(name -> !outcome.hasPassed(name))
                .findFirst()
                .map(name -> Check.skipped(CheckName.WEBHOOKS_SUBSCRIBED, name))
                .orElseGet(() -> webhooks.look(
                        new WebhookCheck.Subject(base, account, asked.numbers(), credentials.get(), asked.webhooks())));
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

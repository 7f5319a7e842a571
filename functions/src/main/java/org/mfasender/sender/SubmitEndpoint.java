package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.CleanedAnswer;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.sender.SenderRequestReader.Pasted;
import org.mfasender.sender.Submission.Accepted;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Refuse;

/**
 * {@code PUT}: submits the request, and waits for the numbers if the caller prefers that. Answers 202 while they are being listed,
 * 200 when there is nothing to wait for.
 */
public final class SubmitEndpoint {

    private final Submitter submitter;
    private final AccountViews views;
    private final Waiting waiting;
    private final Clock clock;

    public SubmitEndpoint(Submitter submitter, AccountViews views, Waiting waiting, Clock clock) {
        this.submitter = submitter;
        this.views = views;
        this.waiting = waiting;
        this.clock = clock;
    }

    public HttpResponse submit(HttpRequest request) {
        Duration patience = Waiting.patience(request.header("prefer"));
        Pasted pasted = SenderRequestReader.readPasted(request);
        SenderAccount account = accepted(request.environmentId(), pasted.request());
        return patience.isZero()
                ? answer(account, pasted.cleaned(), Map.of())
                : answer(
                        waiting.forNumbers(account, patience),
                        pasted.cleaned(),
                        Map.of("Preference-Applied", "wait=" + patience.toSeconds()));
    }

    private SenderAccount accepted(EnvironmentId environment, SenderRequest wanted) {
        Decision decision = submitter.submit(environment, wanted, clock.now());
        return switch (decision) {
            case Accepted accepted -> accepted.account();
            case Refuse refuse -> throw SubmissionResource.refused(refuse.refusal());
        };
    }

    private HttpResponse answer(SenderAccount account, List<CleanedAnswer> cleaned, Map<String, String> headers) {
        Instant now = clock.now();
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Location", SenderAnswer.path(account));
        SenderAnswer answer = SenderAnswer.of(views.of(account).asSeenAt(now), cleaned);
        return new HttpResponse(Waiting.isOver(account, now) ? 200 : 202, answer, all);
    }
}

package org.mfasender.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
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
        SenderAccount account = accepted(request);
        return patience.isZero()
                ? answer(account, Map.of())
                : answer(
                        waiting.forNumbers(account, patience),
                        Map.of("Preference-Applied", "wait=" + patience.toSeconds()));
    }

    private SenderAccount accepted(HttpRequest request) {
        Decision decision = submitter.submit(request.environmentId(), SenderRequestReader.read(request), clock.now());
        return switch (decision) {
            case Accepted accepted -> accepted.account();
            case Refuse refuse -> throw SubmissionResource.refused(refuse.refusal());
        };
    }

    private HttpResponse answer(SenderAccount account, Map<String, String> headers) {
        Instant now = clock.now();
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Location", SenderAnswer.path(account));
        SenderAnswer answer = SenderAnswer.of(views.of(account).asSeenAt(now));
        return new HttpResponse(Waiting.isOver(account, now) ? 200 : 202, answer, all);
    }
}

package org.mfasender.sender;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.CleanedAnswer;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.sender.SenderRequestReader.Pasted;
import org.mfasender.sender.Submission.Accepted;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Refuse;
import org.mfasender.sender.Submission.Start;
import org.mfasender.sender.Waiting.Patience;

/**
 * {@code PUT}: submits the request, and waits for the numbers as {@link Waiting} says. Answers 202 while they are being listed, 200
 * when there is nothing to wait for.
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
        Instant received = request.receivedAt().orElseGet(clock::now);
        Pasted pasted = SenderRequestReader.readPasted(request);
        Accepted accepted = accepted(request, pasted.request());
        Patience patience =
                Waiting.patience(request.header("prefer"), accepted instanceof Start start && !start.recorded());
        return answer(
                waiting.forNumbers(accepted.account(), patience.longest(), received),
                pasted.cleaned(),
                patience.applied() == null ? Map.of() : Map.of("Preference-Applied", patience.applied()));
    }

    private Accepted accepted(HttpRequest request, SenderRequest wanted) {
        Decision decision = submitter.submit(request.environmentId(), wanted, request.base(), clock.now());
        return switch (decision) {
            case Accepted accepted -> accepted;
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

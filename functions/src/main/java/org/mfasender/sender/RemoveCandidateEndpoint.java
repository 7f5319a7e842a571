package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.CandidateRemover.Discard;

/** {@code DELETE …/candidate}: discards what is being tried beside what works; the answer is the account without it. */
public final class RemoveCandidateEndpoint {

    private final CandidateRemover remover;
    private final AccountViews views;
    private final Clock clock;

    public RemoveCandidateEndpoint(CandidateRemover remover, AccountViews views, Clock clock) {
        this.remover = remover;
        this.views = views;
        this.clock = clock;
    }

    public HttpResponse remove(HttpRequest request) {
        Instant now = clock.now();
        return switch (remover.discard(new Discard(request.caller(), request.environmentId()), now)) {
            case DISCARDED ->
                HttpResponse.ok(SenderAnswer.of(views.find(request.environmentId())
                        .orElseThrow(ApiException::noAccount)
                        .asSeenAt(now)));
            case NO_ACCOUNT -> throw ApiException.noAccount();
            case NO_CANDIDATE ->
                throw ApiException.notFound("This account has no candidate: what was submitted last is in use.");
            case NOTHING_ELSE ->
                throw ApiException.invalidData(
                        409,
                        List.of(new Violation(
                                        Violation.Code.CONSTRAINT_VIOLATION,
                                        "candidate",
                                        "This account has nothing but what is being verified: correct it, or delete the account.")
                                .withApiHint("Correct it with PUT.")));
        };
    }
}

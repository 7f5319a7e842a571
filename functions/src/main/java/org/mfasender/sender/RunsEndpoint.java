package org.mfasender.sender;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.ConnectionRunner.Outcome;
import org.mfasender.sender.ConnectionRunner.Unwanted;
import org.mfasender.sender.ConnectionRunner.Wanted;
import org.mfasender.sender.run.StepName;

/**
 * {@code POST …/runs}: runs what works once more, as a whole or from the step that the body names as {@code firstStep}; answers 202.
 * {@code DELETE …/runs/{generation}}: cancels a run. The answer of both is the account.
 */
public final class RunsEndpoint {

    private static final String FIRST_STEP = "firstStep";

    private final ConnectionRunner runner;
    private final AccountViews views;
    private final Clock clock;

    public RunsEndpoint(ConnectionRunner runner, AccountViews views, Clock clock) {
        this.runner = runner;
        this.views = views;
        this.clock = clock;
    }

    public HttpResponse start(HttpRequest request) {
        StepName first = firstStep(request);
        SenderAccount account = done(runner.run(new Wanted(request.caller(), request.environmentId(), first)));
        return new HttpResponse(202, answer(account), Map.of("Location", SenderAnswer.path(account)));
    }

    public HttpResponse cancel(HttpRequest request) {
        SenderAccount account =
                done(runner.cancel(new Unwanted(request.caller(), request.environmentId(), generation(request))));
        return HttpResponse.ok(answer(account));
    }

    private SenderAnswer answer(SenderAccount account) {
        return SenderAnswer.of(views.of(account).asSeenAt(clock.now()));
    }

    private static StepName firstStep(HttpRequest request) {
        if (request.body().length == 0) {
            return StepName.VALIDATE;
        }
        MemberReader body = MemberReader.ofBody(request);
        String text = body.text(FIRST_STEP);
        @Nullable StepName step = text == null ? null : StepName.parse(text).orElse(null);
        if (text != null && step == null) {
            body.fault(Violation.values(
                    FIRST_STEP,
                    "There is no such step.",
                    Stream.of(StepName.values()).map(StepName::toString).toList()));
        }
        // One that is misspelled would run every step.
        body.refuseUnknown(List.of(FIRST_STEP), Set.of(), "A run has no such member.");
        body.refuseFaults();
        return step == null ? StepName.VALIDATE : step;
    }

    private static long generation(HttpRequest request) {
        String text = request.pathVariable("generation");
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw noRun();
        }
        return Long.parseLong(text);
    }

    private static SenderAccount done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> done.account();
            case Outcome.NoAccount none -> throw ApiException.noAccount();
            case Outcome.NoRun none -> throw noRun();
            case Outcome.NothingWorks nothing ->
                throw conflict(
                        "environmentId",
                        "The credentials of this account were not accepted yet: correct them.",
                        "Send PUT .../whatsApp.");
            case Outcome.CandidateRuns runs ->
                throw conflict(
                        "candidate",
                        "What was submitted last is still being verified: wait for it, or discard it.",
                        "Send DELETE .../whatsApp/candidate to discard it.");
            case Outcome.StepsMissing missing ->
                throw conflict(
                        FIRST_STEP,
                        "A step before " + missing.first() + " has not succeeded: begin with that one.",
                        "Send the request without firstStep to run every step.");
            case Outcome.TooSoon soon -> throw ApiException.tooManyRuns(soon.remaining());
        };
    }

    private static ApiException noRun() {
        return ApiException.notFound(Violation.invalid(
                        "generation", "This account has no run with this number, or a newer one has superseded it.")
                .withApiHint("GET .../whatsApp shows its runs as provisioning.generation."));
    }

    private static ApiException conflict(String target, String message, String hint) {
        return ApiException.invalidData(
                409, List.of(new Violation(Violation.Code.CONSTRAINT_VIOLATION, target, message).withApiHint(hint)));
    }
}

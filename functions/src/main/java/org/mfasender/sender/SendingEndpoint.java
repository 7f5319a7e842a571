package org.mfasender.sender;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.SendingTurner.Turn;

/**
 * {@code …/sending}: an operator stops an account from sending, lets it send again, or says which numbers send beside the selected one.
 * Nothing is deleted or verified for it.
 */
public final class SendingEndpoint {

    private static final int LONGEST_REASON = 200;

    private final SenderStore store;
    private final SendingTurner turner;
    private final Clock clock;

    public SendingEndpoint(SenderStore store, SendingTurner turner, Clock clock) {
        this.store = store;
        this.turner = turner;
        this.clock = clock;
    }

    public HttpResponse read(HttpRequest request) {
        return answer(store.findAccount(request.environmentId()));
    }

    public HttpResponse turn(HttpRequest request) {
        MemberReader body = MemberReader.ofBody(request);
        Boolean enabled = enabled(body);
        String reason = reason(body);
        List<String> further = FurtherNumbersResource.read(body);
        body.refuseFaults();
        Turn turn =
                new Turn(request.caller(), request.environmentId(), Objects.requireNonNull(enabled), reason, further);
        try {
            return answer(turner.turn(turn, clock.now()));
        } catch (FurtherNumbersRefusedException e) {
            throw FurtherNumbersResource.refused(e);
        }
    }

    private static @Nullable Boolean enabled(MemberReader body) {
        if (body.lacks("enabled")) {
            body.fault(Violation.required("enabled", "Say whether the account may send: true or false."));
        }
        return body.flag("enabled");
    }

    private static @Nullable String reason(MemberReader body) {
        String reason = body.text("reason");
        if (reason != null && reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
            body.fault(Violation.invalid("reason", "The reason has at most " + LONGEST_REASON + " characters."));
        }
        return reason;
    }

    private static HttpResponse answer(Optional<SenderAccount> account) {
        return HttpResponse.ok(SendingAnswer.of(account.orElseThrow(ApiException::noAccount)));
    }
}

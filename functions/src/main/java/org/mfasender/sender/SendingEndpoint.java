package org.mfasender.sender;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;

/** {@code …/sending}: an operator stops an account from sending, or lets it send again. Nothing is deleted or verified for it. */
public final class SendingEndpoint {

    private static final int LONGEST_REASON = 200;

    private final SenderStore store;
    private final Clock clock;

    public SendingEndpoint(SenderStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public HttpResponse read(HttpRequest request) {
        return answer(store.findAccount(request.environmentId()));
    }

    public HttpResponse turn(HttpRequest request) {
        MemberReader body = MemberReader.ofBody(request);
        Boolean enabled = enabled(body);
        String reason = reason(body);
        body.refuseFaults();
        EnvironmentId environment = request.environmentId();
        return answer(turned(environment, Objects.requireNonNull(enabled), reason, clock.now())
                .or(() -> store.findAccount(environment)));
    }

    /** The account as it is written; empty when there is none, or it is so already. */
    private Optional<SenderAccount> turned(
            EnvironmentId environment, boolean enabled, @Nullable String reason, Instant now) {
        return store.update(environment, account -> {
            SendingSwitch next = account.sending().turned(enabled, reason, now);
            return next.equals(account.sending()) ? Optional.empty() : Optional.of(account.withSending(next, now));
        });
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

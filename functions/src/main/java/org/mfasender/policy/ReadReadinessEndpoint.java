package org.mfasender.policy;

import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.sender.AccountViews;

/** {@code GET …/whatsApp/readiness}: whether WhatsApp may be enabled as an MFA method, for which purposes and locales, and why not. */
public final class ReadReadinessEndpoint {

    private final AccountViews views;
    private final Clock clock;

    public ReadReadinessEndpoint(AccountViews views, Clock clock) {
        this.views = views;
        this.clock = clock;
    }

    public HttpResponse read(HttpRequest request) {
        return views.find(request.environmentId())
                .map(view -> Readiness.of(view.asSeenAt(clock.now())))
                .map(readiness -> HttpResponse.ok(ReadinessAnswer.of(request.environmentId(), readiness)))
                .orElseThrow(ApiException::noAccount);
    }
}

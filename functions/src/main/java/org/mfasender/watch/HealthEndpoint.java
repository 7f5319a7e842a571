package org.mfasender.watch;

import java.time.Instant;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;

/** {@code GET …/whatsApp/health}: how the connection stood when it was last checked; Meta is not asked. */
public final class HealthEndpoint {

    private final SenderStore senders;
    private final Clock clock;

    public HealthEndpoint(SenderStore senders, Clock clock) {
        this.senders = senders;
        this.clock = clock;
    }

    public HttpResponse read(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Instant now = clock.now();
        SenderAccount account = senders.findAccount(environment)
                .map(found -> found.asSeenAt(now))
                .orElseThrow(ApiException::noAccount);
        return HttpResponse.ok(HealthAnswer.of(account));
    }
}

package org.mfasender.sender;

import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.sender.Remover.Removal;
import org.mfasender.sender.Remover.Removed;

/** {@code DELETE}: removes the account; the answer says what stays at Meta. */
public final class RemoveSenderEndpoint {

    private final Remover remover;
    private final Unsubscriber unsubscriber;
    private final Clock clock;

    public RemoveSenderEndpoint(Remover remover, Unsubscriber unsubscriber, Clock clock) {
        this.remover = remover;
        this.unsubscriber = unsubscriber;
        this.clock = clock;
    }

    public HttpResponse remove(HttpRequest request) {
        Removed removed = remover.remove(
                        new Removal(request.caller(), request.environmentId()), unsubscriber, clock.now())
                .orElseThrow(ApiException::noAccount);
        return new HttpResponse(200, RemovalAnswer.of(removed), Map.of());
    }
}

package org.mfasender.webhooks;

import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;

/** {@code GET /v1/webhooks/{appId}}: Meta asks whether somebody who knows the verify token has entered this address. */
public final class HandshakeEndpoint {

    private static final int LONGEST_CHALLENGE = 1_024;

    private final VerifyTokens tokens;

    public HandshakeEndpoint(VerifyTokens tokens) {
        this.tokens = tokens;
    }

    public HttpResponse verify(HttpRequest request) {
        boolean subscribes =
                request.query("hub.mode").filter("subscribe"::equals).isPresent();
        boolean knows = request.query("hub.verify_token")
                .filter(token -> tokens.matches(request.pathVariable("appId"), token))
                .isPresent();
        return request.query("hub.challenge")
                .filter(challenge -> subscribes && knows && challenge.length() <= LONGEST_CHALLENGE)
                .map(HttpResponse::plainText)
                .orElseThrow(() -> ApiException.invalidRequest(
                        403,
                        Violation.invalid(
                                "hub.verify_token",
                                "This is not the verify token of the app. GET .../whatsApp/webhooks shows it.")));
    }
}

package org.mfasender.policy;

import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;

/** {@code GET …/whatsApp/readiness}: whether WhatsApp may be enabled as an MFA method, for which purposes and locales, and why not. */
public final class ReadReadinessEndpoint {

    private final ReadinessReader reader;

    public ReadReadinessEndpoint(ReadinessReader reader) {
        this.reader = reader;
    }

    public HttpResponse read(HttpRequest request) {
        return reader.find(request.environmentId())
                .map(readiness -> HttpResponse.ok(ReadinessAnswer.of(request.environmentId(), readiness)))
                .orElseThrow(ApiException::noAccount);
    }
}

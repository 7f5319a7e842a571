package org.mfasender.sender;

import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;

/**
 * {@code GET} of the environment itself. PingOne's Terraform provider asks for it when a request was refused, and says that the
 * environment does not exist, instead of why, when it is not found.
 */
public final class ReadEnvironmentEndpoint {

    /** Answers for every environment that the caller may use, with an account or without one. */
    public HttpResponse read(HttpRequest request) {
        return HttpResponse.ok(EnvironmentAnswer.of(request.environmentId()));
    }
}

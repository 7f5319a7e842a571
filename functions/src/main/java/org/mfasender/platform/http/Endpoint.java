package org.mfasender.platform.http;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers one request. Its environment, where the path names one, is the caller's.
     *
     * @throws ApiException to answer with an error
     */
    HttpResponse answer(HttpRequest request);
}

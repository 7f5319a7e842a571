package org.mfasender.platform.http;

import java.util.HashMap;
import java.util.Map;

/**
 * The routes of one function, by the key that the gateway matched, such as {@code GET /v1/environments/{environmentId}/templates}. A
 * raw path may begin with a stage or a mapping, so it decides nothing but how an unknown route is answered: 405 on a path that has
 * other methods, else 404. A final slash that the gateway matched to no route is redirected away.
 */
public final class Routes {

    private final Map<String, Endpoint> endpoints = new HashMap<>();

    public Routes get(ApiPath path, Endpoint endpoint) {
        return with("GET", path, endpoint);
    }

    public Routes post(ApiPath path, Endpoint endpoint) {
        return with("POST", path, endpoint);
    }

    public Routes put(ApiPath path, Endpoint endpoint) {
        return with("PUT", path, endpoint);
    }

    public Routes delete(ApiPath path, Endpoint endpoint) {
        return with("DELETE", path, endpoint);
    }

    private Routes with(String method, ApiPath path, Endpoint endpoint) {
        path.routes().forEach(route -> endpoints.put(method + " " + route, endpoint));
        return this;
    }

    HttpResponse answer(HttpRequest request) {
        Endpoint endpoint = endpoints.get(request.routeKey());
        if (endpoint != null && request.hasNoFurtherPath()) {
            return endpoint.answer(request);
        }
        ApiPath path = ApiPath.of(request.path())
                .orElseThrow(() ->
                        ApiException.notFound("There is nothing at this path; docs/openapi.yaml lists the paths."));
        if (request.path().endsWith("/") && path.has(request.method())) {
            return new HttpResponse(308, null, Map.of("Location", request.urlWithoutFinalSlash()));
        }
        throw ApiException.methodNotAllowed(path.methods());
    }
}

package org.mfasender.platform.http;

import java.util.HashMap;
import java.util.Map;

/** The routes of one function. A request of any other route is answered 405 on a path that has other methods, else 404. */
public final class Routes {

    private record Route(String method, ApiPath path) {}

    private final Map<Route, Endpoint> endpoints = new HashMap<>();

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
        endpoints.put(new Route(method, path), endpoint);
        return this;
    }

    HttpResponse answer(HttpRequest request) {
        ApiPath path = ApiPath.of(request.path())
                .orElseThrow(
                        () -> ApiException.notFound("This path does not exist. docs/openapi.yaml lists the paths."));
        Endpoint endpoint = endpoints.get(new Route(request.method(), path));
        if (endpoint == null) {
            throw ApiException.methodNotAllowed(path.methods());
        }
        return endpoint.answer(request);
    }
}

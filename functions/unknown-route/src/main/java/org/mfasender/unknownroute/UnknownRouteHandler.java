package org.mfasender.unknownroute;

import java.util.Map;
import org.mfasender.http.ApiException;
import org.mfasender.http.ApiPath;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;

/** Everything that no other route takes: 405 on a path that has other methods, else 404, with the usual error body. */
public final class UnknownRouteHandler extends HttpFunction {

    public UnknownRouteHandler() {
        this(System.getenv());
    }

    public UnknownRouteHandler(Map<String, String> variables) {
        super(variables);
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        throw ApiPath.of(request.path())
                .map(path -> ApiException.methodNotAllowed(path.methods()))
                .orElseGet(() ->
                        ApiException.notFound("There is nothing at this path; docs/openapi.yaml lists the paths."));
    }
}

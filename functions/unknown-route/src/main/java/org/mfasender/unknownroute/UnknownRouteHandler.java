package org.mfasender.unknownroute;

import java.util.Map;
import java.util.regex.Pattern;
import org.mfasender.http.ApiException;
import org.mfasender.http.HttpFunction;
import org.mfasender.http.HttpRequest;
import org.mfasender.http.HttpResponse;

/** Everything that no other route takes: 405 on a path that has other methods, else 404, with the usual error body. */
public final class UnknownRouteHandler extends HttpFunction {

    private static final Pattern SENDER =
            Pattern.compile("/v1/environments/[^/]+/notificationsSettings/instantMessagingDeliverySettings/whatsApp");

    private static final Pattern CHECKS = Pattern.compile(SENDER + "/checks");

    public UnknownRouteHandler() {
        this(System.getenv());
    }

    public UnknownRouteHandler(Map<String, String> variables) {
        super(variables);
    }

    @Override
    protected HttpResponse handle(HttpRequest request) {
        if (SENDER.matcher(request.path()).matches()) {
            throw ApiException.methodNotAllowed("GET, PUT, DELETE");
        }
        if (CHECKS.matcher(request.path()).matches()) {
            throw ApiException.methodNotAllowed("POST");
        }
        throw ApiException.notFound("There is nothing at this path; docs/openapi.yaml lists the paths.");
    }
}

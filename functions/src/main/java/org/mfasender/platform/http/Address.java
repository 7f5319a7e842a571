package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the client reached the API. The gateway says so; {@code Forwarded} and its like are the client's, and say nothing. */
final class Address {

    private static final String VERSION = "/v1/";
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private Address() {}

    /** What every path of the API comes after: its origin and a stage or mapping; empty when the event does not say. */
    static String base(APIGatewayV2HTTPEvent event) {
        String path = new HttpRequest(event).path();
        int version = path.indexOf(VERSION);
        return origin(event) + (version < 0 ? "" : path.substring(0, version));
    }

    /** Scheme and host; empty when the event does not say. */
    static String origin(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(RequestContext::getDomainName)
                .map(domain -> LOOPBACK.matcher(domain).matches() ? local(event, domain) : "https://" + domain)
                .orElse("");
    }

    /** A system on this machine has a port, which only the client names. */
    private static String local(APIGatewayV2HTTPEvent event, String domain) {
        return "http://"
                + new HttpRequest(event)
                        .header("host")
                        .filter(host -> LOOPBACK.matcher(host).matches())
                        .orElse(domain);
    }
}

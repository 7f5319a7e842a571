package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Gzip;
import org.mfasender.platform.json.Json;

/**
 * An answer, with a JSON body or none. It is never cached.
 *
 * @param body a record written for the wire; null for none
 * @param headers a {@code Location} may be a path of the API
 */
public record HttpResponse(int status, @Nullable Object body, Map<String, String> headers) {

    private static final int WORTH_COMPRESSING = 8 * 1024;

    /** A body that is text and no JSON. */
    private record PlainText(String text) {}

    /** Done, with nothing to report. */
    public static final HttpResponse NO_CONTENT = new HttpResponse(204, null, Map.of());

    public static HttpResponse ok(Object body) {
        return new HttpResponse(200, body, Map.of());
    }

    /** Answers a text as it is. */
    public static HttpResponse plainText(String text) {
        return new HttpResponse(200, new PlainText(text), Map.of());
    }

    /** Not the body, which may hold what belongs to the caller alone. */
    @Override
    public String toString() {
        return "HttpResponse[" + status + "]";
    }

    /** @param base what comes before each path of the API */
    APIGatewayV2HTTPResponse encode(boolean gzip, String base) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.computeIfPresent("Location", (name, location) -> location.startsWith("/") ? base + location : location);
        all.put("Cache-Control", "no-store");
        APIGatewayV2HTTPResponse.APIGatewayV2HTTPResponseBuilder response =
                APIGatewayV2HTTPResponse.builder().withStatusCode(status).withHeaders(all);
        if (body instanceof PlainText plain) {
            all.put("Content-Type", "text/plain; charset=utf-8");
            all.put("X-Content-Type-Options", "nosniff");
            response.withBody(plain.text());
        } else if (body != null) {
            all.put("Content-Type", "application/json");
            all.put("Vary", "Accept-Encoding");
            String text = Json.write(body, Map.of(Links.BASE, base));
            if (gzip && text.length() > WORTH_COMPRESSING) {
                all.put("Content-Encoding", "gzip");
                response.withBody(Base64.getEncoder().encodeToString(Gzip.compress(text)))
                        .withIsBase64Encoded(true);
            } else {
                response.withBody(text);
            }
        }
        return response.build();
    }
}

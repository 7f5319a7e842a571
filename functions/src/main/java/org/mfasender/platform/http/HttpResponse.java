package org.mfasender.platform.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.json.Json;

/**
 * An answer with a JSON body. Nothing that this system answers may be cached.
 *
 * @param body a record made for the wire; null when there is none
 */
public record HttpResponse(int status, @Nullable Object body, Map<String, String> headers) {

    /** Done, and there is nothing to say. */
    public static final HttpResponse NO_CONTENT = new HttpResponse(204, null, Map.of());

    APIGatewayV2HTTPResponse encode() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Cache-Control", "no-store");
        APIGatewayV2HTTPResponse.APIGatewayV2HTTPResponseBuilder response =
                APIGatewayV2HTTPResponse.builder().withStatusCode(status).withHeaders(all);
        if (body != null) {
            all.put("Content-Type", "application/json");
            response.withBody(Json.write(body));
        }
        return response.build();
    }
}

package org.mfasender.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer with a JSON body. Nothing that this system answers may be cached.
 *
 * @param body null when there is none
 */
public record HttpResponse(int status, @Nullable JsonNode body, Map<String, String> headers) {

    /** Done, and there is nothing to say. */
    public static final HttpResponse NO_CONTENT = new HttpResponse(204, null, Map.of());

    APIGatewayV2HTTPResponse encode() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Cache-Control", "no-store");
        APIGatewayV2HTTPResponse.APIGatewayV2HTTPResponseBuilder response =
                APIGatewayV2HTTPResponse.builder().withStatusCode(status).withHeaders(all);
        if (body != null) {
            all.put("Content-Type", "application/json");
            response.withBody(body.toString());
        }
        return response.build();
    }
}

package org.mfasender.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer with a JSON body. Nothing that this system answers may be cached. */
public record HttpResponse(int status, JsonNode body, Map<String, String> headers) {

    APIGatewayV2HTTPResponse encode() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        all.put("Cache-Control", "no-store");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body.toString())
                .build();
    }
}

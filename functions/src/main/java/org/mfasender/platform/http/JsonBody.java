package org.mfasender.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.platform.json.Json;

/** The body of a request, which has to be a JSON object. */
final class JsonBody {

    private JsonBody() {}

    /**
     * Reads the object.
     *
     * @throws ApiException 413, 415, or 400 when it is no JSON object
     */
    static JsonNode read(HttpRequest request, int mostKilobytes) {
        byte[] body = bytes(request, mostKilobytes);
        if (!request.hasMediaType("application/json")) {
            throw ApiException.invalidRequest(
                    415, Violation.invalid("Content-Type", "The content type must be application/json."));
        }
        JsonNode json = parse(body);
        if (json == null || !json.isObject()) {
            throw unreadable("The body must be a JSON object.");
        }
        return json;
    }

    /**
     * The bytes of a body of any kind.
     *
     * @throws ApiException 413
     */
    static byte[] bytes(HttpRequest request, int mostKilobytes) {
        byte[] body = request.body();
        if (body.length > mostKilobytes * 1024) {
            throw ApiException.invalidRequest(
                    413,
                    new Violation(
                            Code.SIZE_LIMIT_EXCEEDED, "body", "The body is larger than " + mostKilobytes + " KB."));
        }
        return body;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw unreadable("The body is not valid JSON" + where + ".");
        } catch (IOException e) {
            throw unreadable("The body is not valid UTF-8.");
        }
    }

    static ApiException unreadable(String message) {
        return ApiException.invalidRequest(400, Violation.invalid("body", message));
    }
}

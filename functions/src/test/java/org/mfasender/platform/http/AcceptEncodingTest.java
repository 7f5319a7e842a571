package org.mfasender.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.platform.http.Events.GOOD;
import static org.mfasender.platform.http.Events.put;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.LambdaContext;
import org.mfasender.platform.json.Json;

class AcceptEncodingTest {

    private static final int SIX_MEGABYTES = 6 * 1024 * 1024;

    private final LambdaContext context = new LambdaContext();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip                         | true
            GZIP                         | true
            gzip, deflate, br            | true
            deflate,br , gzip            | true
            gzip;q=1                     | true
            gzip;q=1.000                 | true
            gzip;q=0.001                 | true
            gzip ; Q=0.5                 | true
            *                            | true
            *;q=0.1                      | true
            identity;q=0, *              | true
            gzip, *;q=0                  | true
            ''                           | false
            ,                            | false
            identity                     | false
            br                           | false
            gzip;q=0                     | false
            gzip;q=0.000                 | false
            gzip;q=0, *                  | false
            *, gzip;q=0                  | false
            *;q=0                        | false
            br, *;q=0.0                  | false
            gzip;q=5                     | false
            gzip;q=1.5                   | false
            gzip;q=-1                    | false
            gzip;q=a                     | false
            gzip;level=9                 | false
            notgzip                      | false
            gzip2                        | false
            """)
    void theClientDecides(String acceptEncoding, boolean accepted) {
        assertThat(AcceptEncoding.admitsGzip(acceptEncoding)).isEqualTo(accepted);
    }

    @Test
    void aLongAnswerIsCompressedForAClientThatReadsIt() throws Exception {
        JsonNode body = body("für 📱 ".repeat(5_000));

        APIGatewayV2HTTPResponse response = answer(body, Map.of("Accept-Encoding", "gzip"));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getIsBase64Encoded()).isTrue();
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("Vary", "Accept-Encoding")
                .containsEntry("Cache-Control", "no-store");
        assertThat(response.getBody()).hasSizeLessThan(1_000);
        assertThat(Json.MAPPER.readTree(uncompressed(response))).isEqualTo(body);
    }

    @Test
    void aShortAnswerIsNot() throws Exception {
        assertIsPlain(answer(body("x".repeat(8_000)), Map.of("accept-encoding", "gzip")), body("x".repeat(8_000)));
    }

    @Test
    void aLongAnswerIsPlainForEveryOtherClient() throws Exception {
        JsonNode body = body("x".repeat(100_000));

        assertIsPlain(answer(body, Map.of()), body);
        assertIsPlain(answer(body, Map.of("accept-encoding", "gzip;q=0, *")), body);
        assertIsPlain(answer(body, Map.of("accept-encoding", " ")), body);
    }

    @Test
    void aLongRefusalIsCompressedAsWell() throws Exception {
        List<Violation> violations = Collections.nCopies(200, Violation.required("appId", "It is missing."));

        APIGatewayV2HTTPResponse response = answer(
                request -> {
                    throw ApiException.invalidData(400, violations);
                },
                Map.of("accept-encoding", "br, gzip"));

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(uncompressed(response)).path("details")).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "ü"})
    void anAnswerThatLambdaWouldRefuseAsksForCompression(String part) throws Exception {
        JsonNode body = body(part.repeat(SIX_MEGABYTES));

        APIGatewayV2HTTPResponse refused = answer(body, Map.of());
        APIGatewayV2HTTPResponse compressed = answer(body, Map.of("accept-encoding", "gzip"));

        JsonNode error = Json.MAPPER.readTree(refused.getBody());
        assertThat(refused.getStatusCode()).isEqualTo(406);
        assertThat(refused.getHeaders()).containsEntry("Vary", "Accept-Encoding");
        assertThat(error.path("code").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(error.path("message").asText()).contains("Accept-Encoding: gzip");
        assertThat(error.at("/details/0/target").asText()).isEqualTo("Accept-Encoding");
        assertThat(compressed.getStatusCode()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(uncompressed(compressed))).isEqualTo(body);
    }

    /** Quotes are escaped twice: in the body, and in what Lambda gets. */
    @ParameterizedTest
    @CsvSource({"x, 6_270_000, 200", "x, 6_280_000, 406", "'\"', 1_560_000, 200", "'\"', 1_570_000, 406"})
    void theWholeOfWhatLambdaGetsCounts(String part, String times, int status) throws Exception {
        APIGatewayV2HTTPResponse response =
                answer(body(part.repeat(Integer.parseInt(times.replace("_", "")))), Map.of());

        assertThat(response.getStatusCode()).isEqualTo(status);
        assertThat(Json.MAPPER.writeValueAsBytes(response)).hasSizeLessThan(6_291_556);
    }

    @Test
    void whatCannotBeCompressedEnoughIsAFault() throws Exception {
        byte[] noise = new byte[SIX_MEGABYTES];
        new Random(1).nextBytes(noise);

        APIGatewayV2HTTPResponse response =
                answer(body(Base64.getEncoder().encodeToString(noise)), Map.of("accept-encoding", "gzip"));

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(Json.MAPPER.readTree(response.getBody()).path("code").asText())
                .isEqualTo("UNEXPECTED_ERROR");
    }

    private static JsonNode body(String text) {
        return Json.MAPPER.createObjectNode().put("text", text);
    }

    private static void assertIsPlain(APIGatewayV2HTTPResponse response, JsonNode body) throws Exception {
        assertThat(response.getIsBase64Encoded()).isFalse();
        assertThat(response.getHeaders())
                .containsEntry("Vary", "Accept-Encoding")
                .doesNotContainKey("Content-Encoding");
        assertThat(Json.MAPPER.readTree(response.getBody())).isEqualTo(body);
    }

    private static String uncompressed(APIGatewayV2HTTPResponse response) throws Exception {
        byte[] compressed = Base64.getDecoder().decode(response.getBody());
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private APIGatewayV2HTTPResponse answer(JsonNode body, Map<String, String> headers) {
        return answer(request -> HttpResponse.ok(body), headers);
    }

    private APIGatewayV2HTTPResponse answer(Endpoint work, Map<String, String> headers) {
        HttpFunction function = new HttpFunction(Optional.empty(), new Routes().put(ApiPath.SENDER, work)) {};
        return function.answer(put(GOOD, headers), context);
    }
}

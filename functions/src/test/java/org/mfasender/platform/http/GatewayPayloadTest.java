package org.mfasender.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What functions read of the gateway's events, and write for it, beside what a mapper reads and writes. */
class GatewayPayloadTest {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** No function asks for them. */
    private static final Set<String> NOT_READ = Set.of(
            "cookies",
            "stageVariables",
            "accountId",
            "accessKey",
            "apiId",
            "callerId",
            "domainPrefix",
            "path",
            "principalOrgId",
            "protocol",
            "requestId",
            "requestContext.routeKey",
            "scopes",
            "sourceIp",
            "stage",
            "time",
            "userAgent",
            "userId",
            "version");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../events"))) {
            return files
                    .filter(file -> file.toString().endsWith(".json"))
                    .filter(GatewayPayloadTest::isOfTheGateway)
                    .toList()
                    .stream();
        }
    }

    private static boolean isOfTheGateway(Path file) {
        try {
            return MAPPER.readTree(file.toFile()).has("requestContext");
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anEventIsReadAsAMapperReadsIt(Path example) throws IOException {
        check(Files.readAllBytes(example));
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"requestContext\": null, \"headers\": null, \"pathParameters\": {}, \"body\": null}",
                "{\"requestContext\": {}, \"headers\": {}, \"body\": \"\", \"isBase64Encoded\": true}",
                "{\"requestContext\": {\"http\": null, \"authorizer\": {}}, \"headers\": {\"a\": null, \"b\": \"\"}}",
                "{\"requestContext\": {\"http\": {}, \"authorizer\": {\"jwt\": {\"claims\": {\"sub\": \"x\"}, \"scopes\": null}}}}",
                "{\"requestContext\": {\"authorizer\": {\"iam\": {\"userArn\": \"arn:aws:iam::123456789012:role/x\"}}}}",
                "{\"requestContext\": {\"authorizer\": {\"jwt\": {\"claims\": {\"exp\": 1767225600, \"ok\": true}}}}}",
                "{\"requestContext\": {\"timeEpoch\": 1767225600000, \"domainName\": \"a.example\"}, \"rawQueryString\": \"\"}"
            })
    void whatIsAbsentOrOfAnotherKindIsReadAsAMapperReadsIt(String event) throws IOException {
        check(event.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(byte[] event) throws IOException {
        JsonNode read = MAPPER.valueToTree(GatewayPayload.read(new ByteArrayInputStream(event)));
        JsonNode mapped = MAPPER.valueToTree(MAPPER.readValue(event, APIGatewayV2HTTPEvent.class));
        Set<String> missing = new TreeSet<>();
        compare("", read, mapped, missing);
        assertThat(NOT_READ).containsAll(missing);
    }

    /** Each member that was read is as in the other; those that only the other has are missing. */
    private static void compare(String name, JsonNode read, JsonNode mapped, Set<String> missing) {
        if (!mapped.isObject()) {
            assertThat(read).as(name).isEqualTo(mapped);
            return;
        }
        read.fieldNames()
                .forEachRemaining(member ->
                        assertThat(mapped.has(member)).as("%s.%s", name, member).isTrue());
        mapped.properties().forEach(member -> {
            if (read.has(member.getKey())) {
                compare(member.getKey(), read.get(member.getKey()), member.getValue(), missing);
            } else {
                missing.add(member.getKey().equals("routeKey") ? name + ".routeKey" : member.getKey());
            }
        });
    }

    @Test
    void anAnswerIsWrittenAsAMapperWritesIt() throws IOException {
        APIGatewayV2HTTPResponse.APIGatewayV2HTTPResponseBuilder answer = APIGatewayV2HTTPResponse.builder()
                .withStatusCode(202)
                .withHeaders(Map.of("Content-Type", "application/json", "Location", "/v1/\"quoted\""));

        for (APIGatewayV2HTTPResponse response : Set.of(
                answer.build(),
                answer.withBody("{\"a\": \"ü\\n\"}").build(),
                answer.withBody("H4sI").withIsBase64Encoded(true).build())) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            GatewayPayload.write(out, response);
            assertThat(MAPPER.readTree(out.toByteArray())).isEqualTo(MAPPER.valueToTree(response));
        }
    }
}

package org.mfasender.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mfasender.platform.http.Events.GOOD;
import static org.mfasender.platform.http.Events.put;
import static org.mfasender.platform.http.Events.utf8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;
import org.mfasender.sender.SenderRequest;
import org.mfasender.sender.SenderRequestReader;

/** Requests that cannot be read as JSON at all, and those that just can. */
class UnreadableRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "Application/JSON", "application/json; charset=utf-8", "application/json;a=b"
            })
    void theContentTypeIsJsonInAnySpelling(String type) {
        assertThat(read(put(GOOD, Map.of("content-type", type))).appId()).isEqualTo(Fixtures.APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "no JSON", "{\"a\": }", "{'a': 1}", "{\"a\": 1,}", "{} {}", "{\"a\": NaN}"})
    void aBodyThatIsNoJsonIsRefused(String body) {
        assertUnreadable(put(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"text\"", "[{}]"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertUnreadable(put(body));
    }

    @Test
    void duplicateMembersAreRefused() {
        assertUnreadable(put(GOOD.replace("{", "{\"appId\": \"1\", ")));
    }

    @Test
    void deepNestingIsRefused() {
        assertUnreadable(put("{\"a\": " + "[".repeat(8000) + "]".repeat(8000) + "}"));
    }

    @Test
    void invalidUtf8IsRefused() {
        assertUnreadable(put(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'}));
        assertUnreadable(put("{\"a\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aMissingBodyIsRefused() {
        APIGatewayV2HTTPEvent event = put(GOOD);
        event.setBody(null);

        assertUnreadable(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", " ", "json"})
    void anotherContentTypeIsRefused(String type) {
        ApiException refusal = refusal(put(GOOD, Map.of("content-type", type)));

        assertThat(refusal.status()).isEqualTo(415);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aMissingContentTypeIsRefused() {
        APIGatewayV2HTTPEvent event = put(GOOD);
        event.setHeaders(null);

        assertThat(refusal(event).status()).isEqualTo(415);
    }

    @Test
    void aBodyOf4MegabytesIsReadAndOneByteMoreIsRefused() {
        String padded = GOOD + " ".repeat(4 * 1024 * 1024 - utf8(GOOD).length);

        assertThat(read(put(padded)).appId()).isEqualTo(Fixtures.APP);
        assertThat(refusal(put(padded + " ")).status()).isEqualTo(413);
        assertThat(refusal(put(utf8(padded + " "))).status()).isEqualTo(413);
    }

    private static void assertUnreadable(APIGatewayV2HTTPEvent event) {
        ApiException refusal = refusal(event);

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.violations()).extracting(Violation::target).containsExactly("body");
    }

    private static SenderRequest read(APIGatewayV2HTTPEvent event) {
        return SenderRequestReader.read(new HttpRequest(event));
    }

    private static ApiException refusal(APIGatewayV2HTTPEvent event) {
        return Objects.requireNonNull(catchThrowableOfType(ApiException.class, () -> read(event)));
    }
}

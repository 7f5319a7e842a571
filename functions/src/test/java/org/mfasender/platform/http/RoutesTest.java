package org.mfasender.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.Fixtures;

class RoutesTest {

    private static final String SENDER = ApiPath.SENDER.href(Fixtures.ENVIRONMENT);
    private static final String CONTENT =
            ApiPath.CONTENT.href(Fixtures.ENVIRONMENT, "strong_authentication", Fixtures.ENVIRONMENT);

    private final Routes routes = new Routes()
            .get(ApiPath.SENDER, request -> HttpResponse.ok("read"))
            .put(ApiPath.SENDER, request -> HttpResponse.ok("submitted"))
            .post(ApiPath.CHECKS, request -> HttpResponse.ok("checked"))
            .delete(ApiPath.CONTENT, request -> HttpResponse.ok("removed"));

    @Test
    void aRequestGoesToTheEndpointOfItsMethodAndPath() {
        assertThat(answer("GET", SENDER)).isEqualTo("read");
        assertThat(answer("PUT", SENDER)).isEqualTo("submitted");
        assertThat(answer("POST", SENDER + "/checks")).isEqualTo("checked");
        assertThat(answer("DELETE", CONTENT)).isEqualTo("removed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PATCH | GET, PUT, DELETE
            POST  | GET, PUT, DELETE
            get   | GET, PUT, DELETE
            """)
    void anotherMethodIsAnsweredWithThoseThatThePathHas(String method, String allow) {
        ApiException refused = refusal(method, SENDER);

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refused.headers()).containsExactly(Map.entry("Allow", allow));
    }

    /** The gateway sends it elsewhere; {@code Allow} names it, because the path has it. */
    @Test
    void aMethodOfAnotherFunctionIsNotAnsweredHere() {
        ApiException refused = refusal("GET", CONTENT);

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers()).containsExactly(Map.entry("Allow", "GET, PUT, DELETE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stage", "/mapping/of/a/custom/domain"})
    void aPrefixOfThePathDoesNotMatter(String prefix) {
        HttpRequest request = request("GET " + ApiPath.SENDER.template(), "GET", prefix + SENDER);

        assertThat(routes.answer(request).body()).isEqualTo("read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1", "/v1/environments", "/v2/environments/1/templates"})
    void anUnknownPathIsNotFound(String path) {
        assertNotFound(path);
    }

    @Test
    void moreOrLessThanAPathIsNotFound() {
        assertNotFound(SENDER + "//");
        assertNotFound(SENDER + "/checks/1");
        assertNotFound("/stage" + SENDER);
        assertNotFound(SENDER.substring(1));
    }

    @Test
    void aFinalSlashIsTheSamePath() {
        HttpRequest request = request("PUT " + ApiPath.SENDER.template() + "/{slash+}", "PUT", SENDER + "/");

        assertThat(routes.answer(request).body()).isEqualTo("submitted");
    }

    @Test
    void whatComesAfterAPathIsNotIt() {
        APIGatewayV2HTTPEvent event = event("GET " + ApiPath.SENDER.template() + "/{slash+}", "GET", SENDER + "/more/");
        event.setPathParameters(Map.of("slash", "more/"));

        assertThat(refused(Events.request(event)).status()).isEqualTo(404);
    }

    /** Should a gateway not match a greedy variable that is empty, the client is sent to the path that it matches. */
    @Test
    void aFinalSlashThatNoRouteMatchesIsRedirectedAway() {
        APIGatewayV2HTTPEvent event = event("$default", "PUT", SENDER + "/");
        event.setRawQueryString("a=b%20c");
        event.getRequestContext().setDomainName("sender.example.com");

        HttpResponse response = routes.answer(Events.request(event));

        assertThat(response.status()).isEqualTo(308);
        assertThat(response.headers()).containsEntry("Location", "https://sender.example.com" + SENDER + "?a=b%20c");
    }

    @Test
    void anotherMethodOfAPathWithAFinalSlashIsAnsweredWithThoseThatThePathHas() {
        assertThat(refusal("PATCH", SENDER + "/").headers()).containsExactly(Map.entry("Allow", "GET, PUT, DELETE"));
    }

    private void assertNotFound(String path) {
        ApiException refused = refusal("GET", path);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refused.headers()).isEmpty();
    }

    private Object answer(String method, String path) {
        return Objects.requireNonNull(routes.answer(request(method, path)).body());
    }

    private ApiException refusal(String method, String path) {
        return refused(request(method, path));
    }

    private ApiException refused(HttpRequest request) {
        return Objects.requireNonNull(catchThrowableOfType(ApiException.class, () -> routes.answer(request)));
    }

    /** The gateway matches a route by method and path, and hands everything else to the default route. */
    private static HttpRequest request(String method, String path) {
        String route = ApiPath.of(path)
                .filter(known -> List.of(known.methods().split(", ")).contains(method))
                .map(known -> method + " " + known.template())
                .orElse("$default");
        return request(route, method, path);
    }

    private static HttpRequest request(String route, String method, String path) {
        return Events.request(event(route, method, path));
    }

    private static APIGatewayV2HTTPEvent event(String route, String method, String path) {
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(route)
                .withRawPath(path)
                .withRequestContext(RequestContext.builder()
                        .withHttp(
                                RequestContext.Http.builder().withMethod(method).build())
                        .build())
                .build();
    }
}

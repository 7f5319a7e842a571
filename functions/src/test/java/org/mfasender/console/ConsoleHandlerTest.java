package org.mfasender.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.LambdaContext;
import org.mfasender.functions.ConsoleHandler;
import org.mfasender.platform.Sha256;

/** The page's files as a browser gets them. */
class ConsoleHandlerTest {

    private static final ConsoleHandler HANDLER = new ConsoleHandler(Map.of());
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\":]+)\"");
    private static final Path SOURCES = Path.of("src/main/console");

    /** What index.html names. */
    static List<String> files() {
        return REFERENCE
                .matcher(get("index.html").getBody())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void thePageIsThreeFilesOfWhichItNamesTwoByTheirContent() {
        assertThat(files())
                .hasSize(2)
                .allSatisfy(name -> assertThat(name).matches("[a-z-]+\\.[0-9a-f]{16}\\.(js|css)"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aNamedFileMayBeKeptForEver(String name) {
        APIGatewayV2HTTPResponse response = get(name);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders())
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable")
                .containsEntry("Vary", "Accept-Encoding")
                .containsEntry(
                        "Content-Type",
                        name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8");
        assertThat(name).contains(Sha256.of(response.getBody()).substring(0, 16));
    }

    @Test
    void theScriptIsWhole() {
        assertThat(get(script()).getBody())
                .doesNotContainPattern("(?m)^(import|export) ")
                .doesNotContain("from './")
                .doesNotContainPattern("(?m)^ */\\*")
                .contains("render(html`<${Page} />`, document.body);");
    }

    private static String script() {
        return files().stream()
                .filter(name -> name.startsWith("main."))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePageIsAskedForEachTimeAndAnsweredOnceOnly() {
        APIGatewayV2HTTPResponse first = get("index.html");
        String tag = first.getHeaders().getOrDefault("ETag", "");

        assertThat(first.getHeaders())
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("Content-Type", "text/html; charset=utf-8");
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            APIGatewayV2HTTPResponse second = answer("GET", "index.html", Map.of("if-none-match", known));
            assertThat(second.getStatusCode()).as(known).isEqualTo(304);
            assertThat(second.getBody()).isNull();
            assertThat(second.getHeaders()).containsEntry("ETag", tag).containsEntry("Cache-Control", "no-cache");
        }
        assertThat(answer("GET", "index.html", Map.of("if-none-match", "\"other\""))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsCompressedForWhoeverReadsThat(String name) throws IOException {
        APIGatewayV2HTTPResponse compressed = answer("GET", name, Map.of("accept-encoding", "gzip, br"));

        assertThat(compressed.getHeaders()).containsEntry("Content-Encoding", "gzip");
        assertThat(compressed.getIsBase64Encoded()).isTrue();
        assertThat(unzipped(compressed)).isEqualTo(get(name).getBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://auth.example.com/as"})
    void theFirstLoadIsSmall(String issuer) {
        ConsoleHandler handler = new ConsoleHandler(
                issuer.isEmpty()
                        ? Map.of()
                        : Map.of("TOKEN_ISSUER", issuer, "CONSOLE_CLIENT_ID", "console", "CONSOLE_SCOPE", "openid"));
        Map<String, String> accepting = Map.of("accept-encoding", "gzip");
        String page = answer(handler, "GET", "index.html", Map.of()).getBody();
        List<String> names =
                REFERENCE.matcher(page).results().map(found -> found.group(1)).toList();
        int bytes = Stream.concat(Stream.of("index.html"), names.stream())
                .map(name -> answer(handler, "GET", name, accepting))
                .mapToInt(response -> Base64.getDecoder().decode(response.getBody()).length)
                .sum();

        assertThat(names).hasSize(2);
        assertThat(bytes).isLessThan(60_000);
    }

    static Stream<APIGatewayV2HTTPResponse> answers() {
        return Stream.of(
                get("index.html"),
                get(files().getFirst()),
                get("nothing"),
                answer("GET", "index.html", Map.of("if-none-match", "*")),
                HANDLER.answer(event("GET", "/console", Map.of(), Map.of()), new LambdaContext()));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerRestrictsWhatTheBrowserDoes(APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getHeaders())
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
                .containsEntry("Strict-Transport-Security", "max-age=31536000");
        String policy = answer.getHeaders().getOrDefault("Content-Security-Policy", "");
        assertThat(policy.split("; ", -1))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "connect-src 'self'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'");
        assertThat(policy).doesNotContain("unsafe", "*", "http");
    }

    @Test
    void withASignInThePageKnowsItsIssuerAndMaySpeakToIt() {
        ConsoleHandler signingIn = new ConsoleHandler(Map.of(
                "TOKEN_ISSUER", "https://auth.example.com/a&b/as",
                "CONSOLE_CLIENT_ID", "console",
                "CONSOLE_SCOPE", "openid whatsapp-sender:administer"));

        APIGatewayV2HTTPResponse page = signingIn.answer(
                event("GET", "/console/index.html", Map.of("file", "index.html"), Map.of()), new LambdaContext());

        assertThat(page.getBody())
                .contains(
                        "name=\"sign-in-issuer\" content=\"https://auth.example.com/a&amp;b/as\"",
                        "name=\"sign-in-client\" content=\"console\"",
                        "name=\"sign-in-scope\" content=\"openid whatsapp-sender:administer\"");
        String script = REFERENCE
                .matcher(page.getBody())
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.startsWith("main."))
                .findFirst()
                .orElseThrow();
        assertThat(signingIn
                        .answer(
                                event("GET", "/console/" + script, Map.of("file", script), Map.of()),
                                new LambdaContext())
                        .getBody())
                .startsWith("globalThis.oidc = ")
                .doesNotContain("sourceMappingURL")
                .endsWith(get(script()).getBody());
        assertThat(page.getHeaders().getOrDefault("Content-Security-Policy", ""))
                .contains("connect-src 'self' https://auth.example.com;", "script-src 'self';");
        assertThat(get(script()).getBody()).doesNotContain("oidc = ");
    }

    @Test
    void nothingIsInline() {
        assertThat(get("index.html").getBody()).doesNotContain("<style", "style=", "onclick", "javascript:");
        assertThat(get("index.html").getBody().split("<script", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "style.css",
                "main.js",
                "lib/htm-preact.js",
                "sign-in.html",
                "main.js.gz",
                "../console/index.html",
                "../../functions/ConsoleHandler.class",
                "/etc/passwd",
                "index.html/",
                "INDEX.HTML",
                "PageFiles.class"
            })
    void whatThePageDoesNotNameIsNotThere(String name) {
        APIGatewayV2HTTPResponse response = get(name);

        assertThat(response.getStatusCode()).isEqualTo(404);
        assertThat(response.getBody()).isEqualTo("The page has no such file.");
        assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-cache");
    }

    @Test
    void aHeadIsAnsweredLikeAGetWithoutABody() {
        for (String name : List.of("index.html", "nothing", files().getFirst())) {
            APIGatewayV2HTTPResponse get = get(name);
            APIGatewayV2HTTPResponse head = answer("HEAD", name, Map.of());
            assertThat(head.getStatusCode()).isEqualTo(get.getStatusCode());
            assertThat(head.getHeaders()).isEqualTo(get.getHeaders());
            assertThat(head.getBody()).isEmpty();
        }
    }

    @Test
    void theConsoleLeadsToThePage() {
        APIGatewayV2HTTPResponse response =
                HANDLER.answer(event("GET", "/console", Map.of(), Map.of()), new LambdaContext());

        assertThat(response.getStatusCode()).isEqualTo(301);
        assertThat(response.getHeaders()).containsEntry("Location", "console/index.html");
        assertThat(HANDLER.answer(event("GET", "/console/", Map.of(), Map.of()), new LambdaContext())
                        .getBody())
                .isEqualTo(get("index.html").getBody());
    }

    @Test
    void aLibraryIsTheOneWhoseChecksumIsWrittenDown() {
        assertThat(source("lib/README.md"))
                .contains(Sha256.of(source("lib/htm-preact.js")), Sha256.of(source("lib/oidc-client-ts.js")));
    }

    /** Joined, all modules have one top level. */
    @Test
    void noTwoModulesDeclareTheSameName() {
        String script = new ModuleJoiner(ConsoleHandlerTest::source).join("main.js");

        assertThat(Pattern.compile("(?m)^(?:async )?(?:function|const|class) (\\w+)")
                        .matcher(script)
                        .results()
                        .map(found -> found.group(1))
                        .toList())
                .hasSizeGreaterThan(50)
                .doesNotHaveDuplicates();
    }

    /** A sentence that is missing would only be noticed where it is needed. */
    @Test
    void everySentenceThatAModuleNamesIsThere() {
        String script = new ModuleJoiner(ConsoleHandlerTest::source).join("main.js");
        List<String> keys = Pattern.compile("(?m)^  '?([\\w.-]+)'?: '")
                .matcher(source("texts.js"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(Pattern.compile("\\btext\\('([^']+)'")
                        .matcher(script)
                        .results()
                        .map(found -> found.group(1)))
                .hasSizeGreaterThan(50)
                .isSubsetOf(keys);
    }

    private static String source(String name) {
        try {
            return Files.readString(SOURCES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static APIGatewayV2HTTPResponse get(String name) {
        return answer("GET", name, Map.of());
    }

    private static APIGatewayV2HTTPResponse answer(String method, String name, Map<String, String> headers) {
        return answer(HANDLER, method, name, headers);
    }

    private static APIGatewayV2HTTPResponse answer(
            ConsoleHandler handler, String method, String name, Map<String, String> headers) {
        return handler.answer(event(method, "/console/" + name, Map.of("file", name), headers), new LambdaContext());
    }

    private static APIGatewayV2HTTPEvent event(
            String method, String path, Map<String, String> variables, Map<String, String> headers) {
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withPathParameters(variables)
                .withHeaders(headers)
                .withRequestContext(RequestContext.builder()
                        .withHttp(
                                RequestContext.Http.builder().withMethod(method).build())
                        .build())
                .build();
    }

    private static String unzipped(APIGatewayV2HTTPResponse response) throws IOException {
        byte[] body = Base64.getDecoder().decode(response.getBody());
        return new String(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), UTF_8);
    }
}

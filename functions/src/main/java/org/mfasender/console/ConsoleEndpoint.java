package org.mfasender.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse.APIGatewayV2HTTPResponseBuilder;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.config.SignInSettings;
import org.mfasender.platform.http.HttpRequest;

/** Answers {@code GET} and {@code HEAD} of {@code /console} and of the files below it. */
public final class ConsoleEndpoint {

    private static final String FILE = "file";

    /** Beside the policy: nobody may frame the page, and no address of it leaves it. */
    private static final Map<String, String> SECURITY = Map.of(
            "X-Frame-Options",
            "DENY",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Strict-Transport-Security",
            "max-age=31536000",
            "Cross-Origin-Opener-Policy",
            "same-origin-allow-popups", // a sign-in during work
            "Cross-Origin-Resource-Policy",
            "same-origin");

    /** Names with a hash never mean anything else. The browser asks for index.html each time, and mostly hears that it is unchanged. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final String ASK_FIRST = "no-cache";

    private final PageFiles files;
    private final String policy;

    /** @param signIn empty when the page needs none, or has none */
    public ConsoleEndpoint(Optional<SignInSettings> signIn) {
        this.files = new PageFiles(signIn);
        this.policy = policy(signIn.map(SignInSettings::issuer));
    }

    /** What a browser lets the page do: use its own files, the HTTP API that it comes from, and the issuer. Nothing in it is inline. */
    private static String policy(Optional<URI> issuer) {
        String connections = "connect-src 'self'"
                + issuer.map(uri -> " " + uri.getScheme() + "://" + uri.getRawAuthority())
                        .orElse("");
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; " + connections
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
    }

    /** The file, {@code 304} when the client has it, {@code 404} for anything else; {@code /console} leads to the page. */
    public APIGatewayV2HTTPResponse answer(HttpRequest request) {
        String name = request.pathVariable(FILE);
        if (name.isEmpty() && !request.path().endsWith("/")) {
            return response(301)
                    .withHeaders(headers(ASK_FIRST, Map.of("Location", "console/" + PageFiles.INDEX)))
                    .build();
        }
        return files.find(name.isEmpty() ? PageFiles.INDEX : name)
                .map(file -> file(request, file))
                .orElseGet(() -> response(404)
                        .withHeaders(headers(ASK_FIRST, Map.of("Content-Type", "text/plain; charset=utf-8")))
                        .withBody(bodyFor(request, "The page has no such file."))
                        .build());
    }

    private APIGatewayV2HTTPResponse file(HttpRequest request, PageFile file) {
        boolean page = file.type().startsWith("text/html");
        String tag = "\"" + file.hash() + "\"";
        Map<String, String> headers =
                new HashMap<>(headers(page ? ASK_FIRST : FOR_EVER, Map.of("ETag", tag, "Vary", "Accept-Encoding")));
        if (isKnown(request.header("If-None-Match"), tag)) {
            return response(304).withHeaders(headers).build();
        }
        headers.put("Content-Type", file.type());
        if (request.acceptsGzip()) {
            headers.put("Content-Encoding", "gzip");
            return response(200)
                    .withHeaders(headers)
                    .withBody(bodyFor(request, file.compressed()))
                    .withIsBase64Encoded(true)
                    .build();
        }
        return response(200)
                .withHeaders(headers)
                .withBody(bodyFor(request, file.text()))
                .build();
    }

    /** Tags are compared weakly, as a cache on the way may have weakened them. Source: RFC 9110, 13.1.2. */
    private static boolean isKnown(Optional<String> known, String tag) {
        return known.filter(tags -> tags.strip().equals("*") || tags.contains(tag))
                .isPresent();
    }

    private static String bodyFor(HttpRequest request, String body) {
        return request.method().equals("HEAD") ? "" : body;
    }

    private Map<String, String> headers(String caching, Map<String, String> others) {
        Map<String, String> headers = new HashMap<>(SECURITY);
        headers.put("Content-Security-Policy", policy);
        headers.put("Cache-Control", caching);
        headers.putAll(others);
        return headers;
    }

    private static APIGatewayV2HTTPResponseBuilder response(int status) {
        return APIGatewayV2HTTPResponse.builder().withStatusCode(status);
    }
}

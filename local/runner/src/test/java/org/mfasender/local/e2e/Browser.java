package org.mfasender.local.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.mfasender.local.browser.Chromium;
import org.mfasender.local.browser.DevTools;

/** A headless Chromium with one page. It looks for elements as a person does: by what they say. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern REPLACED =
            Pattern.compile("navigated or closed|Cannot find context|context was destroyed");
    private static final int WIDE = 1280;

    private final Chromium chromium;
    private final DevTools page;
    private boolean offline;

    private Browser(Chromium chromium) {
        this.chromium = chromium;
        this.page = chromium.page();
    }

    /** The browser's program; empty when there is none. */
    static Optional<Path> program() {
        return Chromium.program();
    }

    static Browser start(Path program, Path profile) throws IOException, InterruptedException {
        Browser browser = new Browser(Chromium.start(program, profile));
        browser.size(WIDE);
        return browser;
    }

    /** The width of the window in CSS pixels. */
    void size(int width) {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    }

    /** Shows everything so many times as large in the window of a computer. */
    void enlarge(int times) {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", WIDE / times, "height", 900 / times, "deviceScaleFactor", times, "mobile", false));
    }

    /** {@code light} or {@code dark}. */
    void scheme(String scheme) {
        media("prefers-color-scheme", scheme);
    }

    /** Wishes of the person, by the names of media features and their values in turn; those that are not named have no value. */
    void media(String... features) {
        List<Map<String, String>> wishes = IntStream.range(0, features.length / 2)
                .mapToObj(i -> Map.of("name", features[2 * i], "value", features[2 * i + 1]))
                .toList();
        page.call("Emulation.setEmulatedMedia", Map.of("features", wishes));
    }

    /** The person's time zone, for pages that are opened from now on; empty for that of this machine. */
    void zone(String zone) {
        page.call("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
    }

    /** Takes the network away or gives it back; returns when the page's requests notice, which is later than the browser says. */
    void offline(boolean wanted) {
        if (wanted != offline) {
            page.call(
                    "Network.emulateNetworkConditions",
                    Map.of("offline", wanted, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
            offline = wanted;
            await(
                    wanted ? "requests fail" : "requests are answered",
                    "fetch('/v1/environments/none').then(() => " + !wanted + ", () => " + wanted + ")");
        }
    }

    /** Answers requests of a method below a path with an error, as a gateway or the API would. */
    void answer(String method, String pathPart, int status, Map<String, String> headers, String body) {
        page.on("Fetch.requestPaused", paused -> {
            String id = paused.path("requestId").asText();
            JsonNode request = paused.path("request");
            boolean meant = request.path("method").asText().equals(method)
                    && request.path("url").asText().contains(pathPart);
            if (meant) {
                List<Map<String, String>> all = headers.entrySet().stream()
                        .map(header -> Map.of("name", header.getKey(), "value", header.getValue()))
                        .toList();
                String encoded = Base64.getEncoder().encodeToString(body.getBytes(UTF_8));
                page.call(
                        "Fetch.fulfillRequest",
                        Map.of("requestId", id, "responseCode", status, "responseHeaders", all, "body", encoded));
            } else {
                page.call("Fetch.continueRequest", Map.of("requestId", id));
            }
        });
        page.call("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", "*/v1/*"))));
    }

    /** Lets requests below a path reach the server, and loses its answers. */
    void loseAnswers(String pathPart) {
        page.on(
                "Fetch.requestPaused",
                paused -> page.call(
                        "Fetch.failRequest",
                        Map.of("requestId", paused.path("requestId").asText(), "errorReason", "ConnectionReset")));
        intercept(pathPart, "Response");
    }

    /** Leaves requests below a path without an answer. */
    void neverAnswer(String pathPart) {
        page.on("Fetch.requestPaused", paused -> {});
        intercept(pathPart, "Request");
    }

    private void intercept(String pathPart, String stage) {
        page.call(
                "Fetch.enable",
                Map.of("patterns", List.of(Map.of("urlPattern", "*/v1/*" + pathPart, "requestStage", stage))));
    }

    /** Requests reach the server again. */
    void answerNoMore() {
        page.call("Fetch.disable", Map.of());
    }

    void open(URI address) {
        page.call("Page.navigate", Map.of("url", "about:blank"));
        page.call("Page.navigate", Map.of("url", address.toString()));
    }

    /** The value of an expression in the page; a promise is awaited. */
    JsonNode evaluate(String expression) {
        JsonNode result = page.call(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        assertThat(result.has("exceptionDetails"))
                .as("%s: %s", expression, result.path("exceptionDetails"))
                .isFalse();
        return result.at("/result/value");
    }

    boolean is(String expression) {
        return evaluate("Promise.resolve(" + expression + ").then(Boolean)").asBoolean();
    }

    /** All that a person reads now. */
    String text() {
        return evaluate("document.body?.innerText").asText();
    }

    void awaitText(String wanted) {
        await("the page says \"" + wanted + "\"", "document.body?.innerText.includes(" + quoted(wanted) + ")");
    }

    void await(String what, String expression) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isNow(expression)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError(what + ", but it says: " + text());
            }
            pause();
        }
    }

    /** Not while the page is just being replaced by another one. */
    private boolean isNow(String expression) {
        try {
            return is(expression);
        } catch (IllegalStateException e) {
            if (REPLACED.matcher(String.valueOf(e.getMessage())).find()) {
                return false;
            }
            throw e;
        }
    }

    /** Types into the field of this label, in place of what is there. */
    void type(String label, String value) {
        String field = "document.getElementById([...document.querySelectorAll('label')].find(label => "
                + "label.offsetParent && label.textContent.trim().startsWith(" + quoted(label) + "))?.htmlFor)";
        await("there is the field " + label, field);
        evaluate(field + ".focus(), " + field + ".select()");
        press("Delete", 46);
        insert(value);
    }

    /** Types where the focus is. */
    void insert(String value) {
        page.call("Input.insertText", Map.of("text", value));
    }

    /** Presses the first button of this name that can be pressed. */
    void click(String name) {
        String button =
                "[...document.querySelectorAll('button, a, summary, label')].find(button => button.offsetParent "
                        + "&& !button.disabled && (button.getAttribute('aria-label') ?? button.textContent).trim().startsWith("
                        + quoted(name) + "))";
        await("there is the button " + name, button);
        evaluate(button + ".click()");
    }

    void press(String key, int code) {
        for (String type : List.of("keyDown", "keyUp")) {
            Map<String, Object> event =
                    new HashMap<>(Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
            if (key.equals("Enter")) {
                event.put("text", "\r");
            }
            page.call("Input.dispatchKeyEvent", event);
        }
    }

    /**
     * Errors on the browser's console: of scripts, of the policy and of files that are not there. What the API refuses is none: the
     * browser reports it as well, and the page explains it.
     */
    List<String> errors() {
        return page.events("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled").stream()
                .filter(event -> event.has("exceptionDetails")
                        || event.at("/entry/level").asText().equals("error")
                        || event.path("type").asText().equals("error"))
                .filter(event -> !(event.at("/entry/source").asText().equals("network")
                        && event.at("/entry/url").asText().contains("/v1/environments/")))
                .map(JsonNode::toString)
                .toList();
    }

    /** Forgets errors and requests. */
    void forget() {
        page.forgetEvents();
    }

    /** The requests so far, with address, method and body. */
    List<JsonNode> requests() {
        return page.events("Network.requestWillBeSent").stream()
                .map(event -> event.path("request"))
                .toList();
    }

    /** What axe finds that keeps people from using the page: the rule, and where. */
    List<String> barriers() {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            evaluate(new String(Objects.requireNonNull(axe).readAllBytes(), UTF_8) + "; 1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JsonNode violations =
                evaluate("axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations.flatMap("
                        + "rule => rule.nodes.map(node => rule.id + ': ' + node.html + ' ' + node.failureSummary)))");
        assertThat(violations.isArray()).isTrue();
        return violations.valueStream().map(JsonNode::asText).toList();
    }

    /** A picture of the whole page as a PNG. */
    byte[] picture() {
        return picture(true);
    }

    /** A picture of what is in the window. */
    byte[] view() {
        return picture(false);
    }

    private byte[] picture(boolean whole) {
        JsonNode picture = page.call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
        return Base64.getDecoder().decode(picture.path("data").asText());
    }

    static String quoted(String text) {
        try {
            return DevTools.JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        chromium.close();
    }
}

package org.mfasender.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.mfasender.local.browser.Chromium;
import org.mfasender.local.browser.DevTools;

/**
 * Visits of the page for administrators by somebody who was never there.
 *
 * @param bytes what came over the network for the page's own files, headers included
 * @param files how many these were
 * @param times from the request of the address until a person can enter values
 */
public record PageLoad(long bytes, int files, List<Duration> times) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Usable: the first field of the form, which appears with the first answer of the API. */
    private static final String USABLE = "Boolean(document.getElementById('field-appSecret'))";

    /** Visits so many times, each with an empty cache. */
    public static PageLoad measure(Path browser, URI system, int visits) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("page-load");
        try (Chromium chromium = Chromium.start(browser, Files.createDirectory(folder.resolve("profile")))) {
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < visits; i++) {
                chromium.page().call("Network.clearBrowserCache", Map.of());
                chromium.page().call("Page.navigate", Map.of("url", "about:blank"));
                chromium.page().forgetEvents();
                times.add(visit(chromium.page(), system + "/console/index.html#/environments/" + UUID.randomUUID()));
            }
            List<JsonNode> files = finished(chromium.page());
            long bytes = files.stream()
                    .mapToLong(file -> file.path("encodedDataLength").asLong())
                    .sum();
            return new PageLoad(bytes, files.size(), times);
        } finally {
            remove(folder);
        }
    }

    private static Duration visit(DevTools page, String address) throws InterruptedException {
        Instant begin = Instant.now();
        page.call("Page.navigate", Map.of("url", address));
        while (!page.call("Runtime.evaluate", Map.of("expression", USABLE))
                .at("/result/value")
                .asBoolean()) {
            if (Duration.between(begin, Instant.now()).compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("The page did not become usable");
            }
            Thread.sleep(2);
        }
        return Duration.between(begin, Instant.now());
    }

    /** The page's files of the last visit, without the API's answer. */
    private static List<JsonNode> finished(DevTools page) {
        List<String> requests = page.events("Network.responseReceived").stream()
                .filter(event -> event.at("/response/url").asText().contains("/console/"))
                .map(event -> event.path("requestId").asText())
                .toList();
        return page.events("Network.loadingFinished").stream()
                .filter(event -> requests.contains(event.path("requestId").asText()))
                .toList();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

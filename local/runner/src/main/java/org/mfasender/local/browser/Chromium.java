package org.mfasender.local.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process of a headless Chromium with one page. */
public final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--lang=en-US",
            "--remote-debugging-port=0");

    private final Process process;
    private final DevTools page;

    private Chromium(Process process, DevTools page) {
        this.process = process;
        this.page = page;
    }

    /** The browser's program, where Debian puts it; empty when there is none. */
    public static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with a profile, which is a folder of its own that exists; its log is beside that. */
    public static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--user-data-dir=" + profile));
        command.addAll(FLAGS);
        command.add("about:blank");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolveSibling("browser.log").toFile())
                .start();
        try {
            HttpClient http = HttpClient.newHttpClient();
            DevTools page = DevTools.connect(http, pageAddress(http, port(profile)));
            List.of("Page", "Runtime", "Log", "Network").forEach(domain -> page.call(domain + ".enable", Map.of()));
            return new Chromium(process, page);
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int port(Path profile) throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            if (Files.exists(file) && !Files.readString(file).isBlank()) {
                return Integer.parseInt(Files.readAllLines(file).getFirst());
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("The browser did not start");
    }

    private static URI pageAddress(HttpClient http, int port) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            for (JsonNode target : DevTools.JSON.readTree(
                    http.send(list, BodyHandlers.ofString()).body())) {
                if (target.path("type").asText().equals("page")) {
                    return URI.create(target.path("webSocketDebuggerUrl").asText());
                }
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("The browser has no page");
    }

    /** Its page. */
    public DevTools page() {
        return page;
    }

    /** Returns when all of the browser's processes have ended, since they write into the profile until then. */
    @Override
    public void close() {
        List<ProcessHandle> processes = process.descendants().toList();
        page.close();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(each -> each.onExit().join());
    }
}

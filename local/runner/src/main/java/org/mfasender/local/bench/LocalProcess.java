package org.mfasender.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mfasender.local.Main;

/** The local system in a JVM of its own, started as {@code ./mvnw -Plocal} does. */
public final class LocalProcess implements AutoCloseable {
    private static final Pattern HTTP_API = Pattern.compile("HTTP API +(\\S+).*");

    private final Process process;
    private final URI httpUri;
    private final Duration startTime;

    private LocalProcess(Process process, URI httpUri, Duration startTime) {
        this.process = process;
        this.httpUri = httpUri;
        this.startTime = startTime;
    }

    /**
     * Starts it on free ports and returns when it says that it answers.
     *
     * @param root folder of template.yaml
     * @throws IOException when it ends before that; the message is what it printed
     */
    public static LocalProcess start(Path root) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("local/runner/jvm.options"),
                "@" + root.resolve("local/servers.options"),
                "-Dproject.root=" + root,
                "-Dlocal.port=0",
                "-Dlocal.graph.port=0",
                "-Dlocal.services.port=0",
                "-classpath",
                System.getProperty("java.class.path"),
                Main.class.getName());
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        boolean ready = false;
        try {
            BufferedReader lines = process.inputReader();
            StringBuilder printed = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher address = HTTP_API.matcher(line);
                if (address.matches()) {
                    Duration startTime = Duration.ofNanos(System.nanoTime() - begin);
                    Thread.ofVirtual().start(() -> readOn(lines));
                    ready = true;
                    return new LocalProcess(process, URI.create(address.group(1)), startTime);
                }
                printed.append(line).append(System.lineSeparator());
            }
            throw new IOException("The local system did not start: " + printed);
        } finally {
            if (!ready) {
                process.destroyForcibly();
            }
        }
    }

    /** Or it would wait for somebody who does. */
    private static void readOn(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // It was ended.
        }
    }

    /** Base address of its HTTP API. */
    public URI httpUri() {
        return httpUri;
    }

    /** From the start of the JVM until it answered. */
    public Duration startTime() {
        return startTime;
    }

    /** Bytes of memory that it occupies; empty where the system does not tell as Linux does. */
    public OptionalLong residentBytes() {
        return ProcessUse.memory(process.toHandle(), "VmRSS");
    }

    /** Ends it and waits until it has ended. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

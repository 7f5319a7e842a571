package org.mfasender.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a process of this machine has used; memory as Linux writes it, classes of a JVM. */
final class ProcessUse {
    private static final Pattern LOADED =
            Pattern.compile("(?m)^(?:sun|java)\\.cls\\.(?:sharedLoadedClasses|loadedClasses)=(\\d+)$");

    private ProcessUse() {}

    /** Processor time of all its threads. The kernel counts hundredths of a second. */
    static Duration cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("The processor time of processes is not known here"));
    }

    /** Bytes that it occupies ({@code VmRSS}) or occupied at most ({@code VmHWM}); empty where there is no such file. */
    static OptionalLong memory(ProcessHandle process, String name) {
        Pattern line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$");
        try {
            return line.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")))
                    .results()
                    .mapToLong(found -> Long.parseLong(found.group(1)) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** How many classes a JVM has loaded, from files and from its archive. */
    static int loadedClasses(ProcessHandle process) throws IOException {
        Process jcmd = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "PerfCounter.print"))
                .redirectErrorStream(true)
                .start();
        try (var printed = jcmd.inputReader()) {
            return LOADED.matcher(printed.readAllAsString())
                    .results()
                    .map(MatchResult::group)
                    .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf('=') + 1)))
                    .sum();
        }
    }
}

package org.mfasender.firstaccount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * {@code ./mvnw -q -Pfirst-account}: see docs/first-account.md. Exit code 0 when nothing differed, 1 when something did, 2 when nothing
 * could be asked.
 */
final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(System.getProperty("project.root", "."));
        int exitCode = 2;
        try {
            Settings settings = Settings.read(System.getenv(), folder, Instant.now());
            exitCode = run(settings);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("A file cannot be read or written: " + e.getMessage());
        } catch (SdkException e) {
            System.err.println("AWS cannot be asked for the stack: check region, credentials and STACK_NAME. "
                    + e.getClass().getSimpleName());
        }
        System.exit(exitCode);
    }

    private static int run(Settings settings) throws IOException, InterruptedException {
        try (Aws aws = Aws.ofThisMachine()) {
            List<Finding> findings = new FirstAccount(settings, aws, System.out::println).run();
            System.out.println(FirstAccount.summary(findings) + ". Transcript: " + settings.transcript());
            return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.DIFFERENT) ? 1 : 0;
        }
    }
}

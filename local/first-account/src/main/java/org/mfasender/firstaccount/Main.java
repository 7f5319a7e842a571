package org.mfasender.firstaccount;

import java.io.IOException;
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
        try (Aws aws = Aws.ofThisMachine()) {
            Path folder = Path.of(System.getProperty("project.root", "."));
            Settings settings = Settings.read(System.getenv(), folder, Instant.now());
            List<Finding> findings = new FirstAccount(settings, aws, System.out::println).run();
            System.out.println(FirstAccount.summary(findings) + ". Transcript: " + settings.transcript());
            System.exit(findings.stream().anyMatch(finding -> finding.verdict() == Verdict.DIFFERENT) ? 1 : 0);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        } catch (IOException e) {
            System.err.println("A file cannot be read or written: " + e.getMessage());
        } catch (SdkException e) {
            System.err.println("AWS cannot be asked for the stack: check region, credentials and STACK_NAME. "
                    + e.getClass().getSimpleName());
        }
        System.exit(2);
    }
}

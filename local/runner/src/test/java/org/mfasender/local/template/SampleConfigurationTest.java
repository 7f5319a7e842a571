package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/samconfig.example.toml} can be deployed as it is. */
class SampleConfigurationTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final Pattern PARAMETER = Pattern.compile("^ {2}\"(\\w+)=(.*)\",$", Pattern.MULTILINE);

    @Test
    void theTemplateTakesIt() throws IOException {
        Map<String, String> given = given();

        assertThat(given).hasSizeGreaterThan(10);
        assertThatCode(() ->
                        Template.read(ROOT.resolve("template.yaml"), given, new Surroundings(URI.create("http://x"))))
                .doesNotThrowAnyException();
    }

    /** Lambda keeps 100 unreserved of an account's concurrency, 1,000 by default. */
    @Test
    void itsSharesOfConcurrencyFit() throws IOException {
        Map<String, Integer> share = new TreeMap<>();
        given().forEach((name, value) -> {
            if (name.endsWith("Concurrency")) {
                share.put(name, Integer.valueOf(value));
            }
        });

        assertThat(share)
                .containsOnlyKeys(
                        "StepConcurrency", "WaitConcurrency", "ReadConcurrency", "SendConcurrency", "HookConcurrency");
        int steps = 3;
        int waiting = 4;
        assertThat(share.values().stream().mapToInt(Integer::intValue).sum()
                        + share.getOrDefault("StepConcurrency", 0) * (steps - 1)
                        + share.getOrDefault("WaitConcurrency", 0) * (waiting - 1))
                .isLessThanOrEqualTo(900);
    }

    private static Map<String, String> given() throws IOException {
        Map<String, String> given = new TreeMap<>();
        PARAMETER
                .matcher(Files.readString(ROOT.resolve("docs/samconfig.example.toml")))
                .results()
                .forEach(result -> given.put(result.group(1), result.group(2)));
        return given;
    }
}

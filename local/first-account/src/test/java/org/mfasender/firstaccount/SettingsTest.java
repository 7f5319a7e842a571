package org.mfasender.firstaccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final String ENVIRONMENT = "3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f";
    private static final Map<String, String> LEAST = Map.of("STACK_NAME", "sender", "ENVIRONMENT_ID", ENVIRONMENT);

    @TempDir
    private Path folder;

    @Test
    void aStackAndAnEnvironmentAreEnough() throws Exception {
        Settings settings = read(LEAST);

        assertThat(settings.meta().real()).isFalse();
        assertThat(settings.keep()).isFalse();
        assertThat(settings.recipient()).isNull();
        assertThat(settings.transcript()).isEqualTo(folder.resolve("first-account-20261126-101530.md"));
    }

    @Test
    void theFileCountsMoreThanTheEnvironment() throws Exception {
        Path file = folder.resolve("settings");
        Files.writeString(file, """
                # secrets
                STACK_NAME = from-the-file
                ENVIRONMENT_ID=%s
                API_TOKEN=abc=
                RECIPIENT=
                """.formatted(ENVIRONMENT));

        Settings settings = read(Map.of("FIRST_ACCOUNT_FILE", file.toString(), "STACK_NAME", "from-the-environment"));

        assertThat(settings.stackName()).isEqualTo("from-the-file");
        assertThat(settings.apiToken()).isEqualTo(new Secret("abc="));
        assertThat(settings.recipient()).isNull();
    }

    @Test
    void whatIsMissingOrWrongIsNamedWithoutItsValue() {
        assertThatThrownBy(() -> read(Map.of("ENVIRONMENT_ID", ENVIRONMENT))).hasMessageContaining("STACK_NAME");
        assertThatThrownBy(() -> read(Map.of("STACK_NAME", "sender", "ENVIRONMENT_ID", "my-secret")))
                .hasMessageContaining("ENVIRONMENT_ID")
                .hasMessageNotContaining("my-secret");
        assertThatThrownBy(() -> read(Map.of(
                        "STACK_NAME", "sender", "ENVIRONMENT_ID", ENVIRONMENT, "META_ACCESS_TOKEN", "EAAmySecret")))
                .hasMessageContaining("META_WABA_ID")
                .hasMessageNotContaining("EAAmySecret");
    }

    @Test
    void noSecretIsPrinted() throws Exception {
        Settings settings = read(Map.of(
                "STACK_NAME", "sender",
                "ENVIRONMENT_ID", ENVIRONMENT,
                "API_TOKEN", "canary-api",
                "META_WABA_ID", "1",
                "META_APP_ID", "2",
                "META_ACCESS_TOKEN", "canary-token",
                "META_APP_SECRET", "canary-secret",
                "RECIPIENT", "canary-number"));

        assertThat(settings.toString()).doesNotContain("canary");
    }

    private Settings read(Map<String, String> values) throws Exception {
        return Settings.read(values, folder, Instant.parse("2026-11-26T10:15:30Z"));
    }
}

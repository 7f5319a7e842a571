package org.mfasender.copyaccounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final UUID ENVIRONMENT = UUID.fromString("3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f");
    private static final Map<String, String> NEEDED =
            Map.of("SOURCE_TABLE", "restored", "TARGET_TABLE", "accounts", "STACK_NAME", "sender");

    @Test
    void copiesEverythingThatIsMissingUnlessSaidOtherwise() {
        assertThat(Settings.read(NEEDED))
                .isEqualTo(new Settings("restored", "accounts", "sender", List.of(), false, false));
    }

    @Test
    void readsNamedEnvironments() {
        Settings settings =
                read(Map.of("ENVIRONMENT_IDS", " " + ENVIRONMENT + ", ", "REPLACE", "true", "COPY_ENCRYPTED", "true"));

        assertThat(settings.environments()).containsExactly(ENVIRONMENT);
        assertThat(settings.replace()).isTrue();
        assertThat(settings.encrypted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCE_TABLE, '', SOURCE_TABLE is missing",
        "STACK_NAME, ' ', STACK_NAME is missing",
        "TARGET_TABLE, restored, are the same",
        "REPLACE, yes, REPLACE is neither true nor false",
        "REPLACE, true, REPLACE needs ENVIRONMENT_IDS",
        "COPY_ENCRYPTED, 1, COPY_ENCRYPTED is neither",
        "ENVIRONMENT_IDS, all, ENVIRONMENT_IDS is not a list"
    })
    void namesWhatIsWrong(String name, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static Settings read(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(NEEDED);
        variables.putAll(more);
        return Settings.read(variables);
    }
}

package org.mfasender.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {

    private final Variables variables = new Variables(Map.of(
            "TABLE_NAME", "accounts",
            "GRAPH_URL", "https://graph.facebook.com",
            "WAIT", "900",
            "LOCALES", "en, de ,pt-BR",
            "BLANK", " "));

    @Test
    void variablesAreReadInTheirTypes() {
        assertThat(variables.text("TABLE_NAME")).isEqualTo("accounts");
        assertThat(variables.uri("GRAPH_URL")).isEqualTo(URI.create("https://graph.facebook.com"));
        assertThat(variables.number("WAIT")).isEqualTo(900);
        assertThat(variables.seconds("WAIT")).isEqualTo(Duration.ofMinutes(15));
        assertThat(variables.list("LOCALES")).containsExactly("en", "de", "pt-BR");
    }

    @Test
    void aMissingOrBlankVariableFailsByItsName() {
        assertThatThrownBy(() -> variables.text("MISSING")).hasMessageContaining("MISSING");
        assertThatThrownBy(() -> variables.text("BLANK")).hasMessageContaining("BLANK");
        assertThat(variables.optional("BLANK")).isEmpty();
    }

    @Test
    void aNumberThatIsNoneFailsByItsName() {
        assertThatThrownBy(() -> variables.number("TABLE_NAME")).hasMessageContaining("TABLE_NAME");
    }

    @Test
    void clientsNeedARegion() {
        Configuration configuration =
                new Configuration(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "simulatedKey"));

        assertThatThrownBy(configuration::aws).hasMessageContaining("AWS_REGION");
    }
}

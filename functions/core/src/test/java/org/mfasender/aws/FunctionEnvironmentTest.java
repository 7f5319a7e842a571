package org.mfasender.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionEnvironmentTest {

    private final FunctionEnvironment environment = new FunctionEnvironment(Map.of(
            "TABLE_NAME", "accounts",
            "GRAPH_URL", "https://graph.facebook.com",
            "WAIT", "900",
            "LOCALES", "en, de ,pt-BR",
            "BLANK", " "));

    @Test
    void variablesAreReadInTheirTypes() {
        assertThat(environment.text("TABLE_NAME")).isEqualTo("accounts");
        assertThat(environment.uri("GRAPH_URL")).isEqualTo(URI.create("https://graph.facebook.com"));
        assertThat(environment.number("WAIT")).isEqualTo(900);
        assertThat(environment.seconds("WAIT")).isEqualTo(Duration.ofMinutes(15));
        assertThat(environment.list("LOCALES")).containsExactly("en", "de", "pt-BR");
    }

    @Test
    void aMissingOrBlankVariableFailsByItsName() {
        assertThatThrownBy(() -> environment.text("MISSING")).hasMessageContaining("MISSING");
        assertThatThrownBy(() -> environment.text("BLANK")).hasMessageContaining("BLANK");
        assertThat(environment.optional("BLANK")).isEmpty();
    }

    @Test
    void aNumberThatIsNoneFailsByItsName() {
        assertThatThrownBy(() -> environment.number("TABLE_NAME")).hasMessageContaining("TABLE_NAME");
    }

    @Test
    void clientsNeedARegion() {
        AwsClients clients = new AwsClients(
                new FunctionEnvironment(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "simulatedKey")));

        assertThatThrownBy(clients::dynamoDb).hasMessageContaining("AWS_REGION");
    }
}

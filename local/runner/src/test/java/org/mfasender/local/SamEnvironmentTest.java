package org.mfasender.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mfasender.local.template.FunctionDefinition;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.Template;

/** {@code local/sam-env.json} gives functions that {@code sam local} runs the variables that the local system gives them. */
class SamEnvironmentTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    /** Docker's name for the machine, and the services' port on it. */
    private static final String SERVICES = "http://host.docker.internal:" + StartOptions.SERVICES_PORT;

    @Test
    void namesEveryVariableWithItsLocalValue() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (FunctionDefinition function : template().functions()) {
            function.environment()
                    .forEach((name, value) -> assertThat(expected.put(name, value))
                            .as("%s: one file holds a value for all functions", name)
                            .isIn(null, value));
        }
        expected.put("SERVICES_URL", SERVICES);

        assertThat(samEnvironment()).containsExactlyEntriesOf(expected);
    }

    private static Template template() {
        Map<String, String> parameters = new HashMap<>(LocalOptions.of(ROOT).parameters());
        parameters.put("GraphUrl", SERVICES);
        return Template.read(
                ROOT.resolve("template.yaml"), parameters, new Surroundings(URI.create("http://127.0.0.1:3000")));
    }

    private static Map<String, String> samEnvironment() throws IOException {
        TypeReference<TreeMap<String, TreeMap<String, String>>> type = new TypeReference<>() {};
        return new ObjectMapper()
                .readValue(ROOT.resolve("local/sam-env.json").toFile(), type)
                .getOrDefault("Parameters", new TreeMap<>());
    }
}

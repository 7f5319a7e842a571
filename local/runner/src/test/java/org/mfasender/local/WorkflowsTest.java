package org.mfasender.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others provide for a build or a release is pinned by its content, and a workflow may do no more than it does. */
class WorkflowsTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsAreNamedByTheHashOfACommitAndTheirVersion(Path workflow) throws IOException {
        assertThat(Files.readAllLines(workflow))
                .filteredOn(line -> line.contains("uses:"))
                .isNotEmpty()
                .allMatch(line -> line.matches(" +(- )?uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowReadsUnlessAJobNamesMore(Path workflow) throws IOException {
        assertThat(Files.readString(workflow)).containsOnlyOnce("\npermissions:\n  contents: read\n\n");
    }

    @Test
    void mavenAndWhatItLoadsHaveChecksums() throws IOException {
        Properties wrapper = new Properties();
        wrapper.load(Files.newBufferedReader(ROOT.resolve(".mvn/wrapper/maven-wrapper.properties")));

        assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
        assertThat(Files.readAllLines(ROOT.resolve(".mvn/maven.config"))).contains("--strict-checksums");
    }
}

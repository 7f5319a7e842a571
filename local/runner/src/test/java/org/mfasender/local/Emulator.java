package org.mfasender.local;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Somebody else's AWS: LocalStack in a container of the image {@code -Demulator.image}, or whatever answers at
 * {@code -Demulator.endpoint}, which must be empty: a fresh start of it.
 *
 * @param endpoint of all services
 * @param description for a person
 */
record Emulator(URI endpoint, String description) {

    /** Whether this run of the tests is the one with an emulator. */
    static final boolean WANTED = System.getProperty("services", "local").equals("emulator");

    private static final String ENDPOINT = System.getProperty("emulator.endpoint", "");
    private static final String IMAGE = System.getProperty("emulator.image", "");
    private static final Optional<String> WHY_NOT = reason();

    /** Why there is none; empty when there is one. */
    static Optional<String> whyNot() {
        return WHY_NOT;
    }

    /** Starts it, or finds the one that runs. A container ends with the JVM. */
    static Emulator start() {
        if (!ENDPOINT.isBlank()) {
            return new Emulator(URI.create(ENDPOINT), "the emulator at " + ENDPOINT);
        }
        // Testcontainers' reaper removes it; it lives as long as the JVM, like all that the tests share.
        @SuppressWarnings("resource")
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack"))
                // events: its Step Functions sends each execution to EventBridge, as AWS's does.
                .withServices("dynamodb", "secretsmanager", "stepfunctions", "events");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return new Emulator(container.getEndpoint(), IMAGE + " at " + container.getEndpoint());
    }

    /** The options with these services in place of local ones. */
    LocalOptions insteadOfLocalServices(LocalOptions options) {
        LocalOptions changed = options;
        for (LocalService service :
                List.of(LocalService.DYNAMODB, LocalService.SECRETS_MANAGER, LocalService.STEP_FUNCTIONS)) {
            changed = changed.withElsewhere(service, endpoint);
        }
        return changed;
    }

    private static Optional<String> reason() {
        if (!WANTED || !ENDPOINT.isBlank()) {
            return Optional.empty();
        }
        String missing = missing();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String reason = "SKIPPED: the end-to-end tests on an emulator of AWS need " + missing
                + ", or -Demulator.endpoint=http://...";
        System.out.println(reason);
        return Optional.of(reason);
    }

    /** What a container would need; empty when everything is there. */
    private static String missing() {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return "Docker";
            }
            new RemoteDockerImage(DockerImageName.parse(IMAGE)).get();
            return "";
        } catch (ContainerFetchException e) {
            return "an image that Docker cannot get (" + e.getMessage() + ")";
        }
    }
}

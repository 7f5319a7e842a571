package org.mfasender.local.e2e;

import java.net.URI;
import java.util.UUID;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Starts executions as a person does in the Step Functions console: with an environment alone, under any name. */
final class Console {

    private final LocalSystem system;
    private final SfnClient stepFunctions;

    Console(LocalSystem system) {
        this.system = system;
        URI endpoint = system.endpoint(LocalService.STEP_FUNCTIONS);
        this.stepFunctions = SfnClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    Run start(UUID environment, String name) {
        return startWith("{\"environmentId\": \"" + environment + "\"}", name + "-" + UUID.randomUUID());
    }

    Run startWith(String input, String name) {
        String arn = stepFunctions
                .startExecution(request -> request.stateMachineArn(system.stateMachineArn())
                        .name(name)
                        .input(input))
                .executionArn();
        return new Run(stepFunctions, arn);
    }
}

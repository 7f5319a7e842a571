package org.mfasender.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.template.StateMachineDefinition;
import org.mfasender.local.template.Surroundings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.GetActivityTaskResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Makes the state machine at an emulator that cannot run the functions' code, and connects it with the real handlers in this JVM: the
 * Resource of its {@code lambda:invoke} tasks becomes an activity, AWS's way to let work be done anywhere, and a worker answers each
 * task as Lambda's Invoke does. Nothing else of the file is changed, and the worker knows no step.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html">Activities</a>
 */
final class StepsAsActivities implements SharedLocalSystem.Emulation {

    private static final String INVOKE = "arn:aws:states:::lambda:invoke";
    /** GetActivityTask answers after 60 s when there is no task. */
    private static final Duration LONGER_THAN_A_POLL = Duration.ofSeconds(70);

    private static final int POLLERS = 2;
    /** Quotas of SendTaskFailure. */
    private static final int LONGEST_ERROR = 256;

    private static final int LONGEST_CAUSE = 32_768;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalSystem system;
    private final SfnClient stepFunctions;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private StepsAsActivities(LocalSystem system, Emulator emulator) {
        this.system = system;
        this.stepFunctions = SfnClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.of(Surroundings.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .socketTimeout(LONGER_THAN_A_POLL)
                        .maxConnections(50))
                .build();
    }

    static StepsAsActivities start(LocalSystem system, Emulator emulator) {
        StepsAsActivities steps = new StepsAsActivities(system, emulator);
        String activity = steps.stepFunctions
                .createActivity(request -> request.name("lambda-invoke"))
                .activityArn();
        StateMachineDefinition machine = system.template().stateMachines().getFirst();
        steps.create(machine, machine.definition().replace(INVOKE, activity));
        for (int i = 0; i < POLLERS; i++) {
            steps.threads.execute(() -> steps.poll(activity));
        }
        System.out.println("DynamoDB, Secrets Manager and Step Functions are those of " + emulator.description()
                + ". It does not run the functions' code: in the state machine " + INVOKE
                + " is replaced by the activity "
                + activity + ", whose worker calls the handlers in this JVM. The HTTP API is the local one.");
        return steps;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        stepFunctions.close();
    }

    private void create(StateMachineDefinition machine, String definition) {
        String role = "arn:aws:iam::" + Surroundings.ACCOUNT_ID + ":role/local";
        try {
            stepFunctions.createStateMachine(request ->
                    request.name(machine.name()).definition(definition).roleArn(role));
        } catch (StateMachineAlreadyExistsException e) {
            stepFunctions.updateStateMachine(
                    request -> request.stateMachineArn(machine.arn()).definition(definition));
        }
    }

    private void poll(String activity) {
        int failures = 0;
        while (failures < 3) {
            try {
                GetActivityTaskResponse task = stepFunctions.getActivityTask(
                        request -> request.activityArn(activity).workerName("handlers"));
                failures = 0;
                if (task.taskToken() != null && !task.taskToken().isEmpty()) {
                    threads.execute(() -> work(task));
                }
            } catch (AbortedException e) {
                // Closed: nobody needs the next task.
                return;
            } catch (SdkException e) {
                failures++;
                System.out.println("GetActivityTask failed: " + e.getMessage());
            }
        }
    }

    private void work(GetActivityTaskResponse task) {
        try {
            JsonNode parameters = JSON.readTree(task.input());
            String arn = parameters.path("FunctionName").asText();
            FunctionResult result = system.invoke(
                    arn.substring(arn.lastIndexOf(':') + 1), JSON.writeValueAsBytes(parameters.path("Payload")));
            answer(task.taskToken(), result);
        } catch (TaskTimedOutException | TaskDoesNotExistException e) {
            // The execution was stopped meanwhile: nobody waits for the answer.
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No input of a lambda:invoke task", e);
        } catch (IOException e) {
            throw new IllegalStateException("No answer of a handler", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(String token, FunctionResult result) throws IOException {
        if (result.functionError() == null) {
            ObjectNode output =
                    JSON.createObjectNode().put("ExecutedVersion", "$LATEST").put("StatusCode", 200);
            output.set("Payload", JSON.readTree(result.payload()));
            stepFunctions.sendTaskSuccess(request -> request.taskToken(token).output(output.toString()));
        } else {
            String error = JSON.readTree(result.payload()).path("errorType").asText();
            String cause = new String(result.payload(), StandardCharsets.UTF_8);
            stepFunctions.sendTaskFailure(request -> request.taskToken(token)
                    .error(shortened(error, LONGEST_ERROR))
                    .cause(shortened(cause, LONGEST_CAUSE)));
        }
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}

package org.mfasender.firstaccount;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * A deployed stack.
 *
 * @param id its ARN
 * @param status such as {@code CREATE_COMPLETE}
 * @param resources those of the template and those that SAM adds
 */
record Stack(
        String name,
        String id,
        String status,
        Map<String, String> parameters,
        Map<String, String> outputs,
        List<StackResourceSummary> resources) {

    static Stack read(CloudFormationClient client, String name) {
        software.amazon.awssdk.services.cloudformation.model.Stack stack = client.describeStacks(
                        request -> request.stackName(name))
                .stacks()
                .getFirst();
        return new Stack(
                name,
                stack.stackId(),
                stack.stackStatusAsString(),
                stack.parameters().stream()
                        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)),
                stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)),
                client.listStackResourcesPaginator(request -> request.stackName(name)).stackResourceSummaries().stream()
                        .toList());
    }

    /** {@code arn:aws:cloudformation:{region}:{account}:stack/...}. */
    String region() {
        return id.split(":", -1)[3];
    }

    String account() {
        return id.split(":", -1)[4];
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    String apiUrl() {
        return outputs.getOrDefault("ApiUrl", "");
    }

    boolean takesTokens() {
        return !parameter("TokenIssuer").isEmpty();
    }

    List<StackResourceSummary> ofType(String type) {
        return resources.stream()
                .filter(resource -> resource.resourceType().equals(type))
                .toList();
    }

    /** The name or ID that AWS knows a resource by. */
    String physicalId(String logicalId) {
        return resources.stream()
                .filter(resource -> resource.logicalResourceId().equals(logicalId))
                .map(StackResourceSummary::physicalResourceId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + logicalId));
    }

    /** The key of the stack, by ID or ARN. */
    String key() {
        String given = parameter("KeyArn");
        return given.isEmpty() ? physicalId("DataKey") : given;
    }

    /** Services name a key by its ID or its ARN. */
    boolean isKey(@Nullable String idOrArn) {
        return idOrArn != null && lastPart(idOrArn).equals(lastPart(key()));
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}

package org.mfasender.local.e2e;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.mfasender.local.aws.states.Execution;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * All that is kept of an environment: of many that are the same, only the first is made by requests. Whatever belongs to an
 * environment has its ID in it, except the IDs of contents, which are derived from it: the next run writes them once more.
 */
record EnvironmentCopy(
        UUID environment,
        List<Map<String, AttributeValue>> items,
        List<SecretVersion> versions,
        List<Execution> executions) {

    private static final String CURRENT = "AWSCURRENT";

    private record SecretVersion(String secret, String id, String value, List<String> stages) {

        private static Stream<SecretVersion> of(SecretListEntry secret, Services services) {
            return secret.secretVersionsToStages().entrySet().stream()
                    .map(version -> new SecretVersion(
                            secret.name(),
                            version.getKey(),
                            services.secretsManager()
                                    .getSecretValue(request ->
                                            request.secretId(secret.name()).versionId(version.getKey()))
                                    .secretString(),
                            version.getValue()));
        }
    }

    /** Reads what there is after a process has worked on an environment. */
    static EnvironmentCopy of(Actor actor, Services services) {
        UUID environment = actor.environment();
        return new EnvironmentCopy(
                environment,
                services.items(environment),
                services.secrets(environment).stream()
                        .flatMap(secret -> SecretVersion.of(secret, services))
                        .toList(),
                actor.running());
    }

    /** Makes one more environment that is the same. */
    UUID paste(Services services) {
        UUID another = UUID.randomUUID();
        services.put(items.stream()
                .map(item -> renamed(AttributeValue.fromM(item), another).m())
                .toList());
        // The first version of a secret becomes the current one.
        versions.stream()
                .filter(version -> version.stages.contains(CURRENT))
                .forEach(version -> services.secretsManager()
                        .createSecret(request -> request.name(renamed(version.secret, another))
                                .clientRequestToken(version.id)
                                .secretString(version.value)));
        versions.stream()
                .filter(version -> !version.stages.contains(CURRENT))
                .forEach(version -> services.secretsManager()
                        .putSecretValue(request -> request.secretId(renamed(version.secret, another))
                                .clientRequestToken(version.id)
                                .secretString(version.value)
                                .versionStages(version.stages)));
        executions.forEach(execution -> services.stepFunctions()
                .startExecution(request -> request.stateMachineArn(services.stateMachineArn())
                        .name(renamed(execution.name(), another))
                        .input(renamed(execution.input(), another))));
        return another;
    }

    private String renamed(String text, UUID another) {
        return text.replace(environment.toString(), another.toString());
    }

    private AttributeValue renamed(AttributeValue value, UUID another) {
        return switch (value.type()) {
            case S -> AttributeValue.fromS(renamed(value.s(), another));
            case L ->
                AttributeValue.fromL(value.l().stream()
                        .map(element -> renamed(element, another))
                        .toList());
            case M -> {
                Map<String, AttributeValue> members = new HashMap<>();
                value.m().forEach((name, member) -> members.put(name, renamed(member, another)));
                yield AttributeValue.fromM(members);
            }
            default -> value;
        };
    }
}

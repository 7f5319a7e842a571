package org.mfasender.local.e2e;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mfasender.local.aws.states.Execution;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that is kept of an environment: of many that are the same, only the first is made by requests. Whatever belongs to an
 * environment has its ID in it, except the IDs of contents, which are derived from it: the next run writes them once more.
 */
record EnvironmentCopy(
        UUID environment,
        List<Map<String, AttributeValue>> items,
        List<SecretVersion> versions,
        List<Execution> executions) {

    /** Reads what there is after a process has worked on an environment. */
    static EnvironmentCopy of(Actor actor, Services services) {
        UUID environment = actor.environment();
        return new EnvironmentCopy(
                environment, services.items(environment), SecretVersion.of(environment, services), actor.running());
    }

    /** Makes one more environment that is the same. */
    UUID paste(Services services) {
        UUID another = UUID.randomUUID();
        services.put(items.stream()
                .map(item -> renamed(AttributeValue.fromM(item), another).m())
                .toList());
        SecretVersion.paste(versions, services, name -> renamed(name, another));
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

package org.mfasender.local.e2e;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.mfasender.local.aws.states.Execution;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** What is left of an environment when everything that was begun has ended, and what is wrong with it. */
record EndState(String account, List<String> faults) {

    /** What differs between two accounts that are the same otherwise. */
    private static final List<String> OF_ONE_ACCOUNT = List.of(
            "_links",
            "id",
            "environment",
            "createdAt",
            "updatedAt",
            "execution",
            "generation",
            "startedAt",
            "finishedAt",
            "graphCalls");

    /** Carries out the executions that are left, and reads what there is then. */
    static EndState reachedBy(Actor actor, Services services) {
        List<String> faults = new ArrayList<>();
        for (Execution execution : actor.running()) {
            boolean named = services.items(actor.environment()).toString().contains(execution.name());
            if (actor.run(execution) && !named) {
                faults.add("an execution without its account: " + execution.name());
            }
        }
        List<SecretListEntry> secrets = services.secrets(actor.environment());
        Map<String, AttributeValue> sender = services.sender(actor.environment());
        faults.addAll(sender.containsKey("credentials") ? ofAccount(sender, secrets) : ofNone(sender, secrets));
        return new EndState(asItsOwnerSeesIt(actor), faults);
    }

    private static List<String> ofAccount(Map<String, AttributeValue> sender, List<SecretListEntry> secrets) {
        String version = member(member(sender, "credentials").m(), "version").s();
        String run = member(member(sender, "provisioning").m(), "status").s();
        List<String> stages = secrets.stream()
                .flatMap(secret -> secret.secretVersionsToStages().getOrDefault(version, List.of()).stream())
                .toList();
        List<String> faults = new ArrayList<>();
        if (stages.isEmpty()) {
            faults.add("an account without its secret: " + secrets + " lacks version " + version);
        } else if (run.equals("SUCCEEDED") && !stages.contains("AWSCURRENT")) {
            faults.add("an account with credentials that are not current: " + secrets);
        }
        if (!run.equals("SUCCEEDED") && !run.equals("FAILED")) {
            faults.add("an account without its execution: its run is " + run);
        }
        return faults;
    }

    private static List<String> ofNone(Map<String, AttributeValue> sender, List<SecretListEntry> secrets) {
        List<String> faults = new ArrayList<>();
        secrets.forEach(secret -> faults.add("a secret without an account: " + secret.name()));
        if (sender.containsKey("complete") && !member(sender, "complete").bool()) {
            faults.add("a deletion that is not complete");
        }
        return faults;
    }

    private static AttributeValue member(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name));
    }

    private static String asItsOwnerSeesIt(Actor actor) {
        JsonNode account = actor.api().get().body();
        OF_ONE_ACCOUNT.forEach(name -> account.findParents(name).forEach(parent -> ((ObjectNode) parent).remove(name)));
        return account.toPrettyString();
    }

    /** How the account differs from the one of these that is most like it; empty when it is one of them. */
    String differenceTo(List<String> others) {
        return others.stream()
                .map(other -> account.lines()
                        .filter(line -> other.lines().noneMatch(line::equals))
                        .map(String::strip)
                        .collect(Collectors.joining(" ")))
                .min(comparingInt(String::length))
                .orElseThrow();
    }
}

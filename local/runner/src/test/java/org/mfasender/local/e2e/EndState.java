package org.mfasender.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mfasender.local.aws.states.Execution;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** What is left of an environment when everything that was begun has ended, and whether it belongs together. */
final class EndState {

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

    private final Services services;

    EndState(Services services) {
        this.services = services;
    }

    /** Carries out the executions that are left, and finds those that have an effect although no account names them. */
    List<String> executionsWithoutAccount(Actor actor) {
        List<String> found = new ArrayList<>();
        for (Execution execution : actor.running()) {
            boolean named = items(actor).toString().contains(execution.name());
            if (actor.run(execution) && !named) {
                found.add("execution without its account: " + execution.name());
            }
        }
        return found;
    }

    /** The account as its owner sees it, without what differs between two that are the same otherwise. */
    String account(Actor actor) {
        JsonNode account = actor.api().get().body();
        OF_ONE_ACCOUNT.forEach(name ->
                account.findParents(name).forEach(parent -> ((ObjectNode) parent).remove(name)));
        return account.toPrettyString();
    }

    /** What does not belong together. */
    List<String> faults(Actor actor) {
        List<SecretListEntry> secrets = services.secrets(actor.api().environment());
        Map<String, AttributeValue> sender = items(actor).stream()
                .filter(item -> item.get("sk").s().equals("SENDER"))
                .findFirst()
                .orElse(Map.of());
        List<String> found = new ArrayList<>();
        if (!sender.containsKey("credentials")) {
            secrets.forEach(secret -> found.add("secret without an account: " + secret.name()));
            if (sender.containsKey("complete") && !sender.get("complete").bool()) {
                found.add("unfinished deletion");
            }
        } else {
            String version = sender.get("credentials").m().get("version").s();
            if (secrets.isEmpty() || !secrets.getFirst().secretVersionsToStages().containsKey(version)) {
                found.add("account without its secret: version " + version + ", but there is " + secrets);
            }
            String run = sender.get("provisioning").m().get("status").s();
            if (!run.equals("SUCCEEDED") && !run.equals("FAILED")) {
                found.add("account without its execution: its run is " + run);
            }
        }
        return found;
    }

    private List<Map<String, AttributeValue>> items(Actor actor) {
        return services.items(actor.api().environment());
    }
}

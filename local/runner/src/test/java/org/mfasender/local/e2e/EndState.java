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
            "verifiedAt",
            "execution",
            "generation",
            "startedAt",
            "finishedAt",
            "graphCalls");

    /** The check that fails when a process died before it stored what it was given. */
    private static final String LOST = "\"credentialsStored\"";

    /** As {@link #reachedBy}, once what was left half done has been completed. */
    static EndState sweptBy(Actor actor, Services services) {
        List<String> faults = carriedOut(actor, services);
        actor.sweep();
        EndState end = reachedBy(actor, services);
        faults.addAll(end.faults);
        return new EndState(end.account, faults);
    }

    /** Carries out the executions that are left, reads what there is then, and removes it. */
    static EndState reachedBy(Actor actor, Services services) {
        List<String> faults = carriedOut(actor, services);
        List<SecretListEntry> secrets = services.secrets(actor.environment());
        Map<String, AttributeValue> sender = services.sender(actor.environment());
        String account = asItsOwnerSeesIt(actor);
        faults.addAll(
                sender.containsKey("credentials")
                        ? ofAccount(sender, secrets, account.contains(LOST))
                        : ofNone(sender, secrets));
        services.remove(actor.environment());
        return new EndState(account, faults);
    }

    /** Secrets that no account names, as things stand before any sweep. */
    static List<String> secretsLeftOver(Actor actor, Services services) {
        Map<String, AttributeValue> sender = services.sender(actor.environment());
        String used =
                sender.containsKey("credentials") ? member(sender, "secretName").s() : "none";
        return services.secrets(actor.environment()).stream()
                .map(SecretListEntry::name)
                .filter(name -> !name.endsWith(used))
                .toList();
    }

    /** Finds executions that have an effect although no account names them. */
    private static List<String> carriedOut(Actor actor, Services services) {
        List<String> faults = new ArrayList<>();
        for (Execution execution : actor.running()) {
            boolean named = services.items(actor.environment()).toString().contains(execution.name());
            if (actor.run(execution) && !named) {
                faults.add("an execution without its account: " + execution.name());
            }
        }
        return faults;
    }

    /** @param lost whether the owner is asked for credentials that died with a process */
    private static List<String> ofAccount(
            Map<String, AttributeValue> sender, List<SecretListEntry> secrets, boolean lost) {
        String secretName = member(sender, "secretName").s();
        List<String> faults = new ArrayList<>();
        secrets.stream()
                .filter(secret -> !secret.name().endsWith(secretName))
                .forEach(secret -> faults.add("a secret without an account: " + secret.name()));
        Map<String, List<String>> versions = secrets.stream()
                .filter(secret -> secret.name().endsWith(secretName))
                .findFirst()
                .map(SecretListEntry::secretVersionsToStages)
                .orElse(Map.of());
        faults.addAll(ofConnection(sender, versions, lost));
        if (sender.containsKey("candidate")) {
            faults.addAll(ofConnection(member(sender, "candidate").m(), versions, lost));
        }
        return faults;
    }

    private static List<String> ofConnection(
            Map<String, AttributeValue> connection, Map<String, List<String>> versions, boolean lost) {
        String version =
                member(member(connection, "credentials").m(), "version").s();
        String run = member(member(connection, "provisioning").m(), "status").s();
        List<String> faults = new ArrayList<>();
        if (!versions.containsKey(version) && !lost) {
            faults.add("an account without its secret: " + version + " is none of " + versions);
        } else if (connection.containsKey("verifiedAt")
                && !versions.getOrDefault(version, List.of()).contains("AWSCURRENT")) {
            faults.add("a connection with credentials that are not current: " + version + " of " + versions);
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

package org.mfasender.copyaccounts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Copies accounts, each with its contents, templates and sender keys. The account's own item is written last: an environment that has it
 * is complete, and one without it is copied again by the next run.
 */
final class AccountCopy {

    /** What became of an environment. */
    enum Outcome {
        COPIED("copied"),
        /** Left alone. */
        EXISTS("left alone, because the target has it"),
        /** Named, but without an account in the source. */
        NOT_FOUND("not in the source");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final String WEBHOOK = "WEBHOOK#";
    /** Other verifiers of sender keys are the key itself, encrypted. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Settings settings;
    private final Partitions source;
    private final Partitions target;
    private final Writes writes;

    AccountCopy(DynamoDbClient dynamoDb, Settings settings) {
        this.settings = settings;
        this.source = new Partitions(dynamoDb, settings.source());
        this.target = new Partitions(dynamoDb, settings.target());
        this.writes = new Writes(dynamoDb, settings.target());
    }

    Stream<UUID> environments() {
        return settings.environments().isEmpty() ? source.environments() : settings.environments().stream();
    }

    Outcome copy(UUID environment) {
        List<Map<String, AttributeValue>> items = source.ofEnvironment(environment);
        Map<String, AttributeValue> sender =
                items.stream().filter(Partitions::isSender).findFirst().orElse(null);
        if (sender == null) {
            return Outcome.NOT_FOUND;
        }
        List<Map<String, AttributeValue>> existing = target.ofEnvironment(environment);
        if (!settings.replace() && existing.stream().anyMatch(Partitions::isSender)) {
            return Outcome.EXISTS;
        }
        writes.delete(superfluous(existing, items));
        if (settings.encrypted()) {
            writes.put(appSecrets(environment, items).toList());
        }
        writes.put(source.keysOf(environment).stream().filter(this::isUsable).toList());
        writes.put(items.stream()
                .filter(Predicate.not(Partitions::isSender))
                .filter(this::isUsable)
                .toList());
        return put(sender) ? Outcome.COPIED : Outcome.EXISTS;
    }

    /** The account as the target has it now. */
    Map<String, AttributeValue> sender(UUID environment) {
        return target.ofEnvironment(environment).stream()
                .filter(Partitions::isSender)
                .findFirst()
                .orElse(Map.of());
    }

    private boolean put(Map<String, AttributeValue> sender) {
        try {
            writes.put(sender, settings.replace());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private Stream<Map<String, AttributeValue>> appSecrets(UUID environment, List<Map<String, AttributeValue>> items) {
        return items.stream()
                .map(item -> Partitions.text(item, "sk"))
                .filter(sk -> sk.startsWith(WEBHOOK))
                .flatMap(sk -> source.appSecrets(environment, sk.substring(WEBHOOK.length())).stream());
    }

    /** Items that another key has encrypted, or that lead to such items, are of no use. */
    private boolean isUsable(Map<String, AttributeValue> item) {
        AttributeValue verifier = item.get("verifier");
        return settings.encrypted()
                || (!Partitions.text(item, "sk").startsWith(WEBHOOK)
                        && (verifier == null || HASH.matcher(verifier.s()).matches()));
    }

    private static List<Map<String, AttributeValue>> superfluous(
            List<Map<String, AttributeValue>> existing, List<Map<String, AttributeValue>> items) {
        Set<Map<String, AttributeValue>> wanted =
                items.stream().map(Partitions::key).collect(Collectors.toSet());
        return existing.stream()
                .map(Partitions::key)
                .filter(key -> !wanted.contains(key))
                .toList();
    }
}

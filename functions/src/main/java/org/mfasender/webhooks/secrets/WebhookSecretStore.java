package org.mfasender.webhooks.secrets;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.Items;
import org.mfasender.platform.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * App Secrets by app, {@code APP#{appId}} and {@code ENV#{environmentId}#{version}}: the function that receives webhooks reads nothing
 * else of the table. {@code ENV#{environmentId}} and {@code WEBHOOK#{appId}} says in which apps an environment has some.
 */
public final class WebhookSecretStore {

    private static final String APPS = "WEBHOOK#";

    private final Table table;

    public WebhookSecretStore(DynamoDbClient dynamoDb, String table) {
        this.table = new Table(dynamoDb, table);
    }

    /**
     * The secrets of an app.
     *
     * @param most how many are returned at most
     */
    public List<StoredWebhookSecret> find(String appId, int most) {
        return query("APP#" + appId, "ENV#").limit(most).toList();
    }

    /** The secrets of an environment. */
    public List<StoredWebhookSecret> ofEnvironment(EnvironmentId environment) {
        return apps(environment).stream()
                .flatMap(app -> ofEnvironment(environment, app))
                .toList();
    }

    /** The secrets of an environment for one app. */
    public Stream<StoredWebhookSecret> ofEnvironment(EnvironmentId environment, String appId) {
        return query("APP#" + appId, "ENV#" + environment + "#");
    }

    /** Who has a secret of which app. */
    public record Owner(EnvironmentId environmentId, String appId) {}

    /** Whose secret an item of the table is, by its key; empty when it is something else. */
    public static Optional<Owner> owner(Map<String, AttributeValue> item) {
        String pk = item.getOrDefault("pk", Table.text("")).s();
        String[] sk = Table.sortKey(item).split("#", -1);
        return pk.startsWith("APP#") && sk.length == 3
                ? EnvironmentId.parse(sk[1]).map(environment -> new Owner(environment, pk.substring("APP#".length())))
                : Optional.empty();
    }

    private List<String> apps(EnvironmentId environment) {
        return table.query(environment, APPS)
                .map(app -> Table.sortKey(app).substring(APPS.length()))
                .toList();
    }

    /** Stores a secret, or the same again. What leads a deletion to it is stored first. */
    public void put(StoredWebhookSecret secret) {
        put(Map.of("generation", Table.number(secret.generation())), Table.key(secret.environmentId(), app(secret)));
        put(Items.write(WebhookSecretItem.of(secret)), key(secret));
    }

    /** Records since when Meta accepts another secret in place of one, unless a later run has found it accepted again. */
    public void markReplaced(StoredWebhookSecret secret, Instant now) {
        Map<String, AttributeValue> item = new HashMap<>(Items.write(WebhookSecretItem.of(secret.replaced(now))));
        item.putAll(key(secret));
        try {
            table.dynamoDb()
                    .putItem(request -> request.tableName(table.name())
                            .item(item)
                            .conditionExpression("generation = :generation")
                            .expressionAttributeValues(Map.of(":generation", Table.number(secret.generation()))));
        } catch (ConditionalCheckFailedException e) {
            // Stored again, or gone already.
        }
    }

    private void put(Map<String, AttributeValue> attributes, Map<String, AttributeValue> key) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key);
        table.dynamoDb().putItem(request -> request.tableName(table.name()).item(item));
    }

    /** Removes a secret, unless a later run has found it accepted again. */
    public void remove(StoredWebhookSecret secret) {
        remove(key(secret), secret.generation());
        if (ofEnvironment(secret.environmentId(), secret.appId()).findAny().isEmpty()) {
            remove(Table.key(secret.environmentId(), app(secret)), secret.generation());
        }
    }

    /**
     * Removes all secrets of an account that was deleted.
     *
     * @param generation of the deletion: what a later account of the environment has stored stays
     */
    public void removeAll(EnvironmentId environment, long generation) {
        apps(environment).forEach(app -> removeAll(environment, app, generation));
    }

    /** The same for one app. It finds those to which nothing leads any more, because the deletion came while they were stored. */
    public void removeAll(EnvironmentId environment, String appId, long generation) {
        ofEnvironment(environment, appId).forEach(secret -> remove(key(secret), generation));
        remove(Table.key(environment, APPS + appId), generation);
    }

    /** Removes what leads a deletion to secrets that were never stored. */
    public void removeEmpty(EnvironmentId environment, long generation) {
        apps(environment).stream()
                .filter(app -> ofEnvironment(environment, app).findAny().isEmpty())
                .forEach(app -> remove(Table.key(environment, APPS + app), generation));
    }

    private void remove(Map<String, AttributeValue> key, long generation) {
        try {
            table.dynamoDb()
                    .deleteItem(request -> request.tableName(table.name())
                            .key(key)
                            .conditionExpression("generation <= :generation")
                            .expressionAttributeValues(Map.of(":generation", Table.number(generation))));
        } catch (ConditionalCheckFailedException e) {
            // Stored again, or gone already.
        }
    }

    private Stream<StoredWebhookSecret> query(String pk, String prefix) {
        return table
                .dynamoDb()
                .queryPaginator(request -> request.tableName(table.name())
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(":pk", Table.text(pk), ":prefix", Table.text(prefix)))
                        .consistentRead(true))
                .items()
                .stream()
                .map(item -> Items.read(item, WebhookSecretItem.class).toSecret());
    }

    private static Map<String, AttributeValue> key(StoredWebhookSecret secret) {
        return Map.of(
                "pk",
                Table.text("APP#" + secret.appId()),
                "sk",
                Table.text("ENV#" + secret.environmentId() + "#" + secret.version()));
    }

    private static String app(StoredWebhookSecret secret) {
        return APPS + secret.appId();
    }
}

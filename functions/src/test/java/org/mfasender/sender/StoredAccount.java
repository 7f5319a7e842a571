package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;
import static org.mfasender.Fixtures.content;
import static org.mfasender.sender.run.StepName.LIST_NUMBERS;
import static org.mfasender.sender.run.StepName.VALIDATE;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.sender.SendProjection.Via;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.bindings.UsableContent;
import org.mfasender.templates.storage.TemplateStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The account of the tests over a table, and what happens to it there. */
final class StoredAccount {

    static final String OTHER_WABA = "217640915503999";

    final SenderStore store;
    final TemplateStore templates;
    final AccountContents contents;
    final NumberListings listings;
    private final SendStore sending;
    private final DynamoDbClient dynamoDb;

    StoredAccount(DynamoDbClient dynamoDb) {
        this.dynamoDb = dynamoDb;
        this.store = new SenderStore(dynamoDb, AwsServices.TABLE, AwsServices.history(dynamoDb));
        this.sending = new SendStore(dynamoDb, AwsServices.TABLE, new Clock(InstantSource.fixed(Fixtures.NOW)));
        this.templates = new TemplateStore(dynamoDb, AwsServices.TABLE);
        this.contents = new AccountContents(store, templates);
        this.listings = new NumberListings(dynamoDb, AwsServices.TABLE);
    }

    /** An account that sends. */
    void ready() {
        verified();
        select(1, FIRST);
        record(1, Fixtures.WABA, "APPROVED");
        assertThat(account().shown().status()).isEqualTo(SenderStatus.READY);
    }

    /** A first connection, with two numbers of which none is selected. */
    SenderAccount verified() {
        store.put(Fixtures.requested());
        succeed(1, VALIDATE);
        listNumbers(1, FIRST, SECOND);
        return account();
    }

    static Connection tried(long generation, String waba) {
        return Fixtures.tried(
                generation, waba, Fixtures.credentials("EAAsimulatedOtherToken" + generation, Fixtures.APP_SECRET));
    }

    void succeed(long run, StepName step) {
        assertThat(store.update(
                        ENVIRONMENT,
                        run,
                        (account, found) -> found.with(found.run().step(step).succeeded(NOW, null, List.of()), NOW),
                        NOW))
                .isPresent();
    }

    /** Does what {@code list-numbers} does. */
    void listNumbers(long run, SenderNumber... numbers) {
        SenderNumbers former = account().shown().numbers();
        String listing = listings.write(ENVIRONMENT, run, List.of(numbers), null, NOW);
        assertThat(store.update(
                        ENVIRONMENT,
                        run,
                        (account, found) -> found.withNumbers(
                                        found.numbers().relisted(listing, List.of(numbers), former))
                                .with(found.run().step(LIST_NUMBERS).succeeded(NOW, null, List.of()), NOW),
                        NOW))
                .isPresent();
    }

    void select(long run, SenderNumber number) {
        assertThat(store.update(ENVIRONMENT, run, (account, found) -> selecting(found, number), NOW))
                .isPresent();
    }

    void update(long run, UnaryOperator<Connection> change) {
        assertThat(store.update(ENVIRONMENT, run, (account, found) -> change.apply(found), NOW))
                .isPresent();
    }

    static Connection selecting(Connection connection, SenderNumber number) {
        return connection.withNumbers(connection.numbers().selecting(number));
    }

    /** Does what {@code provision-templates} does when it finds the default templates. */
    void record(long run, String waba, String status) {
        SenderAccount account = account();
        Connection connection = account.ofRun(run).orElseThrow();
        assertThat(connection.whatsAppAccountBusinessId()).isEqualTo(waba);
        List<TemplateContent> found =
                List.of(content(DEVICE_PAIRING, "en", status), content(STRONG_AUTHENTICATION, "en", status));
        assertThat(contents.record(
                        account.owner(connection), List.of(found.getFirst().template()), NOW, recorded -> found))
                .isPresent();
    }

    void assertThatTheProjectionIsThatOfItsSources() {
        SenderAccount account = account();
        assertThat(sendItem()).isNotEmpty();
        assertThat(projection()).isEqualTo(SendProjection.of(account, templates.contents(account.owner())));
    }

    SenderAccount account() {
        return store.findAccount(ENVIRONMENT).orElseThrow();
    }

    SendProjection projection() {
        return sending.find(ENVIRONMENT).orElseThrow();
    }

    Via via() {
        return Objects.requireNonNull(projection().via());
    }

    List<UsableContent> usable() {
        return Objects.requireNonNull(projection().purposes().get(DEVICE_PAIRING))
                .contents();
    }

    List<String> codes() {
        return projection().obstacles().stream()
                .map(obstacle -> obstacle.code().name())
                .toList();
    }

    Map<String, AttributeValue> sendItem() {
        return item(SendStore.SEND);
    }

    Map<String, AttributeValue> item(String sk) {
        return dynamoDb.getItem(request -> request.tableName(AwsServices.TABLE).key(key(sk)))
                .item();
    }

    static Map<String, AttributeValue> key(String sk) {
        return Map.of("pk", AttributeValue.fromS("ENV#" + ENVIRONMENT), "sk", AttributeValue.fromS(sk));
    }

    List<String> sortKeys(String prefix) {
        return dynamoDb.scan(request -> request.tableName(AwsServices.TABLE)).items().stream()
                .map(item -> Objects.requireNonNull(item.get("sk")).s())
                .filter(sk -> sk.equals(prefix) || sk.startsWith(prefix + "#"))
                .sorted()
                .toList();
    }
}

package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.WABA;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.platform.Clock;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.templates.Locales;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOwner;
import org.mfasender.templates.bindings.Coverage;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.storage.TemplateStore;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Contents of two WhatsApp Business Accounts, in many parts, by two at a time; and what follows from them. */
class AccountContentsIT {

    private static final String OTHER_WABA = "217640915503382";

    private static AwsServices aws;

    private SenderStore senders;
    private TemplateStore templates;
    private AccountContents contents;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @BeforeEach
    void putAccount() {
        aws.clearTable();
        senders = new SenderStore(aws.dynamoDb(), AwsServices.TABLE, AwsServices.history(aws.dynamoDb()));
        templates = new TemplateStore(aws.dynamoDb(), AwsServices.TABLE);
        contents = contents(aws.dynamoDb());
        senders.put(Fixtures.account(
                Fixtures.connected(1),
                Fixtures.tried(2, OTHER_WABA, Fixtures.credentials("EAAother", Fixtures.APP_SECRET))));
    }

    @Test
    void twoWhatsAppBusinessAccountsDoNotTouchEachOther() {
        MessageTemplate own = Fixtures.template("1", "mfa", "en", "APPROVED");
        MessageTemplate others = Fixtures.template("2", "mfa", "en", "PENDING");
        record(connection(), own);
        record(candidate(), others);

        assertThat(templatesOf(connection())).containsExactly(own);
        assertThat(templatesOf(candidate())).containsExactly(others);
        assertThat(account().connection())
                .satisfies(works -> assertThat(Objects.requireNonNull(works).coverage())
                        .containsEntry(Purpose.DEVICE_PAIRING, Coverage.SERVED));
        assertThat(account().candidate())
                .satisfies(tried -> assertThat(Objects.requireNonNull(tried).coverage())
                        .containsEntry(Purpose.DEVICE_PAIRING, Coverage.IN_REVIEW));

        record(candidate());
        assertThat(templatesOf(candidate())).isEmpty();
        assertThat(templatesOf(connection())).containsExactly(own);
        assertThat(templates.templates(connection())).containsExactly(own);
    }

    @Test
    void whatIsLeftOfAFormerWhatsAppBusinessAccountGoesWithTheNextRecord() {
        MessageTemplate own = Fixtures.template("1", "mfa", "en", "APPROVED");
        record(candidate(), Fixtures.template("2", "mfa", "en", "PENDING"));
        TemplateOwner former = candidate();
        senders.put(account().withoutCandidate(NOW));

        record(connection(), own);

        assertThat(templatesOf(former)).isEmpty();
        assertThat(templates.templates(former)).isEmpty();
        assertThat(templatesOf(connection())).containsExactly(own);
    }

    @Test
    void partsThatWereInterruptedAreCompletedByTheNextAttempt() {
        List<TemplateContent> all = manyContents();
        List<MessageTemplate> found =
                all.stream().map(TemplateContent::template).distinct().toList();
        AccountContents interrupted = contents(beforeTransaction(number -> {
            if (number == 3) {
                throw SdkClientException.create("simulated");
            }
        }));

        assertThatThrownBy(() -> interrupted.record(connection(), found, NOW, recorded -> all))
                .isInstanceOf(SdkClientException.class);
        List<TemplateContent> some = templates.contents(connection());
        assertThat(some).isNotEmpty().hasSizeLessThan(all.size());
        assertThat(sent()).hasSize(some.size());
        assertThat(account().templatesReadAt(WABA)).as("not all are read").isNull();

        assertThat(contents.record(connection(), found, NOW, recorded -> all)).contains(all);
        assertThat(account().templatesReadAt(WABA)).isEqualTo(NOW);
        assertThat(templates.contents(connection())).containsExactlyInAnyOrderElementsOf(all);
        assertThat(sent()).hasSize(all.size());

        assertThat(contents.record(connection(), List.of(), NOW, recorded -> List.of()))
                .contains(List.of());
        assertThat(sent()).isEmpty();
    }

    @Test
    void aRunKeepsWhatAPersonBindsMeanwhile() {
        AtomicInteger asked = new AtomicInteger();
        TemplateContent byHand = byHand("de", "9");
        TemplateContent automatic = automatic(Purpose.DEVICE_PAIRING, Fixtures.template("1", "mfa", "en", "APPROVED"));

        contents.record(connection(), List.of(automatic.template(), byHand.template()), NOW, recorded -> {
            if (asked.incrementAndGet() == 1) {
                contents.add(account(), byHand);
            }
            return Stream.concat(recorded.stream(), Stream.of(automatic)).toList();
        });

        assertThat(asked).hasValue(2);
        assertThat(templates.contents(connection())).containsExactlyInAnyOrder(byHand, automatic);
    }

    @Test
    void aPersonKeepsWhatARunBindsMeanwhile() {
        MessageTemplate own = Fixtures.template("1", "mfa", "en", "APPROVED");
        TemplateContent byHand = byHand("de", "9");
        AccountContents slow = contents(beforeTransaction(number -> {
            if (number == 1) {
                record(connection(), own);
            }
        }));

        slow.add(account(), byHand);

        assertThat(templatesOf(connection())).containsExactlyInAnyOrder(own, byHand.template());
    }

    @Test
    void aPersonDoesNotReplaceWhatARunChangedMeanwhile() {
        record(connection(), Fixtures.template("1", "mfa", "en", "PENDING"));
        TemplateContent before = templates.contents(connection()).getFirst();
        MessageTemplate approved = Fixtures.template("1", "mfa", "en", "APPROVED");
        AccountContents slow = contents(beforeTransaction(number -> {
            if (number == 1) {
                record(connection(), approved);
            }
        }));

        assertThatThrownBy(() -> slow.remove(account(), before)).isInstanceOf(StaleRevisionException.class);
        assertThat(templatesOf(connection())).containsExactly(approved);
    }

    @Test
    void statusAndWhatIsSentWithFollowInTheSameTransaction() {
        AtomicInteger transactions = new AtomicInteger();
        contents = contents(beforeTransaction(transactions::set));

        record(connection(), Fixtures.template("1", "mfa", "en", "APPROVED"));
        assertThat(transactions).hasValue(1);
        assertThat(account().shown().status()).isEqualTo(SenderStatus.READY);
        assertThat(projection().obstacles()).isEmpty();

        record(connection(), Fixtures.template("1", "mfa", "en", "PENDING"));
        assertThat(transactions).hasValue(2);
        assertThat(account().shown().status()).isEqualTo(SenderStatus.IN_REVIEW);
        assertThat(projection().obstacles())
                .extracting(SendObstacle::code)
                .containsOnly(SendObstacle.Code.TEMPLATE_MISSING);

        TemplateContent waiting = templates.contents(connection()).getFirst();
        contents.replace(account(), waiting, waiting.reboundByHand(Fixtures.template("2", "b", "en", "APPROVED"), NOW));
        assertThat(transactions).hasValue(3);
        assertThat(projection().obstacles())
                .containsExactly(new SendObstacle(SendObstacle.Code.TEMPLATE_MISSING, Purpose.STRONG_AUTHENTICATION));
    }

    /** An account of 0.1.0 with every language has more contents than a transaction takes. */
    @Test
    void aPersonBindsOneBesideHundredsThatHaveAFormerReleasesKeys() {
        List<TemplateContent> all = manyContents();
        MessageTemplate template = Fixtures.template("9", "b", "en", "APPROVED");
        contents.record(connection(), List.of(template), NOW, recorded -> all);
        aws.dynamoDb().scan(request -> request.tableName(AwsServices.TABLE)).items().stream()
                .filter(item -> sortKey(item).contains("#" + WABA))
                .forEach(AccountContentsIT::underAFormerReleasesKey);
        TemplateContent before = templates.contents(connection()).getFirst();
        TemplateContent after = before.reboundByHand(template, NOW.plusSeconds(1));

        contents.replace(account(), before, after);

        assertThat(templates.contents(connection())).hasSize(all.size()).contains(after);
        assertThat(templates.templates(connection())).contains(template);
        assertThat(templates.templates(connection()))
                .extracting(MessageTemplate::id)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(templates.contents(connection()).stream()
                        .map(content -> content.template().id())
                        .distinct()
                        .toList());
        assertThat(aws.dynamoDb()
                        .scan(request -> request.tableName(AwsServices.TABLE))
                        .items())
                .extracting(AccountContentsIT::sortKey)
                .filteredOn(sk -> sk.startsWith("CONTENT#"))
                .hasSize(all.size())
                .filteredOn(sk -> sk.startsWith("CONTENT#" + WABA))
                .hasSize(1);
    }

    private static void underAFormerReleasesKey(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> former = new HashMap<>(item);
        former.put("sk", AttributeValue.fromS(sortKey(item).replace("#" + WABA, "")));
        aws.dynamoDb().putItem(request -> request.tableName(AwsServices.TABLE).item(former));
        aws.dynamoDb()
                .deleteItem(request -> request.tableName(AwsServices.TABLE)
                        .key(Map.of(
                                "pk",
                                Objects.requireNonNull(item.get("pk")),
                                "sk",
                                Objects.requireNonNull(item.get("sk")))));
    }

    private static String sortKey(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("sk")).s();
    }

    private AccountContents contents(DynamoDbClient dynamoDb) {
        return new AccountContents(
                new SenderStore(dynamoDb, AwsServices.TABLE, AwsServices.history(dynamoDb)), templates);
    }

    /** The client, which first does something with the number of each transaction, from 1. */
    private static DynamoDbClient beforeTransaction(IntConsumer first) {
        AtomicInteger transactions = new AtomicInteger();
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, given) -> {
                    if (method.getName().equals("transactWriteItems")) {
                        first.accept(transactions.incrementAndGet());
                    }
                    try {
                        return method.invoke(aws.dynamoDb(), given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Records templates of which each serves both purposes. */
    private void record(TemplateOwner owner, MessageTemplate... found) {
        List<TemplateContent> bound = new ArrayList<>();
        for (MessageTemplate template : found) {
            bound.add(automatic(Purpose.DEVICE_PAIRING, template));
            bound.add(automatic(Purpose.STRONG_AUTHENTICATION, template));
        }
        assertThat(contents.record(owner, List.of(found), NOW, recorded -> bound))
                .isPresent();
    }

    private static TemplateContent automatic(Purpose purpose, MessageTemplate template) {
        return TemplateContent.automatic(ENVIRONMENT, purpose, template.language(), template, NOW);
    }

    private static TemplateContent byHand(String locale, String templateId) {
        return TemplateContent.manual(
                ENVIRONMENT,
                Purpose.DEVICE_PAIRING,
                locale,
                null,
                Fixtures.template(templateId, "a", locale, "APPROVED"),
                NOW);
    }

    private static List<TemplateContent> manyContents() {
        return Stream.of(Purpose.values())
                .flatMap(purpose -> Locales.META_LANGUAGES.stream()
                        .map(language -> Fixtures.content(purpose, Locales.canonical(language), "APPROVED")))
                .toList();
    }

    private List<MessageTemplate> templatesOf(TemplateOwner owner) {
        return templates.contents(owner).stream()
                .map(TemplateContent::template)
                .distinct()
                .toList();
    }

    private SendProjection projection() {
        return new SendStore(aws.dynamoDb(), AwsServices.TABLE, Clock.system())
                .find(ENVIRONMENT)
                .orElseThrow();
    }

    private List<Object> sent() {
        return projection().purposes().values().stream()
                .flatMap(served -> served.contents().stream())
                .map(Object.class::cast)
                .toList();
    }

    private TemplateOwner connection() {
        return account().owner(Objects.requireNonNull(account().connection()));
    }

    private TemplateOwner candidate() {
        return account().owner(Objects.requireNonNull(account().candidate()));
    }

    private SenderAccount account() {
        return senders.findAccount(ENVIRONMENT).orElseThrow();
    }
}

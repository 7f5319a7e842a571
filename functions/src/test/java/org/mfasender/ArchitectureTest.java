package org.mfasender;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.dynamodb.StaleRevisionException;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.platform.secrets.Secret;
import software.amazon.awssdk.core.SdkClient;

/** The boundaries between packages, and what exists once. */
class ArchitectureTest {

    private static final String ROOT = "org.mfasender.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Secret.class.getProtectionDomain().getCodeSource().getLocation());

    private static final Path SOURCES = Path.of("src/main/java");

    private static final String SDK = "software.amazon.awssdk..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String LAMBDA = "com.amazonaws.services.lambda.runtime..";
    private static final String PHONE_NUMBERS = "com.google.i18n.phonenumbers..";

    /** What each package may use beside the JDK, its own classes, and {@code platform} itself. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("platform", List.of()),
            Map.entry("platform.config", List.of()),
            Map.entry("platform.paste", List.of()),
            Map.entry("platform.json", List.of("platform.secrets", JACKSON)),
            Map.entry("platform.net", List.of("javax.net.ssl..")),
            Map.entry("platform.meta", List.of("platform.secrets", "platform.net", "javax.crypto..", JACKSON)),
            Map.entry("platform.secrets", List.of("platform.config", JACKSON, SDK)),
            Map.entry("platform.dynamodb", List.of("platform.json", JACKSON, SDK)),
            Map.entry("platform.events", List.of("platform.json", SDK)),
            Map.entry(
                    "platform.aws",
                    List.of("platform.config", "platform.json", "platform.net", "javax.crypto..", JACKSON, SDK)),
            Map.entry(
                    "platform.observe", List.of("platform.config", "platform.json", "platform.meta", JACKSON, LAMBDA)),
            Map.entry(
                    "platform.http",
                    List.of(
                            "platform.dynamodb",
                            "platform.json",
                            "platform.meta",
                            "platform.observe",
                            "platform.paste",
                            JACKSON,
                            LAMBDA)),
            Map.entry("console", List.of("platform.config", "platform.http", LAMBDA)),
            Map.entry("checks", List.of("platform.meta", "platform.secrets")),
            Map.entry("numbers", List.of("checks", "platform.meta")),
            Map.entry("numbers.storage", List.of("numbers", "platform.dynamodb", "platform.meta", SDK)),
            Map.entry("templates", List.of("platform.config", "platform.http", "platform.paste", JACKSON)),
            Map.entry("templates.catalog", List.of("templates", "checks", "platform.meta")),
            Map.entry("templates.bindings", List.of("templates", "templates.catalog")),
            Map.entry(
                    "templates.storage",
                    List.of(
                            "templates",
                            "templates.catalog",
                            "templates.bindings",
                            "platform.dynamodb",
                            "platform.meta",
                            JACKSON,
                            SDK)),
            Map.entry(
                    "templates.plan",
                    List.of(
                            "templates",
                            "templates.catalog",
                            "templates.bindings",
                            "checks",
                            "platform.meta",
                            "platform.http",
                            JACKSON)),
            Map.entry("webhooks.secrets", List.of("platform.dynamodb", SDK)),
            Map.entry("audit", List.of("platform.dynamodb", "platform.http", JACKSON, SDK)),
            Map.entry(
                    "policy",
                    List.of(
                            "audit",
                            "sender",
                            "sender.run",
                            "health",
                            "checks",
                            "templates..",
                            "platform.dynamodb",
                            "platform.http",
                            "platform.json",
                            JACKSON,
                            SDK)),
            Map.entry("senderkeys.storage", List.of("audit", "platform.dynamodb", SDK)),
            Map.entry(
                    "senderkeys",
                    List.of(
                            "senderkeys.storage",
                            "sender",
                            "platform.dynamodb",
                            "platform.http",
                            "platform.secrets",
                            JACKSON)),
            Map.entry(
                    "hooks",
                    List.of(
                            "senderkeys.storage",
                            "messages",
                            "platform.http",
                            "platform.observe",
                            "platform.secrets",
                            "javax.crypto..")),
            Map.entry(
                    "hooks.neutral", List.of("hooks", "senderkeys.storage", "messages", "templates", "platform.http")),
            Map.entry(
                    "hooks.okta",
                    List.of(
                            "hooks",
                            "senderkeys.storage",
                            "messages",
                            "templates",
                            "platform.http",
                            "platform.secrets",
                            JACKSON)),
            Map.entry(
                    "hooks.pingone",
                    List.of(
                            "hooks",
                            "senderkeys.storage",
                            "messages",
                            "templates",
                            "platform.http",
                            "platform.secrets")),
            Map.entry(
                    "hooks.supabase",
                    List.of(
                            "hooks",
                            "senderkeys.storage",
                            "messages",
                            "templates",
                            "platform.http",
                            "platform.secrets",
                            JACKSON)),
            Map.entry(
                    "hooks.zitadel",
                    List.of(
                            "hooks",
                            "senderkeys.storage",
                            "messages",
                            "templates",
                            "platform.http",
                            "platform.secrets")),
            Map.entry(
                    "webhooks",
                    List.of(
                            "webhooks.secrets",
                            "webhooks.events",
                            "sender",
                            "sender.run",
                            "checks",
                            "messages.delivery",
                            "messages.storage",
                            "messages.recipients",
                            "platform.dynamodb",
                            "platform.http",
                            "platform.json",
                            "platform.meta",
                            "platform.observe",
                            "platform.secrets",
                            "javax.crypto..",
                            JACKSON,
                            SDK)),
            Map.entry(
                    "events",
                    List.of(
                            "relay",
                            "messages.delivery",
                            "messages.storage",
                            "templates",
                            "sender",
                            "platform.dynamodb",
                            "platform.events",
                            "platform.observe")),
            Map.entry("webhooks.events", List.of("platform.dynamodb", SDK)),
            Map.entry(
                    "relay",
                    List.of(
                            "sender",
                            "messages.storage",
                            "templates.catalog",
                            "webhooks.events",
                            "platform.dynamodb",
                            "platform.observe")),
            Map.entry("sender.run", List.of("checks")),
            Map.entry("health", List.of("checks")),
            Map.entry(
                    "watch",
                    List.of(
                            "health",
                            "sender",
                            "sender.run",
                            "setup.dryrun",
                            "setup.webhooks",
                            "numbers",
                            "numbers.storage",
                            "checks",
                            "templates.catalog",
                            "templates.bindings",
                            "templates.storage",
                            "platform.dynamodb",
                            "platform.http",
                            "platform.json",
                            "platform.secrets",
                            JACKSON)),
            Map.entry(
                    "sender",
                    List.of(
                            "audit",
                            "sender.run",
                            "health",
                            "numbers",
                            "numbers.storage",
                            "checks",
                            "templates..",
                            "webhooks.secrets",
                            "senderkeys.storage",
                            "platform.http",
                            "platform.json",
                            "platform.meta",
                            "platform.paste",
                            "platform.secrets",
                            "platform.dynamodb",
                            JACKSON,
                            SDK)),
            Map.entry(
                    "contents",
                    List.of(
                            "sender",
                            "checks",
                            "templates..",
                            "platform.http",
                            "platform.meta",
                            "platform.dynamodb",
                            JACKSON)),
            Map.entry(
                    "messages.recipients",
                    List.of(
                            "platform.dynamodb",
                            "platform.paste",
                            "platform.secrets",
                            "javax.crypto..",
                            PHONE_NUMBERS,
                            SDK)),
            Map.entry("messages.delivery", List.of("templates", "templates.bindings", "platform.meta")),
            Map.entry(
                    "messages.storage",
                    List.of(
                            "messages.delivery",
                            "templates",
                            "templates.bindings",
                            "platform.dynamodb",
                            "platform.meta",
                            SDK)),
            Map.entry(
                    "messages",
                    List.of(
                            "messages.delivery",
                            "messages.storage",
                            "messages.recipients",
                            "messages.limits",
                            "sender",
                            "templates",
                            "templates.bindings",
                            "platform.http",
                            "platform.meta",
                            "platform.observe",
                            "platform.secrets",
                            JACKSON)),
            Map.entry(
                    "messages.limits",
                    List.of(
                            "messages.recipients",
                            "templates",
                            "platform.config",
                            "platform.dynamodb",
                            "platform.observe",
                            SDK)),
            Map.entry(
                    "workflow",
                    List.of(
                            "sender",
                            "sender.run",
                            "checks",
                            "numbers.storage",
                            "templates.storage",
                            "platform.dynamodb",
                            "platform.json",
                            "platform.meta",
                            "platform.observe",
                            "platform.secrets",
                            JACKSON,
                            LAMBDA,
                            SDK)),
            Map.entry(
                    "setup.provision",
                    List.of("workflow", "sender", "sender.run", "checks", "templates..", "platform.meta")),
            Map.entry(
                    "setup.webhooks",
                    List.of(
                            "workflow",
                            "sender",
                            "sender.run",
                            "checks",
                            "numbers",
                            "webhooks",
                            "platform.http",
                            "platform.meta",
                            "platform.secrets")),
            Map.entry(
                    "setup",
                    List.of(
                            "setup.provision",
                            "setup.webhooks",
                            "workflow",
                            "sender",
                            "sender.run",
                            "checks",
                            "health",
                            "numbers",
                            "numbers.storage",
                            "templates..",
                            "webhooks.secrets",
                            "platform.meta",
                            "platform.secrets")),
            Map.entry(
                    "setup.dryrun",
                    List.of(
                            "setup.webhooks",
                            "sender",
                            "checks",
                            "numbers",
                            "templates..",
                            "platform.http",
                            "platform.meta",
                            "platform.paste",
                            "platform.secrets",
                            JACKSON)),
            Map.entry(
                    "sweep",
                    List.of(
                            "sender",
                            "sender.run",
                            "numbers.storage",
                            "webhooks.secrets",
                            "platform.json",
                            "platform.secrets",
                            JACKSON)),
            // The handlers of 0.1.0 by their names.
            Map.entry("submit", List.of("functions", "platform.config", "platform.http", LAMBDA)),
            Map.entry("validate", List.of("functions", "platform.config", "workflow", LAMBDA)),
            Map.entry("listnumbers", List.of("functions", "platform.config", "workflow", LAMBDA)),
            Map.entry("provisiontemplates", List.of("functions", "platform.config", "workflow", LAMBDA)),
            Map.entry("functions", List.of("..", SDK)));

    @Test
    void everyPackageHasItsRule() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> name.substring(ROOT.length()))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().filter(name -> !name.equals("functions"));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesWhatItMayUseOnly(String name) {
        String[] allowed = Stream.concat(
                        Stream.of("java..", "org.jspecify.annotations..", ROOT + "platform"),
                        Objects.requireNonNull(MAY_USE.get(name)).stream()
                                .map(used -> MAY_USE.containsKey(used.replace("..", "")) ? ROOT + used : used))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .onlyDependOnClassesThat(resideInAPackage(ROOT + name).or(resideInAnyPackage(allowed)))
                .check(CLASSES);
    }

    @Test
    void noTwoPackagesDependOnEachOther() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Its reader reads phone numbers, not requests. */
    private static final String RECIPIENTS = ROOT + "messages.recipients";

    /** HTTP is known at the edge, by classes whose names say so; the rules know neither HTTP nor the edge. */
    private static final DescribedPredicate<JavaClass> EDGE = describe(
            "classes of the edge",
            type -> type.getPackageName().equals(ROOT + "platform.http")
                    || type.getPackageName().equals(ROOT + "functions")
                    || type.getName().matches("org\\.mfasender\\..*Handler")
                    || (!type.getPackageName().equals(RECIPIENTS)
                            && Stream.of("Endpoint", "Reader", "Resource", "Answer")
                                    .anyMatch(outermost(type)::endsWith)));

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getSimpleName());
    }

    @Test
    void theRulesKnowNoHttp() {
        noClasses()
                .that(DescribedPredicate.not(EDGE))
                .should()
                .dependOnClassesThat(EDGE)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws.services.lambda.runtime.events..")
                .check(CLASSES);
    }

    /** Rules are apart from HTTP: an endpoint decodes, calls one and encodes. */
    @Test
    void endpointsWriteNothing() {
        noClasses()
                .that()
                .haveNameMatching(".*Endpoint(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*(Optimistic|CredentialVault|Executions|GraphClient|Transactions|AccountContents)")
                .orShould()
                .callMethodWhere(describe(
                        "writes to a store",
                        call -> call.getTargetOwner().getSimpleName().matches(".*(Store|Listings)")
                                && !READS.contains(call.getName())))
                .check(CLASSES);
    }

    private static final Set<String> READS =
            Set.of("find", "findAccount", "read", "contents", "content", "templates", "ledger");

    /** How something is written as JSON, or stored, is known at the edge and in storage only. */
    @Test
    void theRulesKnowNoJsonAndNoSdk() {
        noClasses()
                .that(DescribedPredicate.not(EDGE))
                .and()
                .resideOutsideOfPackage(ROOT + "platform..")
                .and()
                .haveNameNotMatching(
                        ".*(Store|Listings|Transactions|Executions|Items?|StepFunction|StepInput|SweepInput|CheckInput)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JACKSON, SDK)
                .check(CLASSES);
    }

    @Test
    void answersAndReadersDoNothingButTranslate() {
        noClasses()
                .that()
                .haveNameMatching(".*(Answer|Reader|Resource)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*(Store|Vault|Executions|GraphClient|Submitter|Endpoint)")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage(SDK)
                .check(CLASSES);
    }

    @Test
    void answersAreRecordsMadeForTheWire() {
        classes().that().haveSimpleNameEndingWith("Answer").should().beRecords().check(CLASSES);
        assertThat(CLASSES.stream()
                        .filter(type -> outermost(type).endsWith("Answer") && type.isRecord())
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> field.getAllInvolvedRawTypes().stream().anyMatch(ArchitectureTest::isDomain))
                        .map(JavaField::getFullName))
                .isEmpty();
    }

    private static boolean isDomain(JavaClass type) {
        return type.getPackageName().startsWith("org.mfasender") && !EDGE.test(type);
    }

    /** The compiler sees to it that nothing else is written to the table. */
    @Test
    void whatIsStoredIsWrittenAsRecordsOfItsOwn() {
        classes()
                .that()
                .implement(StoredRecord.class)
                .should()
                .beRecords()
                .andShould()
                .haveSimpleNameEndingWith("Item")
                .check(CLASSES);
        assertThat(CLASSES.stream()
                        .filter(type -> type.isRecord() && type.getSimpleName().endsWith("Item"))
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getAllInvolvedRawTypes().stream()
                                .anyMatch(type -> type.getPackageName().startsWith("org.mfasender")
                                        && !type.isEquivalentTo(EnvironmentId.class)
                                        && !type.getSimpleName().endsWith("Item")))
                        .map(JavaField::getFullName))
                .isEmpty();
    }

    @Test
    void variablesAreReadInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "platform.config")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    @Test
    void theTimeIsReadInOnePlace() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Clock.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void randomNumbersAreNotInASnapshot() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class)
                .check(CLASSES);
    }

    @Test
    void aStaleRevisionIsRetriedInOnePlaceAndEndsInTwo() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit ->
                                unit.getTryCatchBlocks().stream().anyMatch(ArchitectureTest::catchesStaleRevision))
                        .map(unit -> unit.getOwner().getSimpleName()))
                .containsExactlyInAnyOrder("Optimistic", "StepFunction", "HttpFunction");
    }

    private static boolean catchesStaleRevision(TryCatchBlock block) {
        return block.getCaughtThrowables().stream().anyMatch(type -> type.isEquivalentTo(StaleRevisionException.class));
    }

    @Test
    void clientsAreBuiltInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "platform.aws")
                .should()
                .callMethodWhere(describe(
                        "builds a client of the SDK",
                        call -> call.getTargetOwner().isAssignableTo(SdkClient.class)
                                && Set.of("builder", "create").contains(call.getName())))
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CLASSES);
    }

    @Test
    void eachServiceOfAwsIsKnownWhereItIsUsed() {
        onlyKnownIn("software.amazon.awssdk.services.secretsmanager..", "platform.secrets", "platform.aws");
        onlyKnownIn("software.amazon.awssdk.services.kms..", "platform.secrets", "platform.aws");
        onlyKnownIn("software.amazon.awssdk.services.sfn..", "sender", "platform.aws");
        onlyKnownIn(
                "software.amazon.awssdk.services.dynamodb..",
                "platform.dynamodb",
                "platform.aws",
                "numbers.storage",
                "sender",
                "templates.storage",
                "messages..",
                "webhooks..",
                "senderkeys.storage",
                "audit",
                "policy",
                "functions");
        onlyKnownIn(PHONE_NUMBERS, "messages.recipients");
    }

    private static void onlyKnownIn(String library, String... names) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        Stream.of(names).map(name -> ROOT + name).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void theVaultReturnsNothingThatPrintsASecret() {
        methods()
                .that()
                .areDeclaredIn(ROOT + "platform.secrets.CredentialVault")
                .and()
                .areNotPrivate()
                .should()
                .notHaveRawReturnType(String.class)
                .check(CLASSES);
    }

    @Test
    void handlersAreReadAtAGlance() throws IOException {
        assertThat(longerThan(80, "Handler.java")).isEmpty();
    }

    @Test
    void classesAreSmall() throws IOException {
        assertThat(longerThan(300, ".java")).isEmpty();
    }

    private static List<String> longerThan(int lines, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(sources).isNotEmpty();
            return sources.stream()
                    .filter(file -> lineCount(file) > lines)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static int lineCount(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

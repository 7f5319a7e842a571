package org.mfasender;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.http.HttpClient;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mfasender.platform.secrets.Secret;
import software.amazon.awssdk.core.SdkClient;

/** The walls between the packages of core. */
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(Secret.class.getProtectionDomain().getCodeSource().getLocation());

    private static final String JDK = "java..";
    private static final String NULLNESS = "org.jspecify.annotations..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String SDK = "software.amazon.awssdk..";
    private static final String LAMBDA = "com.amazonaws.services.lambda.runtime..";

    private static final String SENDER = "org.mfasender.sender..";
    private static final String META = "org.mfasender.meta..";
    private static final String JSON = "org.mfasender.json..";
    private static final String STORE = "org.mfasender.store..";
    private static final String VAULT = "org.mfasender.vault..";
    private static final String HTTP = "org.mfasender.http..";
    private static final String CHECK = "org.mfasender.check..";
    private static final String CATALOG = "org.mfasender.catalog..";
    private static final String ONLINE = "org.mfasender.online..";
    private static final String AWS = "org.mfasender.aws..";
    private static final String OBSERVE = "org.mfasender.observe..";
    private static final String POWERTOOLS = "software.amazon.lambda.powertools.metrics..";
    private static final String WORKFLOW = "org.mfasender.workflow..";

    @Test
    void allOfCoreIsLookedAt() {
        assertThat(CORE.stream()
                        .map(type -> type.getPackageName().substring("org.mfasender.".length()))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "sender",
                        "sender.template",
                        "meta",
                        "json",
                        "store",
                        "vault",
                        "http",
                        "check",
                        "catalog",
                        "aws",
                        "observe",
                        "online",
                        "workflow");
    }

    @Test
    void theDomainUsesTheJdkOnly() {
        onlyUses(SENDER, JDK, NULLNESS);
        noClasses()
                .that()
                .resideInAPackage(SENDER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.sql..")
                .check(CORE);
    }

    @Test
    void theGraphClientUsesTheJdkAndJacksonOnly() {
        onlyUses(META, JDK, "javax.crypto..", JACKSON, NULLNESS);
    }

    @Test
    void jsonKnowsTheDomainOnly() {
        onlyUses(JSON, JDK, JACKSON, NULLNESS, SENDER);
    }

    @Test
    void theStoreKnowsTheDomainAndDynamoDbOnly() {
        onlyUses(STORE, JDK, NULLNESS, JACKSON, JSON, SENDER, SDK);
        noClasses()
                .that()
                .resideInAPackage(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon.awssdk.services.secretsmanager..", "software.amazon.awssdk.services.sfn..")
                .check(CORE);
    }

    @Test
    void theVaultKnowsTheDomainAndSecretsManagerOnly() {
        onlyUses(VAULT, JDK, NULLNESS, JACKSON, JSON, SENDER, SDK);
        noClasses()
                .that()
                .resideInAPackage(VAULT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon.awssdk.services.dynamodb..", "software.amazon.awssdk.services.sfn..")
                .check(CORE);
    }

    @Test
    void theVaultHandsOutNothingThatPrintsASecret() {
        classes().that().resideInAPackage(VAULT).should().notBeRecords().check(CORE);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(VAULT)
                .and()
                .areNotPrivate()
                .should()
                .notHaveRawReturnType(String.class)
                .check(CORE);
    }

    @Test
    void httpKnowsTheDomainAndLambdaEventsOnly() {
        onlyUses(HTTP, JDK, NULLNESS, JACKSON, JSON, SENDER, LAMBDA, OBSERVE);
    }

    @Test
    void whatOperatorsSeeKnowsNoAwsServiceAndNoRequest() {
        onlyUses(
                OBSERVE,
                JDK,
                NULLNESS,
                JACKSON,
                JSON,
                META,
                LAMBDA,
                POWERTOOLS,
                "software.amazon.cloudwatchlogs.emf..");
        noClasses()
                .that()
                .resideOutsideOfPackage(OBSERVE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(POWERTOOLS)
                .check(CORE);
    }

    @Test
    void checksKnowTheDomainAndTheGraphClientOnly() {
        onlyUses(CHECK, JDK, NULLNESS, SENDER, META);
    }

    @Test
    void theCatalogKnowsTheDomainAndTheGraphClientOnly() {
        onlyUses(CATALOG, JDK, NULLNESS, SENDER, META, AWS);
    }

    @Test
    void awsKnowsNothingOfSenders() {
        onlyUses(AWS, JDK, NULLNESS, SDK);
    }

    @Test
    void whatAsksMetaForAClientKnowsNoStoreAndNoWorkflow() {
        onlyUses(ONLINE, JDK, NULLNESS, SENDER, VAULT, META, CATALOG, CHECK, HTTP, AWS, SDK);
    }

    @Test
    void workflowDoesNotKnowHttp() {
        noClasses()
                .that()
                .resideInAPackage(WORKFLOW)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HTTP)
                .check(CORE);
    }

    @Test
    void clientsAreBuiltInOnePlaceOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(AWS)
                .should()
                .callMethodWhere(describe(
                        "builds a client of the SDK",
                        call -> call.getTargetOwner().isAssignableTo(SdkClient.class)
                                && Set.of("builder", "create").contains(call.getName())))
                .check(CORE);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.mfasender.meta.GraphClient")
                .should()
                .callMethod(HttpClient.class, "newBuilder")
                .orShould()
                .callMethod(HttpClient.class, "newHttpClient")
                .check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.mfasender.(*)..").should().beFreeOfCycles().check(CORE);
    }

    private static void onlyUses(String room, String... mayUse) {
        classes()
                .that()
                .resideInAPackage(room)
                .should()
                .onlyDependOnClassesThat(resideInAPackage(room).or(resideInAnyPackage(mayUse)))
                .check(CORE);
    }
}

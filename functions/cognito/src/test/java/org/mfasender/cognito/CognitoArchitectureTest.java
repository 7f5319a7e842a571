package org.mfasender.cognito;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

/** What the function for Cognito may use, and what it leaves to the others' code: the rules of {@code ArchitectureTest}, for its archive. */
class CognitoArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(
                    CognitoHandler.class.getProtectionDomain().getCodeSource().getLocation());

    /** It sends as {@code send} does, without HTTP, and knows neither Meta nor what is stored of accounts. */
    @Test
    void itUsesWhatSendingOffers() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.mfasender.cognito",
                        "org.mfasender.functions",
                        "org.mfasender.messages",
                        "org.mfasender.messages.delivery",
                        "org.mfasender.messages.limits",
                        "org.mfasender.messages.recipients",
                        "org.mfasender.messages.storage",
                        "org.mfasender.platform",
                        "org.mfasender.platform.aws",
                        "org.mfasender.platform.config",
                        "org.mfasender.platform.json",
                        "org.mfasender.platform.observe",
                        "org.mfasender.platform.secrets",
                        "org.mfasender.templates",
                        "com.amazonaws.encryptionsdk..",
                        "com.amazonaws.services.lambda.runtime",
                        "com.fasterxml.jackson..",
                        "software.amazon.awssdk..",
                        "org.jspecify.annotations",
                        "java..")
                .check(CLASSES);
    }

    @Test
    void eachLibraryIsKnownInOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("CodeDecryption")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws.encryptionsdk..")
                .check(CLASSES);
        noClasses()
                .that()
                .haveNameNotMatching(".*[.](SmsSender|CodeSenders)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk.services.sns..")
                .check(CLASSES);
    }

    /** Clients, variables and the time are the business of {@code platform}. */
    @Test
    void whatExistsOnceIsNotBuiltAgain() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "builds a client of the SDK",
                        call -> call.getTargetOwner().isAssignableTo(SdkClient.class)
                                && call.getName().equals("create")))
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void onlyTheHandlerIsPublic() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(type -> type.getSimpleName()))
                .containsExactly("CognitoHandler");
    }

    @Test
    void classesAreSmall() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            for (Path source : sources) {
                assertThat(Files.readAllLines(source)).as("%s", source).hasSizeLessThanOrEqualTo(300);
            }
        }
    }
}

package org.mfasender.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.APP_SECRET;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.SECRET;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.local.aws.LocalKeys;
import org.mfasender.local.aws.LocalSecretsManager;
import org.mfasender.platform.config.SecretSettings;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

class CredentialVaultIT {

    private static final String NAME = AwsServices.PREFIX + SECRET;
    private static final String ONE = "00000000-0000-4000-8000-000000000001";
    private static final String TWO = "00000000-0000-4000-8000-000000000002";
    private static final String THREE = "00000000-0000-4000-8000-000000000003";
    private static final Credentials FIRST = Fixtures.credentials("EAAsimulatedFirstToken", APP_SECRET);
    private static final Credentials SECOND = Fixtures.credentials("EAAsimulatedSecondToken", APP_SECRET);
    private static final Credentials THIRD = Fixtures.credentials("EAAsimulatedThirdToken", APP_SECRET);

    private LocalSecretsManager service;
    private SecretsManagerClient client;
    private CredentialVault vault;

    @BeforeEach
    void start() throws Exception {
        service = LocalSecretsManager.start(new LocalKeys());
        client = AwsServices.secretsManager(service.endpoint());
        vault = new CredentialVault(client, AwsServices.SECRETS);
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void theFirstCredentialsAreReadByTheirVersion() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);

        assertThat(read(ONE)).contains(FIRST);
        DescribeSecretResponse secret = client.describeSecret(request -> request.secretId(NAME));
        assertThat(secret.tags()).anySatisfy(tag -> {
            assertThat(tag.key()).isEqualTo("environmentId");
            assertThat(tag.value()).isEqualTo(ENVIRONMENT.toString());
        });
    }

    @Test
    void aNewSecretIsEncryptedWithTheGivenKey() {
        String key = "arn:aws:kms:us-east-1:000000000000:key/simulated";
        new CredentialVault(client, new SecretSettings(AwsServices.PREFIX, key))
                .putPending(ENVIRONMENT, SECRET, ONE, FIRST);

        assertThat(client.describeSecret(request -> request.secretId(NAME)).kmsKeyId())
                .isEqualTo(key);
    }

    @Test
    void furtherCredentialsArePendingAndLeaveTheCurrentOnes() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.makeCurrent(SECRET, ONE, null, () -> true);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);

        assertThat(stages()).containsEntry("AWSCURRENT", ONE).containsEntry("AWSPENDING", TWO);
        assertThat(read(ONE)).contains(FIRST);
        assertThat(read(TWO)).contains(SECOND);
    }

    @Test
    void storingTheSameVersionAgainChangesNothing() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);
        vault.makeCurrent(SECRET, TWO, null, () -> true);
        Map<String, String> before = stages();
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);

        assertThat(stages()).isEqualTo(before);
        assertThat(read(TWO)).contains(SECOND);
    }

    @Test
    void aVersionIsNeverStoredWithOtherCredentials() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);

        assertThatThrownBy(() -> vault.putPending(ENVIRONMENT, SECRET, ONE, SECOND))
                .isInstanceOf(ResourceExistsException.class);
        assertThat(read(ONE)).contains(FIRST);
    }

    @Test
    void aPromotedVersionIsCurrentAndTheFormerOnePrevious() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.makeCurrent(SECRET, ONE, null, () -> true);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);
        vault.makeCurrent(SECRET, TWO, null, () -> true);

        assertThat(stages()).containsEntry("AWSCURRENT", TWO).containsEntry("AWSPREVIOUS", ONE);
    }

    @Test
    void promotingTwiceIsPromotingOnce() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);
        vault.makeCurrent(SECRET, TWO, null, () -> true);
        vault.makeCurrent(SECRET, TWO, null, () -> true);

        assertThat(stages()).containsEntry("AWSCURRENT", TWO).containsEntry("AWSPREVIOUS", ONE);
    }

    @Test
    void aRefusedRotationIsFollowedByAnother() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);
        vault.putPending(ENVIRONMENT, SECRET, THREE, THIRD);
        assertThat(stages()).containsEntry("AWSCURRENT", ONE).containsEntry("AWSPENDING", THREE);

        vault.makeCurrent(SECRET, THREE, null, () -> true);

        assertThat(stages()).containsEntry("AWSCURRENT", THREE).containsEntry("AWSPREVIOUS", ONE);
    }

    @Test
    void aVersionIsNotPromotedWhenAnotherBecameCurrentInBetween() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);
        vault.putPending(ENVIRONMENT, SECRET, THREE, THIRD);

        assertThatThrownBy(() -> vault.makeCurrent(SECRET, TWO, null, () -> {
                    vault.makeCurrent(SECRET, THREE, null, () -> true);
                    return true;
                }))
                .isInstanceOf(SecretsManagerException.class);
        assertThat(stages()).containsEntry("AWSCURRENT", THREE).containsEntry("AWSPREVIOUS", ONE);
    }

    @Test
    void aMissingSecretOrVersionIsEmpty() {
        assertThat(vault.read(SECRET, ONE)).isEmpty();
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);

        assertThat(vault.read(SECRET, TWO)).isEmpty();
    }

    @Test
    void aVersionThatIsNoLongerWantedIsNotPromoted() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);

        vault.makeCurrent(SECRET, TWO, null, () -> false);

        assertThat(stages()).containsEntry("AWSCURRENT", ONE);
    }

    @Test
    void aMissingVersionIsNotPromoted() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);

        assertThatThrownBy(() -> vault.makeCurrent(SECRET, TWO, null, () -> true))
                .isInstanceOf(SecretsManagerException.class);
        assertThat(stages()).containsEntry("AWSCURRENT", ONE);
    }

    @Test
    void aSecretThatIsBeingDeletedIsNotReadAndDeletingItTwiceIsDeletingItOnce() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.scheduleDeletion(SECRET, 30);
        vault.scheduleDeletion(SECRET, 30);

        assertThat(client.describeSecret(request -> request.secretId(NAME)).deletedDate())
                .isNotNull();
        assertThat(vault.read(SECRET, ONE)).isEmpty();
    }

    @Test
    void deletingWhatWasNeverStoredIsASuccess() {
        assertThatCode(() -> vault.scheduleDeletion(SECRET, 7)).doesNotThrowAnyException();
    }

    @Test
    void aSecretThatIsBeingDeletedIsNotBroughtBack() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.scheduleDeletion(SECRET, 7);

        assertThatThrownBy(() -> vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND))
                .isInstanceOf(SecretDeletedException.class);
        assertThat(client.describeSecret(request -> request.secretId(NAME)).deletedDate())
                .isNotNull();
        assertThat(stages()).containsOnly(Map.entry("AWSCURRENT", ONE));
    }

    @Test
    void deletingOneSecretOfAnEnvironmentLeavesItsNextOne() {
        String next = ENVIRONMENT + "/0e87a001";
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, next, TWO, SECOND);
        vault.scheduleDeletion(SECRET, 7);

        assertThat(read(ONE)).isEmpty();
        assertThat(vault.read(next, TWO)).map(StoredCredentials::credentials).contains(SECOND);
    }

    @Test
    void whatIsReadSaysWhetherItIsCurrent() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);

        assertThat(vault.read(SECRET, ONE)).contains(new StoredCredentials(FIRST, true));
        assertThat(vault.read(SECRET, TWO)).contains(new StoredCredentials(SECOND, false));
        vault.makeCurrent(SECRET, TWO, null, () -> true);
        assertThat(vault.read(SECRET, ONE)).contains(new StoredCredentials(FIRST, false));
        assertThat(vault.read(SECRET, TWO)).contains(new StoredCredentials(SECOND, true));
    }

    @Test
    void theLabelMovesBackToWhatWorks() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);
        vault.makeCurrent(SECRET, TWO, null, () -> true);

        SecretPage.Listed before = listed();

        assertThat(vault.label(before, ONE, null)).isTrue();

        assertThat(stages()).containsEntry("AWSCURRENT", ONE);
        assertThatThrownBy(() -> vault.label(before, ONE, null))
                .as("another version has the label now")
                .isInstanceOf(SecretsManagerException.class);
        assertThat(stages()).containsEntry("AWSCURRENT", ONE);
        assertThat(vault.label(listed(), ONE, null)).isFalse();
    }

    /** A process may die between the two moves, or before both. */
    @ParameterizedTest
    @CsvSource({"TWO", "THREE"})
    void theLabelOfTheFormerVersionMovesBackToo(String current) {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);
        vault.makeCurrent(SECRET, TWO, null, () -> true);
        vault.putPending(ENVIRONMENT, SECRET, THREE, THIRD);
        if (current.equals("THREE")) {
            vault.makeCurrent(SECRET, THREE, null, () -> true);
            assertThat(stages()).containsEntry("AWSPREVIOUS", TWO);
        }

        assertThat(vault.label(listed(), THREE, ONE)).isTrue();

        assertThat(stages()).containsEntry("AWSCURRENT", THREE).containsEntry("AWSPREVIOUS", ONE);
        assertThat(vault.label(listed(), THREE, ONE)).isFalse();
        assertThat(vault.label(listed(), THREE, THREE)).as("restored").isFalse();
    }

    private SecretPage.Listed listed() {
        return vault.list(null).secrets().getFirst();
    }

    @Test
    void storingTheSameAtTheSameTimeIsStoringItOnce() throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> puts = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        together.await();
                        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
                        return i;
                    }))
                    .toList();
            together.countDown();
            for (Future<?> put : puts) {
                assertThatCode(put::get).doesNotThrowAnyException();
            }
        }

        assertThat(read(ONE)).contains(FIRST);
        assertThat(stages()).containsEntry("AWSCURRENT", ONE);
    }

    @Test
    void aSecretThatIsNoJsonIsNotQuoted() {
        client.createSecret(
                request -> request.name(NAME).clientRequestToken(ONE).secretString("{simulatedCanary"));

        assertThatThrownBy(() -> vault.read(SECRET, ONE))
                .hasMessageContaining(NAME)
                .hasMessageNotContaining("Canary")
                .hasNoCause();
    }

    @Test
    void theStacksSecretsAreListedWithTheirVersions() {
        vault.putPending(ENVIRONMENT, SECRET, ONE, FIRST);
        vault.putPending(ENVIRONMENT, SECRET, TWO, SECOND);
        vault.putPending(ENVIRONMENT, "deleted", THREE, THIRD);
        vault.scheduleDeletion("deleted", 7);
        new CredentialVault(client, new SecretSettings("another/stack/", null))
                .putPending(ENVIRONMENT, SECRET, ONE, FIRST);

        SecretPage page = vault.list(null);

        assertThat(page.next()).isNull();
        assertThat(page.secrets()).singleElement().satisfies(secret -> {
            assertThat(secret.name()).isEqualTo(SECRET);
            assertThat(secret.createdAt()).isNotNull();
            assertThat(secret.current()).isEqualTo(ONE);
            assertThat(secret.previous()).isNull();
        });
    }

    private Optional<Credentials> read(String version) {
        return vault.read(SECRET, version).map(StoredCredentials::credentials);
    }

    /** Which version each stage is at. */
    private Map<String, String> stages() {
        return client.describeSecret(request -> request.secretId(NAME)).versionIdsToStages().entrySet().stream()
                .flatMap(version -> version.getValue().stream().map(stage -> Map.entry(stage, version.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

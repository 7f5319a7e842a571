package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class LocalSecretsManagerIT {

    private static final String NAME = "mfa/environment-1";
    private static final String FIRST = "a".repeat(32);
    private static final String SECOND = "b".repeat(32);
    private static final String THIRD = "c".repeat(32);

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private LocalSecretsManager service;
    private SecretsManagerClient client;

    @BeforeEach
    void start() throws Exception {
        service = LocalSecretsManager.start(() -> now);
        client = Clients.build(SecretsManagerClient.builder(), service.endpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    @Test
    void theFirstVersionIsCurrentEvenIfAnotherStageIsRequested() {
        client.createSecret(request -> request.name(NAME));

        assertThat(put(FIRST, "one", "AWSPENDING")).containsExactlyInAnyOrder("AWSCURRENT", "AWSPENDING");
        assertThat(value("AWSCURRENT")).isEqualTo("one");
    }

    @Test
    void aPendingVersionIsPromotedAndTheOldOneStaysPrevious() {
        create("one");
        assertThat(put(SECOND, "two", "AWSPENDING")).containsExactly("AWSPENDING");
        assertThat(value("AWSCURRENT")).isEqualTo("one");

        moveStage("AWSCURRENT", FIRST, SECOND);

        assertThat(value("AWSCURRENT")).isEqualTo("two");
        assertThat(value("AWSPREVIOUS")).isEqualTo("one");
        assertThat(stages(SECOND)).containsExactlyInAnyOrder("AWSCURRENT", "AWSPENDING");
    }

    @Test
    void puttingWithoutStagesMovesCurrentAndPrevious() {
        create("one");
        put(SECOND, "two");
        put(THIRD, "three");

        assertThat(stages(THIRD)).containsExactly("AWSCURRENT");
        assertThat(stages(SECOND)).containsExactly("AWSPREVIOUS");
        assertThat(client.describeSecret(request -> request.secretId(NAME)).versionIdsToStages())
                .doesNotContainKey(FIRST);
        assertThat(versions(false)).containsExactly(THIRD, SECOND);
        assertThat(versions(true)).containsExactly(THIRD, SECOND, FIRST);
    }

    @Test
    void aRepeatedTokenSucceedsWithTheSameValueOnly() {
        create("one");
        put(SECOND, "two", "AWSPENDING");

        assertThat(put(SECOND, "two", "AWSCURRENT")).containsExactly("AWSPENDING");
        assertThatThrownBy(() -> put(SECOND, "other", "AWSPENDING"))
                .isInstanceOf(ResourceExistsException.class)
                .hasMessageContaining(SECOND)
                .message()
                .doesNotContain("other");
    }

    @Test
    void creatingAgainSucceedsWithTheSameTokenAndValueOnly() {
        String arn = create("one");

        assertThat(create("one")).isEqualTo(arn);
        assertThatThrownBy(() -> create("other")).isInstanceOf(ResourceExistsException.class);
        assertThatThrownBy(() -> client.createSecret(
                        request -> request.name(NAME).secretString("one").clientRequestToken(SECOND)))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void aTokenMustHave32To64Characters() {
        assertThatThrownBy(() -> client.createSecret(
                        request -> request.name(NAME).secretString("one").clientRequestToken("short")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aNameWithOtherCharactersOrMoreThan512IsRefused() {
        client.createSecret(request -> request.name("a".repeat(505) + "/_+=.@-"));

        for (String name : List.of("a name", "a#b", "\u00e4", "a".repeat(513))) {
            assertThatThrownBy(() -> client.createSecret(request -> request.name(name)))
                    .isInstanceOfSatisfying(
                            SecretsManagerException.class,
                            error -> assertThat(error.awsErrorDetails().errorCode())
                                    .isEqualTo("ValidationException"));
        }
    }

    @Test
    void aSecretIsFoundByNameArnAndPartialArn() {
        String arn = create("one");

        assertThat(arn).matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:" + NAME + "-[A-Za-z0-9]{6}");
        for (String id : List.of(NAME, arn, arn.substring(0, arn.length() - 7))) {
            assertThat(client.getSecretValue(request -> request.secretId(id)).arn())
                    .isEqualTo(arn);
        }
        assertThatThrownBy(() -> client.getSecretValue(request -> request.secretId(arn.substring(0, arn.length() - 8))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void movingAStageRequiresTheVersionThatHasIt() {
        create("one");
        put(SECOND, "two", "AWSPENDING");
        put(THIRD, "three", "CUSTOM");

        assertThatThrownBy(() -> moveStage("AWSCURRENT", null, SECOND))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("RemoveFromVersionId can't be empty")
                .hasMessageContaining(FIRST);
        assertThatThrownBy(() -> moveStage("AWSCURRENT", THIRD, SECOND)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> moveStage("AWSCURRENT", FIRST, null)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> moveStage("AWSCURRENT", null, null)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> moveStage("AWSCURRENT", FIRST, "d".repeat(32)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(value("AWSCURRENT")).isEqualTo("one");
    }

    @Test
    void anyOtherStageCanBeRemoved() {
        create("one");
        put(SECOND, "two", "AWSPENDING");

        moveStage("AWSPENDING", SECOND, null);

        assertThatThrownBy(() -> value("AWSPENDING"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("staging label: AWSPENDING");
        assertThat(client.getSecretValue(request -> request.secretId(NAME).versionId(SECOND))
                        .secretString())
                .isEqualTo("two");
    }

    @Test
    void aVersionWithoutALabelIsDeprecated() {
        create("one");
        put(SECOND, "two", "AWSPENDING");
        moveStage("AWSPENDING", SECOND, null);

        assertThat(client.describeSecret(request -> request.secretId(NAME)).versionIdsToStages())
                .containsOnlyKeys(FIRST);
        assertThat(versions(false)).containsExactly(FIRST);
        assertThat(versions(true)).containsExactly(SECOND, FIRST);
    }

    @Test
    void aSecretHas100VersionsAndDeprecatedOnesGiveWayAfterADay() {
        create("one");
        for (int i = 1; i < 100; i++) {
            put(token(i), "pending", "AWSPENDING");
        }

        assertThatThrownBy(() -> put(token(100), "pending", "AWSPENDING")).isInstanceOf(LimitExceededException.class);
        assertThat(stages(token(99))).containsExactly("AWSPENDING");
        assertThat(put(token(99), "pending")).containsExactly("AWSPENDING");

        now = now.plus(Duration.ofDays(1)).plusSeconds(1);
        put(token(100), "pending", "AWSPENDING");

        assertThat(versions(true)).hasSize(100).contains(FIRST, token(99)).doesNotContain(token(1));
    }

    @Test
    void aSecretMarkedForDeletionRefusesUntilItIsRestored() {
        create("one");
        client.deleteSecret(request -> request.secretId(NAME).recoveryWindowInDays(7L));

        assertThatThrownBy(() -> value("AWSCURRENT")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> put(SECOND, "two")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> create("one")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> client.deleteSecret(request -> request.secretId(NAME)))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(client.describeSecret(request -> request.secretId(NAME)).deletedDate())
                .isEqualTo(now);
        assertThat(client.listSecrets().secretList()).isEmpty();

        client.restoreSecret(request -> request.secretId(NAME));

        assertThat(value("AWSCURRENT")).isEqualTo("one");
    }

    @Test
    void aSecretIsDeletedAfterItsRecoveryWindowOrImmediatelyIfForced() {
        create("one");
        client.deleteSecret(request -> request.secretId(NAME).recoveryWindowInDays(7L));
        now = now.plus(Duration.ofDays(7)).minusSeconds(1);
        assertThat(list(true)).containsExactly(NAME);
        now = now.plusSeconds(1);
        assertThat(list(true)).isEmpty();
        assertThatThrownBy(() -> client.describeSecret(request -> request.secretId(NAME)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> client.restoreSecret(request -> request.secretId(NAME)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> value("AWSCURRENT")).isInstanceOf(ResourceNotFoundException.class);

        create("again");
        client.deleteSecret(request -> request.secretId(NAME).forceDeleteWithoutRecovery(true));
        assertThatThrownBy(() -> value("AWSCURRENT")).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aRecoveryWindowHas7To30DaysAndExcludesForce() {
        create("one");

        for (long days : new long[] {6, 31}) {
            assertThatThrownBy(() -> client.deleteSecret(
                            request -> request.secretId(NAME).recoveryWindowInDays(days)))
                    .isInstanceOf(InvalidParameterException.class);
        }
        assertThatThrownBy(() -> client.deleteSecret(request ->
                        request.secretId(NAME).recoveryWindowInDays(7L).forceDeleteWithoutRecovery(true)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void binaryValuesDescriptionsTagsAndPagesWork() {
        for (String name : List.of("one", "two", "three")) {
            client.createSecret(request ->
                    request.name(name).description("a description").secretBinary(SdkBytes.fromUtf8String("simulated")));
        }
        Tag tag = Tag.builder().key("product").value("mfa").build();
        client.tagResource(request -> request.secretId("one").tags(tag));

        assertThat(client.getSecretValue(request -> request.secretId("one"))
                        .secretBinary()
                        .asUtf8String())
                .isEqualTo("simulated");
        assertThat(client.describeSecret(request -> request.secretId("one")).tags())
                .containsExactly(tag);
        assertThat(client.listSecretsPaginator(request -> request.maxResults(2)).stream()
                        .flatMap(page -> page.secretList().stream())
                        .map(SecretListEntry::name))
                .containsExactlyInAnyOrder("one", "two", "three");
    }

    @Test
    void secretsAreListedByTheBeginningOfTheirNames() {
        Tag tag = Tag.builder().key("environmentId").value("1").build();
        String arn = client.createSecret(request -> request.name(NAME)
                        .secretString("one")
                        .clientRequestToken(FIRST)
                        .tags(tag))
                .arn();
        List.of("mfa/environment-2", "MFA/environment-3", "other/mfa/")
                .forEach(name -> client.createSecret(request -> request.name(name)));
        client.createSecret(request -> request.name("mfa/deleted"));
        client.deleteSecret(request -> request.secretId("mfa/deleted").recoveryWindowInDays(7L));

        assertThat(list(false)).containsExactly(NAME, "mfa/environment-2");
        assertThat(list(true)).containsExactly(NAME, "mfa/environment-2", "mfa/deleted");
        SecretListEntry entry = client.listSecrets(request -> request.filters(names("mfa/environment-1")))
                .secretList()
                .getFirst();
        assertThat(entry.arn()).isEqualTo(arn);
        assertThat(entry.name()).isEqualTo(NAME);
        assertThat(entry.createdDate()).isEqualTo(now);
        assertThat(entry.deletedDate()).isNull();
        assertThat(entry.tags()).containsExactly(tag);
        assertThat(entry.secretVersionsToStages()).isEqualTo(Map.of(FIRST, List.of("AWSCURRENT")));
    }

    @Test
    void aPageOfAFilteredListMayBeEmpty() {
        List.of("other", NAME).forEach(name -> client.createSecret(request -> request.name(name)));

        ListSecretsResponse page =
                client.listSecrets(request -> request.filters(names("mfa/")).maxResults(1));
        assertThat(page.secretList()).isEmpty();
        ListSecretsResponse next = client.listSecrets(
                request -> request.filters(names("mfa/")).maxResults(1).nextToken(page.nextToken()));
        assertThat(next.secretList()).extracting(SecretListEntry::name).containsExactly(NAME);
        assertThat(next.nextToken()).isNull();
        assertThatThrownBy(() -> client.listSecrets(request -> request.nextToken("another's")))
                .isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void otherFiltersAreRefused() {
        Filter byTag = Filter.builder()
                .key(FilterNameStringType.TAG_KEY)
                .values("environmentId")
                .build();
        for (List<Filter> filters : List.of(
                List.of(byTag), List.of(names("!mfa")), List.of(names("mfa#")), List.of(names("a"), names("b")))) {
            assertThatThrownBy(() -> client.listSecrets(request -> request.filters(filters)))
                    .isInstanceOf(InvalidParameterException.class);
        }
    }

    @Test
    void unknownOperationsAndMissingCredentialsAreRefused() throws Exception {
        assertThatThrownBy(() -> client.getRandomPassword())
                .isInstanceOfSatisfying(
                        SecretsManagerException.class,
                        error ->
                                assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
        assertThat(raw(service.endpoint()).body()).contains("MissingAuthenticationTokenException");
        assertThat(raw(service.endpoint()).headers().firstValue("x-amzn-RequestId"))
                .isPresent();
    }

    private static HttpResponse<String> raw(URI endpoint) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(endpoint)
                            .header("X-Amz-Target", "secretsmanager.ListSecrets")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String create(String value) {
        return client.createSecret(
                        request -> request.name(NAME).secretString(value).clientRequestToken(FIRST))
                .arn();
    }

    private List<String> put(String token, String value, String... stages) {
        return client.putSecretValue(request -> {
                    request.secretId(NAME).secretString(value).clientRequestToken(token);
                    if (stages.length > 0) {
                        request.versionStages(stages);
                    }
                })
                .versionStages();
    }

    private void moveStage(String stage, @Nullable String from, @Nullable String to) {
        client.updateSecretVersionStage(request -> request.secretId(NAME)
                .versionStage(stage)
                .removeFromVersionId(from)
                .moveToVersionId(to));
    }

    private List<String> list(boolean deleted) {
        return client
                .listSecretsPaginator(request -> request.filters(names("mfa/"))
                        .includePlannedDeletion(deleted)
                        .maxResults(2))
                .stream()
                .flatMap(page -> page.secretList().stream())
                .map(SecretListEntry::name)
                .toList();
    }

    private static Filter names(String prefix) {
        return Filter.builder().key(FilterNameStringType.NAME).values(prefix).build();
    }

    private static String token(int number) {
        return "%032d".formatted(number);
    }

    private String value(String stage) {
        return client.getSecretValue(request -> request.secretId(NAME).versionStage(stage))
                .secretString();
    }

    private List<String> stages(String version) {
        Map<String, List<String>> stages =
                client.describeSecret(request -> request.secretId(NAME)).versionIdsToStages();
        return stages.getOrDefault(version, List.of());
    }

    private List<String> versions(boolean deprecated) {
        return client
                .listSecretVersionIds(request -> request.secretId(NAME).includeDeprecated(deprecated))
                .versions()
                .stream()
                .map(SecretVersionsListEntry::versionId)
                .toList();
    }
}

package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class LocalSecretsManagerIT extends SecretsManagerFixture {

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
    void aForcedDeletionOfASecretThatIsNotThereSucceeds() {
        assertThat(client.deleteSecret(
                                request -> request.secretId("never-there").forceDeleteWithoutRecovery(true))
                        .name())
                .isEqualTo("never-there");
        assertThatThrownBy(() -> client.deleteSecret(
                        request -> request.secretId("not a name").forceDeleteWithoutRecovery(true)))
                .isInstanceOf(SecretsManagerException.class);
        assertThatThrownBy(() -> client.deleteSecret(request -> request.secretId("never-there")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void valuesDescriptionsAndTagsHaveTheirBounds() {
        create("x".repeat(65_536));
        refused(() -> put(SECOND, "x".repeat(65_537)));
        refused(() -> put(SECOND, ""));
        refused(() -> client.createSecret(request -> request.name("other")
                .clientRequestToken(FIRST)
                .description("x".repeat(2049))
                .secretString("one")));
        refused(() -> client.tagResource(request -> request.secretId(NAME)
                .tags(Tag.builder().key("key").value("x".repeat(257)).build())));
        refused(() -> client.tagResource(request -> request.secretId(NAME)
                .tags(Tag.builder().key("x".repeat(129)).value("one").build())));
        assertThat(list(true)).containsExactly(NAME);
        assertThat(value("AWSCURRENT")).hasSize(65_536);
    }

    private static void refused(ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        SecretsManagerException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(400));
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
}

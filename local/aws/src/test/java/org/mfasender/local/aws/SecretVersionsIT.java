package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

class SecretVersionsIT extends SecretsManagerFixture {

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

    private static String token(int number) {
        return "%032d".formatted(number);
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

    private void moveStage(String stage, @Nullable String from, @Nullable String to) {
        client.updateSecretVersionStage(request -> request.secretId(NAME)
                .versionStage(stage)
                .removeFromVersionId(from)
                .moveToVersionId(to));
    }
}

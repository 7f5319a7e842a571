package org.mfasender.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.DecryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.EncryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** A secret is read with the keys that encrypted the version, and written with its present one. */
class SecretKeysIT extends SecretsManagerFixture {

    private static final String FORMER = "arn:aws:kms:us-east-1:000000000000:key/former";
    private static final String CURRENT = "arn:aws:kms:us-east-1:000000000000:key/current";

    @BeforeEach
    void createWithAKey() {
        client.createSecret(request ->
                request.name(NAME).secretString("one").clientRequestToken(FIRST).kmsKeyId(FORMER));
    }

    @Test
    void aDisabledKeyNeitherReadsNorWrites() {
        keys.disable(FORMER);

        assertThatThrownBy(() -> value("AWSCURRENT")).isInstanceOf(DecryptionFailureException.class);
        assertThatThrownBy(() -> put(SECOND, "two")).isInstanceOf(EncryptionFailureException.class);
        assertThatThrownBy(() -> client.createSecret(
                        request -> request.name("another").secretString("x").kmsKeyId(FORMER)))
                .isInstanceOf(EncryptionFailureException.class);
        assertThat(client.describeSecret(request -> request.secretId(NAME)).kmsKeyId())
                .isEqualTo(FORMER);

        keys.enable(FORMER);
        assertThat(value("AWSCURRENT")).isEqualTo("one");
    }

    @Test
    void labelledVersionsAreEncryptedWithTheNewKeyToo() {
        put(SECOND, "two");
        put(THIRD, "three", "AWSPENDING");
        changeKey();
        keys.disable(FORMER);

        assertThat(client.describeSecret(request -> request.secretId(NAME)).kmsKeyId())
                .isEqualTo(CURRENT);
        assertThat(value("AWSPREVIOUS")).isEqualTo("one");
        assertThat(value("AWSCURRENT")).isEqualTo("two");
        assertThat(value("AWSPENDING")).isEqualTo("three");
        assertThat(put("d".repeat(32), "four")).containsExactly("AWSCURRENT");
        keys.enable(FORMER);
        keys.disable(CURRENT);
        assertThat(value("AWSPREVIOUS")).as("the former key still does").isEqualTo("two");
        assertThatThrownBy(() -> value("AWSCURRENT")).isInstanceOf(DecryptionFailureException.class);
    }

    @Test
    void aVersionWithoutALabelKeepsItsKey() {
        put(SECOND, "two");
        put(THIRD, "three");
        changeKey();
        keys.disable(FORMER);

        assertThatThrownBy(() ->
                        client.getSecretValue(request -> request.secretId(NAME).versionId(FIRST)))
                .isInstanceOf(DecryptionFailureException.class);
        assertThat(value("AWSCURRENT")).isEqualTo("three");
    }

    @Test
    void whatTheFormerKeyDoesNotDecryptIsNotEncryptedAgain() {
        keys.disable(FORMER);
        changeKey();

        assertThatThrownBy(() -> value("AWSCURRENT")).isInstanceOf(DecryptionFailureException.class);
        keys.enable(FORMER);
        assertThat(value("AWSCURRENT")).isEqualTo("one");
    }

    @Test
    void aKeyIsNotChangedToADisabledOneOrWithAValue() {
        keys.disable(CURRENT);
        assertThatThrownBy(this::changeKey).isInstanceOf(EncryptionFailureException.class);
        keys.enable(CURRENT);
        assertThatThrownBy(() -> client.updateSecret(
                        request -> request.secretId(NAME).kmsKeyId(CURRENT).secretString("x")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> client.updateSecret(request -> request.secretId(NAME)))
                .isInstanceOf(SecretsManagerException.class);
    }

    private void changeKey() {
        client.updateSecret(request -> request.secretId(NAME).kmsKeyId(CURRENT));
    }
}

package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.APP_SECRET;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.TOKEN;
import static org.mfasender.sender.SubmittedRequest.put;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.Fixtures;
import org.mfasender.platform.config.AwsSettings;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.secrets.Secret;

class SecretsTest {

    @ParameterizedTest
    @MethodSource
    void nothingThatHoldsCredentialsPrintsThem(Object holder) {
        assertThat(holder.toString()).doesNotContain(TOKEN, APP_SECRET, TOKEN.substring(0, 8));
    }

    static Stream<Object> nothingThatHoldsCredentialsPrintsThem() {
        return Stream.of(
                new Secret(TOKEN),
                Fixtures.credentials(),
                put().request(),
                new Submission(Fixtures.options("en"), UUID::randomUUID)
                        .decide(null, put().request(), Fixtures.ENVIRONMENT, connection -> List.of(), NOW),
                CredentialSummary.of(Fixtures.credentials(), "version", NOW),
                Fixtures.succeeded(),
                AccessToken.unsigned(TOKEN),
                AccessToken.signed(TOKEN, APP_SECRET),
                AccessToken.ofApp(Fixtures.APP, APP_SECRET),
                new AwsSettings.Keys("id", APP_SECRET, TOKEN),
                new Configuration(Map.of("AWS_SECRET_ACCESS_KEY", APP_SECRET, "AWS_SESSION_TOKEN", TOKEN)));
    }

    @Test
    void aSecretIsNeverWrittenAsJson() {
        assertThatThrownBy(() -> Json.MAPPER.writeValueAsString(Fixtures.credentials()))
                .hasMessageNotContaining(TOKEN)
                .hasMessageContaining("not written");
    }

    @Test
    void secretsAreEqualByValue() {
        assertThat(new Secret(TOKEN)).isEqualTo(new Secret(TOKEN)).hasSameHashCodeAs(new Secret(TOKEN));
        assertThat(new Secret(TOKEN)).isNotEqualTo(new Secret(APP_SECRET));
    }

    @ParameterizedTest
    @CsvSource({
        "'',               ****",
        "a,                ****",
        "abcd,             ****",
        "fifteen-charact,  ****",
        "sixteen-characte, acte",
        "EAAsimulatedTokenOfFixtures, ures"
    })
    void aHintIsGivenOfLongSecretsOnly(String secret, String hint) {
        assertThat(SecretSummary.of(new Secret(secret), NOW).hint()).isEqualTo(hint);
    }

    @Test
    void theFingerprintShowsWhetherTwoSecretsAreEqual() {
        SecretSummary summary = SecretSummary.of(new Secret("abc"), NOW);

        assertThat(summary.fingerprint()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(summary.describes(new Secret("abc"))).isTrue();
        assertThat(summary.describes(new Secret("abd"))).isFalse();
    }

    @Test
    void credentialsAreDescribedByTokenAndSecretTogether() {
        CredentialSummary summary = CredentialSummary.of(Fixtures.credentials(), "version", NOW);

        assertThat(summary.describes(Fixtures.credentials())).isTrue();
        assertThat(summary.describes(Fixtures.credentials("EAAsimulatedOtherToken", APP_SECRET)))
                .isFalse();
        assertThat(summary.describes(Fixtures.credentials(TOKEN, "anOpaqueSimulatedValue")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0123456789abcdef0123456789abcdef,  true",
        "0123456789ABCDEF0123456789ABCDEF,  false",
        "0123456789abcdef0123456789abcde,   false",
        "0123456789abcdef0123456789abcdef0, false",
        "SimulatedOpaqueValue27,            false"
    })
    void onlyWhatHasTheFormOfAnAppSecretCanSign(String secret, boolean canSign) {
        assertThat(Fixtures.credentials(TOKEN, secret).canSign()).isEqualTo(canSign);
    }
}

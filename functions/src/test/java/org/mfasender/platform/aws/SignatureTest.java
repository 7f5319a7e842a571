package org.mfasender.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** A signature beside that of the SDK's signer. */
class SignatureTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "us-east-1, dynamodb, https://dynamodb.us-east-1.amazonaws.com/, -, '{\"a\": \"\u00fc\"}'",
                "cn-north-1, kms, https://kms.cn-north-1.amazonaws.com.cn/, token+/=, '{}'",
                "eu-west-1, secretsmanager, http://127.0.0.1:4566/, -, ''",
                "eu-west-1, states, http://localhost:4566/a/path, token, '{}'",
            })
    void isThatOfTheSdk(String region, String service, URI address, String token, String body) {
        AwsCredentials credentials = token == null
                ? AwsBasicCredentials.create("EXAMPLEID", "exampleSecret")
                : AwsSessionCredentials.create("EXAMPLEID", "exampleSecret", token);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>(Map.of(
                "host", address.getAuthority(), "content-type", "application/x-amz-json-1.1", "x-amz-target", "A_1.B"));
        Map<String, String> bySdk = bySdk(region, service, address, headers, bytes, credentials);
        // The SDK says it in a header as well. AWS asks for that in S3 only.
        headers.put("x-amz-content-sha256", Objects.requireNonNull(bySdk.get("x-amz-content-sha256")));

        assertThat(new Signature(region, service).sign(address.getPath(), headers, bytes, credentials, NOW))
                .isEqualTo(bySdk);
    }

    @Test
    void changesWithTheDayAndTheCredentials() {
        Map<String, String> headers = Map.of("host", "dynamodb.eu-west-1.amazonaws.com");
        Signature signature = new Signature("eu-west-1", "dynamodb");
        AwsCredentials before = AwsSessionCredentials.create("EXAMPLEID", "exampleSecret", "token");
        AwsCredentials after = AwsSessionCredentials.create("EXAMPLEID", "anotherSecret", "token");

        for (AwsCredentials credentials : List.of(before, after, before)) {
            for (Instant now : List.of(NOW, NOW.plusSeconds(1), NOW.plus(Duration.ofDays(1)), NOW)) {
                assertThat(signature.sign("/", headers, new byte[0], credentials, now))
                        .isEqualTo(new Signature("eu-west-1", "dynamodb")
                                .sign("/", headers, new byte[0], credentials, now));
            }
        }
    }

    private static Map<String, String> bySdk(
            String region,
            String service,
            URI address,
            Map<String, String> headers,
            byte[] body,
            AwsCredentials credentials) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address);
        headers.forEach(request::putHeader);
        Map<String, String> signed = new HashMap<>();
        AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)))
                .request()
                .headers()
                .forEach((name, values) -> signed.put(name.toLowerCase(Locale.ROOT), only(values)));
        return signed;
    }

    private static String only(List<String> values) {
        assertThat(values).hasSize(1);
        return values.getFirst();
    }
}

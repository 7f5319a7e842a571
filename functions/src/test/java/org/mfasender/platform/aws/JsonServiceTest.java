package org.mfasender.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Where the services are, beside what the SDK knows. */
class JsonServiceTest {

    private static final Map<JsonService, ServiceMetadata> SDK = Map.of(
            JsonService.DYNAMODB, DynamoDbClient.serviceMetadata(),
            JsonService.SECRETS_MANAGER, SecretsManagerClient.serviceMetadata(),
            JsonService.STEP_FUNCTIONS, SfnClient.serviceMetadata(),
            JsonService.KMS, KmsClient.serviceMetadata(),
            JsonService.EVENTBRIDGE, EventBridgeClient.serviceMetadata());

    @ParameterizedTest
    @EnumSource
    void theEndpointIsThatOfTheSdkInEveryRegion(JsonService service) {
        assertThat(Region.regions()).hasSizeGreaterThan(35);
        assertThat(Region.regions())
                .filteredOn(region -> !region.isGlobalRegion())
                .allSatisfy(region -> assertThat(service.endpoint(region.id()))
                        .isEqualTo(URI.create("https://"
                                + Objects.requireNonNull(SDK.get(service)).endpointFor(region))));
    }
}

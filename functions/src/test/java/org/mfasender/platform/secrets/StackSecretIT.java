package org.mfasender.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class StackSecretIT {

    private long now;

    @Test
    void aNewValueIsReadAfterAQuarterOfAnHour() throws Exception {
        try (AwsServices aws = AwsServices.start()) {
            aws.secretsManager().createSecret(request -> request.name("rotated").secretString("former"));
            StackSecret secret = new StackSecret(aws.secretsManager(), "rotated", () -> now);
            assertThat(secret.value().reveal()).isEqualTo("former");

            aws.secretsManager()
                    .putSecretValue(request -> request.secretId("rotated").secretString("latter"));
            now = Duration.ofMinutes(15).toNanos() - 1;
            assertThat(secret.value().reveal()).isEqualTo("former");
            now++;
            assertThat(secret.value().reveal()).isEqualTo("latter");
        }
    }

    @Test
    void whileItCannotBeReadTheKnownOneCounts() throws Exception {
        try (AwsServices aws = AwsServices.start()) {
            aws.secretsManager().createSecret(request -> request.name("gone").secretString("known"));
            StackSecret secret = new StackSecret(aws.secretsManager(), "gone", () -> now);
            secret.value();
            aws.secretsManager()
                    .deleteSecret(request -> request.secretId("gone").forceDeleteWithoutRecovery(true));

            now = Duration.ofHours(1).toNanos();

            assertThat(secret.value().reveal()).isEqualTo("known");
            StackSecret another = new StackSecret(aws.secretsManager(), "gone", () -> now);
            assertThatThrownBy(another::value).isInstanceOf(ResourceNotFoundException.class);
        }
    }
}

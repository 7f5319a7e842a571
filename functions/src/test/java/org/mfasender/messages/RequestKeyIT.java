package org.mfasender.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mfasender.AwsServices;
import org.mfasender.messages.delivery.Message;
import org.mfasender.messages.recipients.EnvironmentKey;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.storage.Reservation;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.templates.Purpose;

/** By what a repeated request is recognised, and for how long. */
class RequestKeyIT {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private static AwsServices aws;
    private static EnvironmentKey key;

    @BeforeAll
    static void startServices() throws Exception {
        aws = AwsServices.start();
        aws.secretsManager().createSecret(request -> request.name("hashes").secretString("simulated"));
        key = new EnvironmentKeys(new StackSecret(aws.secretsManager(), "hashes")).of(ENVIRONMENT);
    }

    @AfterAll
    static void stopServices() {
        aws.close();
    }

    @Test
    void aPasscodeIsPartOfWhatIsAskedForAndASampleIsNot() {
        assertThat(passcode("100001", null)).isNotEqualTo(passcode("100002", null));
        assertThat(passcode("100001", "one").fingerprint())
                .isNotEqualTo(passcode("100002", "one").fingerprint());
        assertThat(sample("100001", null)).isEqualTo(sample("100002", null));
        assertThat(sample("100001", "one")).isEqualTo(sample("100002", "one"));
        assertThat(sample("100001", null).hash())
                .isNotEqualTo(passcode("100001", null).hash());
    }

    @Test
    void thePasscodesKeyOutlivesItsWindowAndTheSamplesDoesNot() {
        Reservation passcode = reservation(passcode("100001", null));
        assertThat(passcode.windowEnd()).isEqualTo(NOW.plus(WINDOW));
        assertThat(passcode.expiresAt()).isAfterOrEqualTo(NOW.plus(Duration.ofDays(1)));

        Reservation named = reservation(passcode("100001", "one"));
        assertThat(named.windowEnd()).isEqualTo(NOW.plus(Duration.ofDays(1)));

        Reservation sample = reservation(sample("100001", null));
        assertThat(sample.windowEnd()).isAfter(sample.deadline());
        assertThat(sample.expiresAt()).isBefore(NOW.plus(WINDOW));
    }

    private static Reservation reservation(RequestKey of) {
        return of.reservation(UUID.randomUUID(), NOW, Message.DEADLINE);
    }

    private static RequestKey passcode(String code, @Nullable String name) {
        return key(code, false, name);
    }

    private static RequestKey sample(String code, @Nullable String name) {
        return key(code, true, name);
    }

    private static RequestKey key(String code, boolean sample, @Nullable String name) {
        MessageRequest request = new MessageRequest(
                Purpose.STRONG_AUTHENTICATION,
                new Secret("+43"),
                new Secret(code),
                sample,
                null,
                null,
                null,
                null,
                name);
        return RequestKey.of(request, "aa", key, WINDOW);
    }
}

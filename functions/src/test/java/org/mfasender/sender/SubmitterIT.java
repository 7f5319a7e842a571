package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.SecretPage;
import org.mfasender.sender.Submission.Decision;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class SubmitterIT {

    @RegisterExtension
    static final WaitingExecutions RUNS = new WaitingExecutions();

    private static final int RECOVERY_DAYS = 7;

    @AfterEach
    void clear() {
        RUNS.services().clearSecrets();
    }

    @Test
    void theSecretOfAnAccountThatIsBeingDeletedStaysForItsDeletion() {
        Decision decision = submitAndMeanwhile(SubmitterIT::delete);

        assertThat(decision).isInstanceOf(Submission.Refuse.class);
        assertThat(secrets()).isEqualTo(1);
    }

    @Test
    void theSecretThatADeletionDidNotFindIsRemoved() {
        submitAndMeanwhile(() -> store().complete(delete()));

        assertThat(RUNS.stored().account().generation()).isEqualTo(3);
        assertThat(secrets()).as("that of the account that came after it").isEqualTo(1);
    }

    private static DeletedSender delete() {
        return store().delete(ENVIRONMENT, NOW).orElseThrow();
    }

    /** Does something after the account was stored, and before its secret is. */
    private Decision submitAndMeanwhile(Runnable meanwhile) {
        Submitter submitter = new Submitter(
                store(),
                new CredentialVault(storingOnceAfter(meanwhile), AwsServices.SECRETS),
                RUNS.executions(),
                Fixtures.options("en"),
                new RunInterval(Duration.ZERO),
                RECOVERY_DAYS);
        return submitter.submit(ENVIRONMENT, SubmittedRequest.put().request(), "", NOW);
    }

    private static SecretsManagerClient storingOnceAfter(Runnable meanwhile) {
        boolean[] done = new boolean[1];
        return (SecretsManagerClient) Proxy.newProxyInstance(
                SecretsManagerClient.class.getClassLoader(),
                new Class<?>[] {SecretsManagerClient.class},
                (proxy, method, given) -> {
                    if (method.getName().equals("putSecretValue") && !done[0]) {
                        done[0] = true;
                        meanwhile.run();
                    }
                    try {
                        return method.invoke(RUNS.services().secretsManager(), given);
                    } catch (InvocationTargetException e) {
                        throw Objects.requireNonNull(e.getCause());
                    }
                });
    }

    /** How many secrets are not scheduled for deletion. */
    private static int secrets() {
        SecretPage page = new CredentialVault(RUNS.services().secretsManager(), AwsServices.SECRETS).list(null);
        return page.secrets().size();
    }

    private static SenderStore store() {
        return RUNS.stored().store;
    }
}

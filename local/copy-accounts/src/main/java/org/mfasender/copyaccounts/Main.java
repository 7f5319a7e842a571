package org.mfasender.copyaccounts;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * {@code ./mvnw -q -Pcopy-accounts}: see docs/disaster-recovery.md. Exit code 0 when all is done, 1 when a person has something to do, 2
 * when it was not begun or did not end.
 */
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int exitCode = 2;
        try (DynamoDbClient dynamoDb = DynamoDbClient.create();
                SecretsManagerClient secretsManager = SecretsManagerClient.create()) {
            Settings settings = Settings.read(System.getenv());
            exitCode = new CopyAccounts(dynamoDb, secretsManager, settings, System.out::println).run() == 0 ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        } catch (SdkException e) {
            System.err.println("AWS refuses or does not answer; run it again. " + e.getMessage());
        }
        System.exit(exitCode);
    }
}

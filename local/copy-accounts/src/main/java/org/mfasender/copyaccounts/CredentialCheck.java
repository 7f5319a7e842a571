package org.mfasender.copyaccounts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Whether the credentials that an account names are in this region. Reads no secret. */
record CredentialCheck(SecretsManagerClient secretsManager, String stackName) {

    private static final String CREDENTIALS = "credentials";

    /** What is missing, in words; empty when nothing is, or the account was deleted. */
    List<String> missing(Map<String, AttributeValue> sender) {
        List<String> versions = Stream.of(sender, members(sender, "candidate"))
                .map(connection -> members(connection, CREDENTIALS))
                .filter(credentials -> !credentials.isEmpty())
                .map(credentials -> Partitions.text(credentials, "version"))
                .toList();
        if (versions.isEmpty()) {
            return List.of();
        }
        String name = stackName + "/sender/" + secretName(sender);
        try {
            DescribeSecretResponse secret = secretsManager.describeSecret(request -> request.secretId(name));
            if (secret.deletedDate() != null) {
                return List.of(name + " is scheduled for deletion");
            }
            return versions.stream()
                    .filter(version -> !secret.versionIdsToStages().containsKey(version))
                    .map(version -> name + " has no labelled version " + version)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of(name + " does not exist");
        }
    }

    /** Release 0.1.0 stored no name: it was that of the environment. */
    private static String secretName(Map<String, AttributeValue> sender) {
        AttributeValue name = sender.get("secretName");
        return name == null ? Partitions.text(sender, "pk").substring("ENV#".length()) : name.s();
    }

    private static Map<String, AttributeValue> members(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Objects.requireNonNull(item.get(name)).m() : Map.of();
    }
}

package org.mfasender.local.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.Value.Members;

/**
 * An {@code AWS::SecretsManager::Secret} whose value CloudFormation generates.
 *
 * @param name of the secret
 * @param length of its value, letters and digits
 * @param keyArn of the key that encrypts it; null for AWS's own
 */
public record SecretDefinition(
        String name, int length, @Nullable String keyArn) {

    /** Reads resolved properties. */
    static SecretDefinition of(String name, Members properties) {
        Members generated = properties
                .onlyKnows(Set.of("Name", "Description", "KmsKeyId", "GenerateSecretString", "Tags"))
                .require("GenerateSecretString")
                .asMembers()
                .onlyKnows(Set.of("PasswordLength", "ExcludePunctuation"));
        Value length = generated.require("PasswordLength");
        try {
            Value key = properties.get("KmsKeyId");
            return new SecretDefinition(name, Integer.parseInt(length.asText()), key == null ? null : key.asText());
        } catch (NumberFormatException e) {
            throw length.error("expected a whole number");
        }
    }
}

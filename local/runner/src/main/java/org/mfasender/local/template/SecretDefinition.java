package org.mfasender.local.template;

import java.util.Set;
import org.mfasender.local.template.Value.Members;

/**
 * An {@code AWS::SecretsManager::Secret} whose value CloudFormation generates.
 *
 * @param name of the secret
 * @param length of its value, letters and digits
 */
public record SecretDefinition(String name, int length) {

    /** Reads resolved properties. */
    static SecretDefinition of(String name, Members properties) {
        Members generated = properties
                .onlyKnows(Set.of("Name", "Description", "KmsKeyId", "GenerateSecretString", "Tags"))
                .require("GenerateSecretString")
                .asMembers()
                .onlyKnows(Set.of("PasswordLength", "ExcludePunctuation"));
        Value length = generated.require("PasswordLength");
        try {
            return new SecretDefinition(name, Integer.parseInt(length.asText()));
        } catch (NumberFormatException e) {
            throw length.error("expected a whole number");
        }
    }
}

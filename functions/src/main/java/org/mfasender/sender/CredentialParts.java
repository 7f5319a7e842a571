package org.mfasender.sender;

/**
 * Of which versions credentials are joined, when one secret was submitted alone.
 *
 * @param kept the secret that was not submitted
 * @param submitted version that holds the submitted secret
 * @param former version that holds the other one: the connection's
 */
public record CredentialParts(SecretName kept, String submitted, String former) {}

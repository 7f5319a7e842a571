package org.mfasender.platform.secrets;

/**
 * Credentials as they are stored.
 *
 * @param current whether theirs is the current version of the secret
 */
public record StoredCredentials(Credentials credentials, boolean current) {}

package org.mfasender.platform.config;

import org.jspecify.annotations.Nullable;

/**
 * Where credentials are kept.
 *
 * @param prefix begins the name of every secret
 * @param kmsKeyId what new secrets are encrypted with; null in a function that creates none
 */
public record SecretSettings(String prefix, @Nullable String kmsKeyId) {}

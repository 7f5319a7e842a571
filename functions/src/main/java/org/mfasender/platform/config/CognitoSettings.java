package org.mfasender.platform.config;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;

/**
 * The user pool of Amazon Cognito that is served.
 *
 * @param environment whose account sends its codes
 * @param keyArn of the KMS key with which Cognito encrypts them
 * @param smsText of an SMS in the place of a message that WhatsApp does not deliver, with <code>{####}</code> for the code; null for none
 */
public record CognitoSettings(
        EnvironmentId environment, String keyArn, @Nullable String smsText) {}

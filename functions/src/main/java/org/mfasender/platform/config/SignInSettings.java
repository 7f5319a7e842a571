package org.mfasender.platform.config;

import java.net.URI;

/**
 * How an administrator signs in to the console.
 *
 * @param issuer an OIDC issuer, whose tokens the HTTP API takes
 * @param clientId the console's own at the issuer: a public client with PKCE
 * @param scope what is asked for, separated by spaces
 */
public record SignInSettings(URI issuer, String clientId, String scope) {}

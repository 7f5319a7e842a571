package org.mfasender.templates;

/**
 * An Android app that may receive the code. Source: Meta, "One-tap authentication templates".
 *
 * @param packageName e.g. {@code com.example.bank}, 224 characters at most, at least two segments
 * @param signatureHash the app's signing key hash, 11 characters
 */
public record SupportedApp(String packageName, String signatureHash) {}

package org.mfasender.platform.config;

import java.util.List;

/** The deployment's parameters about templates, unchecked. */
public record TemplateParameters(
        List<String> defaultLocales,
        int codeExpirationMinutes,
        boolean addSecurityRecommendation,
        int messageSendTtlSeconds) {}

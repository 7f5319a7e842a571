package org.mfasender.platform.config;

/** The namespace of metrics in CloudWatch, and the service (the stack) that is a dimension of each. */
public record MetricSettings(String namespace, String service) {}

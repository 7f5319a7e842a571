package org.mfasender.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An event that a bus has taken.
 *
 * @param id EventBridge's own: another one each time that the same is published
 * @param time that the publisher names; when it was taken if it names none
 */
public record PublishedEvent(String id, String bus, String source, String detailType, Instant time, JsonNode detail) {}

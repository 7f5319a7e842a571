package org.mfasender.platform.config;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach Meta's Graph API.
 *
 * @param url without a path
 * @param version e.g. {@code v26.0}
 * @param throttleWait how long to wait when Meta limits the rate and names no time
 */
public record GraphSettings(URI url, String version, Duration throttleWait) {}

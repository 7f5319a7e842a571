package org.mfasender.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;

/**
 * PingOne's environment, as far as this system knows it: that the caller may use it. Name, region, type and licence are PingOne's.
 *
 * @param name the ID again, since PingOne's model requires a name
 */
record EnvironmentAnswer(@JsonProperty("_links") Links links, String id, String name) {

    static EnvironmentAnswer of(EnvironmentId environment) {
        String id = environment.toString();
        return new EnvironmentAnswer(Links.self(ApiPath.ENVIRONMENT.href(environment)), id, id);
    }
}

package org.mfasender.functions;

import java.util.Map;
import org.mfasender.platform.config.Configuration;

/** {@code announce}: publishes on EventBridge that a sender has changed for the worse, has recovered, or needs a new token soon. */
public final class AnnounceHandler extends StreamFunction {

    public AnnounceHandler() {
        this(Configuration.ofProcess());
    }

    public AnnounceHandler(Map<String, String> variables) {
        super(new WatchComponents(new Components(variables)).announcements());
    }
}

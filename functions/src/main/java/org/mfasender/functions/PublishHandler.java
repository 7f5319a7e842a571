package org.mfasender.functions;

import java.util.Map;
import org.mfasender.platform.config.Configuration;

/** {@code publish}: publishes on EventBridge what {@code send} and {@code receive} have recorded of passcodes. */
public final class PublishHandler extends StreamFunction {

    public PublishHandler() {
        this(Configuration.ofProcess());
    }

    public PublishHandler(Map<String, String> variables) {
        super(new Components(variables).publication());
    }
}

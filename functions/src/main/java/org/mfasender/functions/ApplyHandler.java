package org.mfasender.functions;

import java.util.Map;
import org.mfasender.platform.config.Configuration;

/** {@code apply}: applies to accounts what Meta has reported, and starts the checks that {@code send} has asked for. */
public final class ApplyHandler extends StreamFunction {

    public ApplyHandler() {
        this(Configuration.ofProcess());
    }

    public ApplyHandler(Map<String, String> variables) {
        super(new Components(variables).accountChanges());
    }
}

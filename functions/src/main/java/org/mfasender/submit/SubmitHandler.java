package org.mfasender.submit;

import java.util.Map;
import org.mfasender.platform.config.Configuration;

/**
 * The handler as 0.1.0 named it. A deployment replaces a function's code and its configuration one after the other, and executions that
 * wait may call it in between: so the name stays for a release after {@code template.yaml} has left it.
 */
public final class SubmitHandler extends org.mfasender.functions.SubmitHandler {

    public SubmitHandler() {
        this(Configuration.ofProcess());
    }

    public SubmitHandler(Map<String, String> variables) {
        super(variables);
    }
}

package org.mfasender.functions;

import java.time.Duration;
import java.util.Map;
import org.mfasender.platform.config.Configuration;
import org.mfasender.sender.run.StepName;
import org.mfasender.setup.Validate;
import org.mfasender.setup.WebhookSecrets;
import org.mfasender.workflow.StepFunction;
import org.mfasender.workflow.StepTools;

/** Step 1 of the workflow, {@code validate}. */
public class ValidateHandler extends StepFunction {

    public ValidateHandler() {
        this(Configuration.ofProcess());
    }

    public ValidateHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private ValidateHandler(Components components) {
        this(
                components.stepTools(),
                components.webhookSecretKeeping(),
                components.configuration().confirmationWait());
    }

    private ValidateHandler(StepTools tools, WebhookSecrets webhookSecrets, Duration confirmation) {
        super(StepName.VALIDATE, tools, new Validate(tools, webhookSecrets, confirmation));
    }
}

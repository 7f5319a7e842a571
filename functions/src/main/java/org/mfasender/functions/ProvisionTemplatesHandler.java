package org.mfasender.functions;

import java.util.Map;
import org.mfasender.platform.config.Configuration;
import org.mfasender.sender.run.StepName;
import org.mfasender.setup.ProvisionTemplates;
import org.mfasender.workflow.StepFunction;
import org.mfasender.workflow.StepTools;

/** Step 3 of the workflow, {@code provision-templates}. */
public class ProvisionTemplatesHandler extends StepFunction {

    public ProvisionTemplatesHandler() {
        this(Configuration.ofProcess());
    }

    public ProvisionTemplatesHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private ProvisionTemplatesHandler(Components components) {
        StepTools tools = components.stepTools();
        super(
                StepName.PROVISION_TEMPLATES,
                tools,
                new ProvisionTemplates(
                        tools,
                        components.planner(),
                        components.templateNames(),
                        components.configuration().reviewWait(),
                        components.subscriber()));
    }
}

package org.mfasender.functions;

import java.util.Map;
import org.mfasender.platform.config.Configuration;
import org.mfasender.sender.run.StepName;
import org.mfasender.setup.ListNumbers;
import org.mfasender.workflow.StepFunction;
import org.mfasender.workflow.StepTools;

/** Step 2 of the workflow, {@code list-numbers}. */
public class ListNumbersHandler extends StepFunction {

    public ListNumbersHandler() {
        this(Configuration.ofProcess());
    }

    public ListNumbersHandler(Map<String, String> variables) {
        this(new Components(variables));
    }

    private ListNumbersHandler(Components components) {
        this(components.stepTools());
    }

    private ListNumbersHandler(StepTools tools) {
        super(StepName.LIST_NUMBERS, tools, new ListNumbers(tools));
    }
}

package org.mfasender.validate;

import java.util.List;
import java.util.Map;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.check.Prerequisites;
import org.mfasender.sender.Check;
import org.mfasender.sender.CheckStatus;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.Step;
import org.mfasender.sender.StepName;
import org.mfasender.workflow.StepFunction;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;

/** Step 1: asks Meta about the credentials. Only when no check fails do they become the current version of the secret. */
public final class ValidateHandler extends StepFunction {

    private final StepTools tools;
    private final Prerequisites prerequisites;

    public ValidateHandler() {
        this(System.getenv());
    }

    public ValidateHandler(Map<String, String> variables) {
        this(StepTools.of(new FunctionEnvironment(variables)));
    }

    private ValidateHandler(StepTools tools) {
        super(StepName.VALIDATE, tools);
        this.tools = tools;
        this.prerequisites = new Prerequisites(tools.graph());
    }

    @Override
    protected StepResult perform(SenderAccount account, Credentials credentials, Step step) {
        List<Check> checks = prerequisites.check(account.whatsAppAccountBusinessId(), credentials);
        if (checks.stream().anyMatch(check -> check.status() == CheckStatus.FAILED)) {
            return StepResult.failed(step, now(), null, checks);
        }
        tools.vault().promote(account.environmentId(), account.credentials().version(), () -> isNewest(account));
        return StepResult.succeeded(step, now(), null, checks);
    }

    private boolean isNewest(SenderAccount account) {
        return tools.store()
                .findAccount(account.environmentId())
                .filter(current -> current.generation() == account.generation())
                .isPresent();
    }
}

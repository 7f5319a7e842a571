package org.mfasender.validate;

import java.util.Map;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.check.Prerequisites;
import org.mfasender.check.Prerequisites.Question;
import org.mfasender.check.Report;
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
        Report report = prerequisites.check(
                new Question(account.whatsAppAccountBusinessId(), credentials, account.acceptExpiringToken()));
        if (report.hasFailed()) {
            return StepResult.failed(step, now(), null, report.checks());
        }
        tools.vault().promote(account.environmentId(), account.credentials().version(), () -> isNewest(account));
        return StepResult.succeeded(step, now(), null, report.checks())
                .changing(current -> current.withTokenExpiry(report.tokenExpiresAt()));
    }

    private boolean isNewest(SenderAccount account) {
        return tools.store()
                .findAccount(account.environmentId())
                .filter(current -> current.generation() == account.generation())
                .isPresent();
    }
}

package org.mfasender.setup;

import org.mfasender.checks.Prerequisites;
import org.mfasender.checks.Prerequisites.Question;
import org.mfasender.checks.Report;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Step;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;
import org.mfasender.workflow.StepWork;

/** Step 1: asks Meta about the credentials. Only when no check fails do they become the current version of the secret. */
public final class Validate implements StepWork {

    private final StepTools tools;
    private final Prerequisites prerequisites;

    public Validate(StepTools tools) {
        this.tools = tools;
        this.prerequisites = new Prerequisites(tools.graph());
    }

    @Override
    public StepResult perform(SenderAccount account, Credentials credentials, Step step) {
        Report report = prerequisites.check(new Question(
                account.whatsAppAccountBusinessId(),
                credentials,
                account.connection().acceptExpiringToken()));
        if (report.hasFailed()) {
            return StepResult.failed(step, tools.clock().now(), null, report.checks());
        }
        tools.vault().promote(account.environmentId(), account.credentials().version(), () -> isNewest(account));
        return StepResult.succeeded(step, tools.clock().now(), null, report.checks())
                .changing(current -> current.withTokenExpiry(report.tokenExpiresAt()));
    }

    private boolean isNewest(SenderAccount account) {
        return tools.store()
                .findAccount(account.environmentId())
                .filter(current -> current.generation() == account.generation())
                .isPresent();
    }
}

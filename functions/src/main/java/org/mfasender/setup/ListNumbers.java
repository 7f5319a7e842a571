package org.mfasender.setup;

import java.time.Instant;
import java.util.List;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckStatus;
import org.mfasender.numbers.NumberChecks;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.Clock;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Step;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;
import org.mfasender.workflow.StepWork;

/**
 * Step 2: lists the sender numbers with everything that decides whether they are usable. The only usable one is selected by
 * itself; among several a person selects.
 */
public final class ListNumbers implements StepWork {

    private final NumberChecks checks;
    private final Clock clock;

    public ListNumbers(StepTools tools) {
        this.checks = new NumberChecks(tools.graph());
        this.clock = tools.clock();
    }

    @Override
    public StepResult perform(SenderAccount account, Credentials credentials, Step step) {
        Instant now = clock.now();
        AccessToken token = Tokens.user(credentials);
        List<SenderNumber> numbers = checks.list(token, account.whatsAppAccountBusinessId(), account.numbers(), now);
        List<Check> found = checks.check(token, numbers);
        StepResult result = found.stream().anyMatch(check -> check.status() == CheckStatus.FAILED)
                ? StepResult.failed(step, now, null, found)
                : StepResult.succeeded(step, now, null, found);
        return result.changing(current -> current.withNumbers(numbers));
    }
}

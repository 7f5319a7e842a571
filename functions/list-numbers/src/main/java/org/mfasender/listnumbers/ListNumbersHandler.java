package org.mfasender.listnumbers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.check.NumberChecks;
import org.mfasender.check.Tokens;
import org.mfasender.meta.AccessToken;
import org.mfasender.sender.Check;
import org.mfasender.sender.CheckStatus;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderNumber;
import org.mfasender.sender.Step;
import org.mfasender.sender.StepName;
import org.mfasender.workflow.StepFunction;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;

/**
 * Step 2: lists the sender numbers with everything that says whether they are usable. The only usable one is selected by
 * itself; among several a person selects.
 */
public final class ListNumbersHandler extends StepFunction {

    private final NumberChecks checks;

    public ListNumbersHandler() {
        this(System.getenv());
    }

    public ListNumbersHandler(Map<String, String> variables) {
        this(StepTools.of(new FunctionEnvironment(variables)));
    }

    private ListNumbersHandler(StepTools tools) {
        super(StepName.LIST_NUMBERS, tools);
        this.checks = new NumberChecks(tools.graph());
    }

    @Override
    protected StepResult perform(SenderAccount account, Credentials credentials, Step step) {
        Instant now = now();
        AccessToken token = Tokens.user(credentials);
        List<SenderNumber> numbers = checks.list(token, account.whatsAppAccountBusinessId(), account.numbers(), now);
        List<Check> found = checks.check(token, numbers);
        StepResult result = found.stream().anyMatch(check -> check.status() == CheckStatus.FAILED)
                ? StepResult.failed(step, now, null, found)
                : StepResult.succeeded(step, now, null, found);
        return result.changing(current -> current.withNumbers(numbers));
    }
}

package org.mfasender.listnumbers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.check.Prerequisites;
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

    private final StepTools tools;

    public ListNumbersHandler() {
        this(System.getenv());
    }

    public ListNumbersHandler(Map<String, String> variables) {
        this(StepTools.of(new FunctionEnvironment(variables)));
    }

    private ListNumbersHandler(StepTools tools) {
        super(StepName.LIST_NUMBERS, tools);
        this.tools = tools;
    }

    @Override
    protected StepResult perform(SenderAccount account, Credentials credentials, Step step) {
        Instant now = now();
        List<SenderNumber> numbers = Numbers.describe(
                tools.graph().phoneNumbers(Prerequisites.token(credentials), account.whatsAppAccountBusinessId()),
                account.numbers(),
                now);
        Check check = Numbers.check(numbers);
        StepResult result = check.status() == CheckStatus.FAILED
                ? StepResult.failed(step, now, null, List.of(check))
                : StepResult.succeeded(step, now, null, List.of(check));
        return result.changing(current -> current.withNumbers(numbers));
    }
}

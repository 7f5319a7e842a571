package org.mfasender.setup;

import java.time.Instant;
import java.util.List;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Refused;
import org.mfasender.numbers.NumberChecks;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.Connection;
import org.mfasender.sender.run.Step;
import org.mfasender.workflow.Job;
import org.mfasender.workflow.StepResult;
import org.mfasender.workflow.StepTools;
import org.mfasender.workflow.StepWork;

/**
 * Step 2: lists the sender numbers with everything that decides whether they are usable. The only usable one is selected by
 * itself; among several a person selects.
 */
public final class ListNumbers implements StepWork {

    private final NumberChecks checks;
    private final StepTools tools;

    public ListNumbers(StepTools tools) {
        this.checks = new NumberChecks(tools.graph());
        this.tools = tools;
    }

    @Override
    public StepResult perform(Job job, Credentials credentials, Step step) {
        Instant now = tools.clock().now();
        AccessToken token = Tokens.user(credentials);
        Connection former = former(job);
        List<SenderNumber> known = tools.store().numbers(job.account(), former);
        String account = job.connection().whatsAppAccountBusinessId();
        List<SenderNumber> numbers;
        try {
            numbers = checks.list(token, account, known, now);
        } catch (GraphException e) {
            Check refused = Refused.later(CheckName.SENDER_NUMBER, e.fixable(), account);
            return StepResult.failed(step, now, null, List.of(refused));
        }
        List<Check> found =
                checks.check(token, numbers, job.connection().numbers().requested());
        StepResult result = found.stream().anyMatch(check -> check.status() == CheckStatus.FAILED)
                ? StepResult.failed(step, now, null, found)
                : StepResult.succeeded(step, now, null, found);
        String listing = tools.listings()
                .write(
                        job.account().environmentId(),
                        job.connection().run().generation(),
                        numbers,
                        former.numbers().listing(),
                        now);
        return result.changing((owner, current) -> current.withNumbers(current.numbers()
                .relisted(listing, numbers, former(new Job(owner, current)).numbers())));
    }

    /** What lists the numbers of the same WhatsApp Business Account so far: the connection, if a candidate would replace it there. */
    private static Connection former(Job job) {
        Connection works = job.account().connection();
        Connection own = job.connection();
        return works != null
                        && own.numbers().listing() == null
                        && works.whatsAppAccountBusinessId().equals(own.whatsAppAccountBusinessId())
                ? works
                : own;
    }
}

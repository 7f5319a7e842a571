package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.MetaIds;
import org.mfasender.checks.Prerequisites;
import org.mfasender.checks.Prerequisites.Question;
import org.mfasender.checks.Report;
import org.mfasender.numbers.NumberChecks;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.templates.catalog.TemplateChecks;

/** Every check at once, without a run. */
public final class DryRun {

    private static final List<CheckName> OF_NUMBERS_AND_TEMPLATES = List.of(
            CheckName.SENDER_NUMBER,
            CheckName.MESSAGING_RIGHTS,
            CheckName.TEMPLATE_RIGHTS,
            CheckName.TEMPLATE_CAPACITY);

    private final Prerequisites prerequisites;
    private final NumberChecks numbers;
    private final TemplateChecks templates;

    public DryRun(GraphClient graph) {
        this.prerequisites = new Prerequisites(graph);
        this.numbers = new NumberChecks(graph);
        this.templates = new TemplateChecks(graph);
    }

    /**
     * What came out: all checks, and the numbers if they could be read.
     *
     * @param ids for the links of the checks
     */
    public record Outcome(List<Check> checks, List<SenderNumber> numbers, MetaIds ids) {

        /** {@code PASSED} only if every check that must pass has passed. */
        public CheckStatus status() {
            return CheckStatus.worst(checks);
        }
    }

    /**
     * Makes the checks. Writes nothing at Meta.
     *
     * @param wantedTemplates how many templates are still to be created
     * @throws GraphException when Meta limits the rate or is failing
     */
    public Outcome run(Question question, int wantedTemplates, Instant now) {
        Report report = prerequisites.check(question);
        if (!report.hasPassed(CheckName.WABA_READABLE)) {
            report.skip(CheckName.WABA_READABLE, OF_NUMBERS_AND_TEMPLATES);
            return new Outcome(report.checks(), List.of(), report.ids());
        }
        AccessToken token = report.token();
        List<Check> checks = new ArrayList<>(report.checks());
        List<SenderNumber> listed = addNumbers(question, report, now, checks);
        checks.addAll(templates.check(token, question.businessAccountId(), wantedTemplates));
        return new Outcome(List.copyOf(checks), listed, report.ids());
    }

    private List<SenderNumber> addNumbers(Question question, Report report, Instant now, List<Check> checks) {
        try {
            List<SenderNumber> listed = numbers.list(report.token(), question.businessAccountId(), List.of(), now);
            numbers.check(report.token(), listed).forEach(check -> checks.add(explained(check, report)));
            return listed;
        } catch (GraphException e) {
            checks.add(Check.refused(CheckName.SENDER_NUMBER, e.fixable(), question.businessAccountId()));
            checks.add(Check.skipped(CheckName.MESSAGING_RIGHTS, CheckName.SENDER_NUMBER));
            return List.of();
        }
    }

    /** A missing scope is reported once, not also as missing rights. */
    private static Check explained(Check check, Report report) {
        CheckName scope = CheckName.SCOPE_WHATSAPP_BUSINESS_MESSAGING;
        return check.name() == CheckName.MESSAGING_RIGHTS && report.hasFailed(scope)
                ? Check.skipped(CheckName.MESSAGING_RIGHTS, scope)
                : check;
    }
}

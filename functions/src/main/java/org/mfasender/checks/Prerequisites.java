package org.mfasender.checks;

import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;

/**
 * Asks Meta whether credentials are fit for sending passcodes. Every check is made unless it depends on a failed one. Trial calls
 * decide; scopes explain. What a person can fix becomes a check. Nothing is written at Meta.
 */
public final class Prerequisites {

    private final TokenChecks tokens;
    private final PartialTokenChecks parts;
    private final AccountChecks accounts;

    public Prerequisites(GraphClient graph) {
        this.tokens = new TokenChecks(graph);
        this.parts = new PartialTokenChecks(graph);
        this.accounts = new AccountChecks(graph);
    }

    /**
     * All checks of credentials and account; numbers and templates have checks of their own.
     *
     * @throws GraphException when Meta limits the rate or is failing, which says nothing about the credentials
     */
    public Report check(Question question) {
        Report report = reportOn(question);
        checkToken(question, report);
        accounts.check(question, report);
        return report;
    }

    /** The checks of app and token. A call that Meta limits, or does not answer properly, becomes a check. */
    public Report checkCredentials(Question question) {
        Report report = reportOn(question);
        try {
            checkToken(question, report);
        } catch (GraphException e) {
            tokens.addUnanswered(question, e.failure(), report);
        }
        return report;
    }

    /** Adds the checks of the account in the same way. */
    public Report checkAccount(Question question, Report report) {
        try {
            accounts.check(question, report);
        } catch (GraphException e) {
            AccountChecks.addUnanswered(e.failure(), report);
        }
        return report;
    }

    private static Report reportOn(Question question) {
        return new Report(MetaIds.of(question.credentials().appId(), question.businessAccountId()));
    }

    private void checkToken(Question question, Report report) {
        question.credentials()
                .whole()
                .ifPresentOrElse(
                        credentials -> report.facts(tokens.check(question, credentials, report)),
                        () -> parts.check(question, report).ifPresent(report::facts));
    }
}

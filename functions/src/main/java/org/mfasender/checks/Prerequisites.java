package org.mfasender.checks;

import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.secrets.Credentials;

/**
 * Asks Meta whether credentials are fit for sending passcodes. Every check is made unless it depends on a failed one. Trial calls
 * decide; scopes explain. What a person can fix becomes a check; a rate limit or a failure of Meta is thrown as
 * {@link GraphException}, because it says nothing about the credentials. Nothing is written at Meta.
 */
public final class Prerequisites {

    private final TokenChecks tokens;
    private final AccountChecks accounts;

    public Prerequisites(GraphClient graph) {
        this.tokens = new TokenChecks(graph);
        this.accounts = new AccountChecks(graph);
    }

    /** All checks of credentials and account; numbers and templates have checks of their own. */
    public Report check(Question question) {
        Report report = new Report(MetaIds.of(question.credentials().appId(), question.businessAccountId()));
        TokenFacts facts = tokens.check(question, report);
        report.token(facts.token());
        accounts.check(question, facts, report);
        return report;
    }

    /**
     * What to check.
     *
     * @param acceptExpiringToken whether a token that expires is a warning instead of a failure
     */
    public record Question(String businessAccountId, Credentials credentials, boolean acceptExpiringToken) {}
}

package org.mfasender.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mfasender.checks.Prerequisites.Question;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.BusinessAccount;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.secrets.Credentials;

/** The WhatsApp Business Account: whether it is one, can be read, and is fit to send. */
final class AccountChecks {

    private static final List<CheckName> OF_A_READABLE_ACCOUNT = List.of(
            CheckName.SYSTEM_USER_IS_ADMIN,
            CheckName.ACCOUNT_REVIEWED,
            CheckName.ACCOUNT_ACTIVE,
            CheckName.ACCOUNT_HEALTHY,
            CheckName.PAYMENT_METHOD,
            CheckName.BUSINESS_VERIFIED,
            CheckName.MESSAGING_LIMIT);

    private final GraphClient graph;
    private final SystemUserCheck systemUser;
    private final UnreadableAccount unreadable;

    AccountChecks(GraphClient graph) {
        this.graph = graph;
        this.systemUser = new SystemUserCheck(graph);
        this.unreadable = new UnreadableAccount(graph);
    }

    void check(Question question, TokenFacts facts, Report report) {
        if (!facts.valid()) {
            report.skip(CheckName.TOKEN_VALID, List.of(CheckName.APP_SECRET_PROOF, CheckName.WABA_READABLE));
            report.skip(CheckName.TOKEN_VALID, OF_A_READABLE_ACCOUNT);
            return;
        }
        Optional<BusinessAccount> account = read(question, facts, report);
        if (account.isEmpty()) {
            report.skip(CheckName.WABA_READABLE, OF_A_READABLE_ACCOUNT);
            return;
        }
        report.portfolio(account.get().ownerBusinessId());
        report.add(systemUser.check(facts, account.get(), report));
        AccountReadiness.of(account.get()).forEach(report::add);
    }

    private Optional<BusinessAccount> read(Question question, TokenFacts facts, Report report) {
        String id = question.businessAccountId();
        try {
            BusinessAccount account = graph.businessAccount(facts.token(), id);
            report.add(proof(question.credentials(), report));
            report.add(Check.passed(CheckName.WABA_READABLE, Map.of("wabaId", id)));
            return Optional.of(account);
        } catch (GraphException e) {
            GraphFailure failure = e.fixable();
            if (failure.isParameterRefused() && isProofRefused(facts.token())) {
                addProofRefused(question.credentials(), failure, report);
            } else {
                report.add(proof(question.credentials(), report));
                report.add(unreadable.check(question, facts, failure, report));
            }
            return Optional.empty();
        }
    }

    private static Check proof(Credentials credentials, Report report) {
        if (report.hasFailed(CheckName.APP_CREDENTIALS)) {
            return Check.skipped(CheckName.APP_SECRET_PROOF, CheckName.APP_CREDENTIALS);
        }
        return credentials.canSign()
                ? Check.passed(CheckName.APP_SECRET_PROOF)
                : Check.warning(CheckName.APP_SECRET_PROOF, Cause.OPAQUE, Map.of(), null);
    }

    /** The refused parameter may be the proof or the account's ID: a call without an ID shows which. */
    private boolean isProofRefused(AccessToken token) {
        try {
            graph.userId(token);
            return false;
        } catch (GraphException e) {
            return e.fixable().isParameterRefused();
        }
    }

    /** A wrong app explains a refused proof; only without one the secret is to blame. */
    private static void addProofRefused(Credentials credentials, GraphFailure failure, Report report) {
        Optional<CheckName> wrongApp = Stream.of(CheckName.APP_CREDENTIALS, CheckName.TOKEN_BELONGS_TO_APP)
                .filter(report::hasFailed)
                .findFirst();
        Cause cause = credentials.canSign() ? Cause.FAILED : Cause.REQUIRED;
        report.add(wrongApp.map(name -> Check.skipped(CheckName.APP_SECRET_PROOF, name))
                .orElseGet(() -> Check.failed(CheckName.APP_SECRET_PROOF, cause, Map.of(), failure.error())));
        report.add(Check.skipped(CheckName.WABA_READABLE, wrongApp.orElse(CheckName.APP_SECRET_PROOF)));
    }
}

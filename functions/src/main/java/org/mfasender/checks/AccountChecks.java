package org.mfasender.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.BusinessAccount;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.secrets.PartialCredentials;

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

    /** Adds the checks; those of what is missing are left out. */
    void check(Question question, Report report) {
        TokenFacts facts = report.facts();
        if (facts != null && !facts.valid()) {
            report.skip(CheckName.TOKEN_VALID, List.of(CheckName.APP_SECRET_PROOF, CheckName.WABA_READABLE));
            report.skip(CheckName.TOKEN_VALID, OF_A_READABLE_ACCOUNT);
            return;
        }
        String id = question.businessAccountId();
        if (facts == null || id == null) {
            report.add(
                    facts == null
                            ? Check.without(CheckName.APP_SECRET_PROOF, missingToSign(question))
                            : signature(question, facts, report));
            report.leaveOut(question.missingForAccount(), List.of(CheckName.WABA_READABLE));
            report.leaveOut(question.missingForAccount(), OF_A_READABLE_ACCOUNT);
            return;
        }
        Optional<BusinessAccount> account = read(question, id, facts, report);
        if (account.isEmpty()) {
            report.skip(CheckName.WABA_READABLE, OF_A_READABLE_ACCOUNT);
            return;
        }
        report.portfolio(account.get().ownerBusinessId());
        report.messagingLimit(account.get().messagingLimit());
        report.add(systemUser.check(facts, account.get(), report));
        AccountReadiness.of(account.get()).forEach(report::add);
    }

    /** Leaves open what depends on the account, because Meta did not answer properly. */
    static void addUnanswered(GraphFailure failure, Report report) {
        report.add(Check.skipped(CheckName.APP_SECRET_PROOF, CheckName.WABA_READABLE));
        report.add(Check.refused(CheckName.WABA_READABLE, failure, ""));
        report.skip(CheckName.WABA_READABLE, OF_A_READABLE_ACCOUNT);
    }

    private static List<Needed> missingToSign(Question question) {
        return question.credentials().appSecret() == null
                ? List.of(Needed.ACCESS_TOKEN, Needed.APP_SECRET)
                : List.of(Needed.ACCESS_TOKEN);
    }

    /** Without an account, a call that needs no more than the token shows whether it may be signed so. */
    private Check signature(Question question, TokenFacts facts, Report report) {
        Check check = proof(question.credentials(), report);
        if (check.status() == CheckStatus.SKIPPED) {
            return check;
        }
        try {
            graph.userId(facts.token());
            return check;
        } catch (GraphException e) {
            GraphFailure failure = e.failure();
            return failure.isParameterRefused()
                    ? proofRefused(question.credentials(), failure, report)
                    : Check.refused(CheckName.APP_SECRET_PROOF, failure, question.accountOrEmpty());
        }
    }

    private Optional<BusinessAccount> read(Question question, String id, TokenFacts facts, Report report) {
        try {
            BusinessAccount account = graph.businessAccount(facts.token(), id);
            report.add(proof(question.credentials(), report));
            report.add(Check.passed(CheckName.WABA_READABLE, Map.of("wabaId", id)));
            return Optional.of(account);
        } catch (GraphException e) {
            GraphFailure failure = e.fixable();
            if (failure.isParameterRefused() && isProofRefused(facts.token())) {
                Check proof = proofRefused(question.credentials(), failure, report);
                report.add(proof);
                report.add(
                        Check.skipped(CheckName.WABA_READABLE, wrongApp(report).orElse(CheckName.APP_SECRET_PROOF)));
            } else {
                report.add(proof(question.credentials(), report));
                report.add(unreadable.check(question, id, facts, failure, report));
            }
            return Optional.empty();
        }
    }

    private static Check proof(PartialCredentials credentials, Report report) {
        if (credentials.appSecret() == null) {
            return Check.without(CheckName.APP_SECRET_PROOF, List.of(Needed.APP_SECRET));
        }
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
    private static Check proofRefused(PartialCredentials credentials, GraphFailure failure, Report report) {
        if (credentials.appSecret() == null) {
            return Check.without(CheckName.APP_SECRET_PROOF, List.of(Needed.APP_SECRET));
        }
        Cause cause = credentials.canSign() ? Cause.FAILED : Cause.REQUIRED;
        return wrongApp(report)
                .map(name -> Check.skipped(CheckName.APP_SECRET_PROOF, name))
                .orElseGet(() -> Check.failed(CheckName.APP_SECRET_PROOF, cause, Map.of(), failure.error()));
    }

    private static Optional<CheckName> wrongApp(Report report) {
        return Stream.of(CheckName.APP_CREDENTIALS, CheckName.TOKEN_BELONGS_TO_APP)
                .filter(report::hasFailed)
                .findFirst();
    }
}

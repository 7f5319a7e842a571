package org.mfasender.checks;

import java.util.Map;
import org.mfasender.checks.Prerequisites.Question;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphFailure;

/** Why an account cannot be read, and which other ID or number was probably entered instead. Meta's texts are not relied on. */
final class UnreadableAccount {

    /** Digits of a phone number without its plus; account IDs are longer. */
    private static final int LONGEST_PHONE_NUMBER = 13;

    private final GraphClient graph;

    UnreadableAccount(GraphClient graph) {
        this.graph = graph;
    }

    Check check(Question question, TokenFacts facts, GraphFailure failure, Report report) {
        CheckName scope = CheckName.SCOPE_WHATSAPP_BUSINESS_MANAGEMENT;
        if (failure.isPermissionMissing() && report.hasFailed(scope)) {
            return Check.skipped(CheckName.WABA_READABLE, scope);
        }
        Map<String, String> values = Map.of("wabaId", question.businessAccountId());
        return Check.failed(CheckName.WABA_READABLE, cause(question, facts, failure), values, failure.error());
    }

    private Cause cause(Question question, TokenFacts facts, GraphFailure failure) {
        String id = question.businessAccountId();
        if (failure.isPermissionMissing()) {
            return Cause.UNASSIGNED;
        }
        if (failure.isLocked()) {
            return Cause.LOCKED;
        }
        if (id.equals(question.credentials().appId()) || id.equals(facts.appId())) {
            return Cause.APP_ID;
        }
        if (graph.hasField(facts.token(), id, "display_phone_number")) {
            return Cause.PHONE_NUMBER_ID;
        }
        if (graph.hasField(facts.token(), id, "verification_status")) {
            return Cause.PORTFOLIO_ID;
        }
        if (id.length() <= LONGEST_PHONE_NUMBER) {
            return Cause.PHONE_NUMBER;
        }
        return failure.isInvisible() ? Cause.INVISIBLE : Cause.FAILED;
    }
}

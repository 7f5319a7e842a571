package org.mfasender.checks;

import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.meta.GraphCause;
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

    Check check(Question question, String id, TokenFacts facts, GraphFailure failure, Report report) {
        CheckName scope = CheckName.SCOPE_WHATSAPP_BUSINESS_MANAGEMENT;
        return switch (failure.cause()) {
            case PERMISSION ->
                report.hasFailed(scope)
                        ? Check.skipped(CheckName.WABA_READABLE, scope)
                        : Check.refused(CheckName.WABA_READABLE, failure, id);
            case WRONG_ID, PARAMETER ->
                otherThing(question, id, facts, failure)
                        .map(cause ->
                                Check.failed(CheckName.WABA_READABLE, cause, Map.of("wabaId", id), failure.error()))
                        .orElseGet(() -> Check.refused(CheckName.WABA_READABLE, failure, id));
            default -> Check.refused(CheckName.WABA_READABLE, failure, id);
        };
    }

    /** What else the ID is; empty when nothing is known that it could be. */
    private Optional<Cause> otherThing(Question question, String id, TokenFacts facts, GraphFailure failure) {
        if (id.equals(question.credentials().appId()) || id.equals(facts.appId())) {
            return Optional.of(Cause.APP_ID);
        }
        if (graph.hasField(facts.token(), id, "display_phone_number")) {
            return Optional.of(Cause.PHONE_NUMBER_ID);
        }
        if (graph.hasField(facts.token(), id, "verification_status")) {
            return Optional.of(Cause.PORTFOLIO_ID);
        }
        if (id.length() <= LONGEST_PHONE_NUMBER) {
            return Optional.of(Cause.PHONE_NUMBER);
        }
        return failure.cause() == GraphCause.PARAMETER ? Optional.of(Cause.FAILED) : Optional.empty();
    }
}

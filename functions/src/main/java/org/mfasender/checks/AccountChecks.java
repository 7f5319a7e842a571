package org.mfasender.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Prerequisites.Question;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.BusinessAccount;
import org.mfasender.platform.meta.Failures;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.platform.secrets.Credentials;

/** The WhatsApp Business Account: whether it is one, is readable, and is fit to send. */
final class AccountChecks {

    private static final List<String> OF_A_READABLE_ACCOUNT = List.of(
            "systemUserIsAdmin",
            "accountReviewed",
            "accountActive",
            "accountHealthy",
            "paymentMethod",
            "businessVerified",
            "messagingLimit");

    private final GraphClient graph;
    private final SystemUserCheck systemUser;

    AccountChecks(GraphClient graph) {
        this.graph = graph;
        this.systemUser = new SystemUserCheck(graph);
    }

    void check(Question question, TokenFacts facts, Report report) {
        if (!facts.usable()) {
            report.skip("tokenValid", List.of("appSecretProof", "wabaReadable"));
            report.skip("tokenValid", OF_A_READABLE_ACCOUNT);
            return;
        }
        Optional<BusinessAccount> account = read(question, facts, report);
        if (account.isEmpty()) {
            report.skip("wabaReadable", OF_A_READABLE_ACCOUNT);
            return;
        }
        report.add(systemUser.check(facts, account.get(), report));
        addReadiness(account.get(), report);
    }

    private Optional<BusinessAccount> read(Question question, TokenFacts facts, Report report) {
        Map<String, String> values = Map.of("wabaId", question.businessAccountId());
        try {
            BusinessAccount account = readMost(facts.token(), question.businessAccountId());
            report.add(proof(question.credentials(), report));
            report.add(Check.passed("wabaReadable", values));
            return Optional.of(account);
        } catch (GraphException e) {
            GraphFailure failure = Failures.mendable(e);
            MetaError meta = Failures.meta(failure);
            if (failure.isParameterRefused() && isProofRefused(facts.token())) {
                String cause = Stream.of("appCredentials", "tokenBelongsToApp")
                        .filter(report::hasFailed)
                        .findFirst()
                        .orElse("appSecretProof");
                report.add(
                        cause.equals("appSecretProof")
                                ? Check.failed(cause, proofVariant(question.credentials()), values, meta)
                                : Check.skipped("appSecretProof", cause));
                report.add(Check.skipped("wabaReadable", cause));
            } else {
                report.add(proof(question.credentials(), report));
                report.add(
                        failure.isPermissionMissing() && report.hasFailed(TokenChecks.MANAGEMENT)
                                ? Check.skipped("wabaReadable", TokenChecks.MANAGEMENT)
                                : Check.failed("wabaReadable", variant(question, facts, failure), values, meta));
            }
            return Optional.empty();
        }
    }

    /** One field that the token may not read fails the whole call. */
    private BusinessAccount readMost(AccessToken token, String id) {
        try {
            return graph.businessAccount(token, id);
        } catch (GraphException e) {
            GraphFailure failure = Failures.mendable(e);
            if (failure.isParameterRefused() || failure.isPermissionMissing()) {
                return graph.businessAccountCore(token, id);
            }
            throw e;
        }
    }

    private static Check proof(Credentials credentials, Report report) {
        if (report.hasFailed("appCredentials")) {
            return Check.skipped("appSecretProof", "appCredentials");
        }
        return credentials.canSign()
                ? Check.passed("appSecretProof")
                : Check.warning("appSecretProof", "opaque", Map.of(), null);
    }

    private static String proofVariant(Credentials credentials) {
        return credentials.canSign() ? "failed" : "required";
    }

    /** A refused parameter of the account may be the proof or the id: a call without an id tells them apart. */
    private boolean isProofRefused(AccessToken token) {
        try {
            graph.userId(token);
            return false;
        } catch (GraphException e) {
            return Failures.mendable(e).isParameterRefused();
        }
    }

    /** What was probably pasted instead: Meta's texts would say it too, but are not to be relied on. */
    private String variant(Question question, TokenFacts facts, GraphFailure failure) {
        String id = question.businessAccountId();
        if (failure.isPermissionMissing()) {
            return "unassigned";
        }
        if (failure.isLocked()) {
            return "locked";
        }
        if (id.equals(question.credentials().appId()) || id.equals(facts.appId())) {
            return "appId";
        }
        if (graph.hasField(facts.token(), id, "display_phone_number")) {
            return "phoneNumberId";
        }
        if (graph.hasField(facts.token(), id, "verification_status")) {
            return "portfolioId";
        }
        if (id.length() <= LONGEST_PHONE_NUMBER) {
            return "phoneNumber";
        }
        return failure.isInvisible() ? "invisible" : "failed";
    }

    /** Digits of a phone number without its plus; ids of accounts are longer. */
    private static final int LONGEST_PHONE_NUMBER = 13;

    private static void addReadiness(BusinessAccount account, Report report) {
        report.add(judged("accountReviewed", account.accountReviewStatus(), "APPROVED", "REJECTED"));
        report.add(active(account));
        report.add(healthy(account));
        report.add(payment(account));
        report.add(verified(account));
        report.add(limit(account));
    }

    /** Meta's word: good, bad, or anything else, which deserves attention. */
    private static Check judged(String name, @Nullable String word, String good, String bad) {
        if (word == null) {
            return Check.unknown(name, null);
        }
        Map<String, String> values = Map.of("status", word);
        if (word.equals(good)) {
            return Check.passed(name, values);
        }
        return word.equals(bad) ? Check.failed(name, values, null) : Check.warning(name, "warning", values, null);
    }

    private static Check active(BusinessAccount account) {
        return judged("accountActive", account.status(), "ACTIVE", "DISABLED");
    }

    private static Check healthy(BusinessAccount account) {
        Check check = judged("accountHealthy", account.canSendMessage(), "AVAILABLE", "BLOCKED");
        MetaError meta = account.healthErrors().isEmpty()
                ? null
                : new MetaError(account.healthErrors().getFirst(), null, null);
        return new Check(
                check.name(), check.status(), check.message(), check.remedy(), check.field(), check.permission(), meta);
    }

    private static Check payment(BusinessAccount account) {
        if (!account.detailed()) {
            return Check.unknown("paymentMethod", null);
        }
        return account.funded()
                ? Check.passed("paymentMethod")
                : Check.warning("paymentMethod", "warning", Map.of(), null);
    }

    private static Check verified(BusinessAccount account) {
        String status = account.businessVerificationStatus();
        return judged("businessVerified", status == null ? null : status.toLowerCase(Locale.ROOT), "verified", "");
    }

    private static Check limit(BusinessAccount account) {
        String tier = account.messagingLimit();
        if (tier == null) {
            return Check.unknown("messagingLimit", null);
        }
        Map<String, String> values = Map.of("tier", tier);
        boolean low = tier.equals("TIER_50") || tier.equals("TIER_250") || tier.equals("TIER_1K");
        return low ? Check.warning("messagingLimit", "warning", values, null) : Check.passed("messagingLimit", values);
    }
}

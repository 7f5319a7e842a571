package org.mfasender.checks;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Prerequisites.Question;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.Failures;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.platform.meta.TokenInspection;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;

/**
 * App ID, App Secret and access token, each by itself and together. When the app's token is refused, the user's token is asked
 * about itself: that tells a wrong secret from the secret of another app, and lets the other checks be made.
 */
public final class TokenChecks {

    static final String BUSINESS = "scopeBusinessManagement";
    static final String MANAGEMENT = "scopeWhatsAppBusinessManagement";
    public static final String MESSAGING = "scopeWhatsAppBusinessMessaging";

    /** PingOne's "Before you begin" asks for all three. */
    private static final Map<String, String> SCOPES = scopes();

    private static final List<String> OF_A_VALID_TOKEN =
            List.of("tokenNeverExpires", "tokenOfSystemUser", BUSINESS, MANAGEMENT, MESSAGING);

    /** Meta's subcode of an expired token. */
    private static final int EXPIRED = 463;

    private static final int APP_REMOVED = 458;

    /** Meta's codes of a call without the proof that its app requires; a refused token is 190. */
    private static final Set<Integer> PROOF_REFUSED = Set.of(100, 104);

    private final GraphClient graph;

    TokenChecks(GraphClient graph) {
        this.graph = graph;
    }

    TokenFacts check(Question question, Report report) {
        Credentials credentials = question.credentials();
        GraphFailure refusal = null;
        TokenInspection inspection = null;
        try {
            inspection = graph.inspectToken(Tokens.app(credentials), Tokens.unsigned(credentials));
        } catch (GraphException e) {
            refusal = Failures.mendable(e);
            if (refusal.isTokenRefused() && isAccepted(Tokens.app(credentials))) {
                inspection = unreadable(refusal);
                refusal = null;
            } else {
                inspection = inspectItself(credentials);
            }
        }
        addApp(question, refusal, inspection, report);
        boolean proven = refusal == null || refusal.isParameterRefused();
        addToken(question, inspection, report);
        return new TokenFacts(
                proven ? Tokens.user(credentials) : Tokens.unsigned(credentials),
                report.hasPassed("tokenValid") ? null : "tokenValid",
                inspection.appId(),
                inspection.userId());
    }

    /** A token may always be asked about itself. Source: Meta, "Debug token". */
    private TokenInspection inspectItself(Credentials credentials) {
        try {
            return graph.inspectToken(Tokens.unsigned(credentials), Tokens.unsigned(credentials));
        } catch (GraphException e) {
            return unreadable(Failures.mendable(e));
        }
    }

    private static TokenInspection unreadable(GraphFailure failure) {
        return new TokenInspection(false, null, null, null, List.of(), null, failure.code(), failure.subcode());
    }

    /** A refused token may be the app's or the inspected one, if Meta cannot read it: the app's own tells them apart. */
    private boolean isAccepted(AccessToken app) {
        try {
            return graph.inspectToken(app, app).valid();
        } catch (GraphException e) {
            Failures.mendable(e);
            return false;
        }
    }

    private static void addApp(
            Question question, @Nullable GraphFailure refusal, TokenInspection inspection, Report report) {
        Credentials credentials = question.credentials();
        String tokensApp = inspection.appId();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("appId", credentials.appId());
        values.put("tokensApp", tokensApp == null ? "" : tokensApp);
        boolean refused = refusal != null && !refusal.isParameterRefused();
        MetaError meta = refusal == null ? null : Failures.meta(refusal);
        boolean sameApp = credentials.appId().equals(tokensApp);
        if (!refused) {
            report.add(Check.passed("appCredentials", values));
            report.add(belongsToApp(sameApp, refusal == null && tokensApp == null, values, meta));
            return;
        }
        if (credentials.looksSwapped()) {
            report.add(Check.failed("appCredentials", "swappedSecrets", values, meta));
            report.add(Check.skipped("tokenBelongsToApp", "appCredentials"));
        } else if (tokensApp == null) {
            report.add(Check.failed("appCredentials", values, meta));
            report.add(Check.skipped("tokenBelongsToApp", "appCredentials"));
        } else if (tokensApp.equals(question.businessAccountId())) {
            report.add(Check.failed("appCredentials", "swappedIds", values, meta));
            report.add(Check.skipped("tokenBelongsToApp", "appCredentials"));
        } else if (sameApp) {
            report.add(Check.failed("appCredentials", "wrongSecret", values, meta));
            report.add(Check.passed("tokenBelongsToApp", values));
        } else {
            report.add(Check.failed("appCredentials", "otherApp", values, meta));
            report.add(Check.skipped("tokenBelongsToApp", "appCredentials"));
        }
    }

    /** Meta answers for tokens of the asking app only; of one that it cannot read it says nothing. */
    private static Check belongsToApp(
            boolean sameApp, boolean untold, Map<String, String> values, @Nullable MetaError meta) {
        if (untold) {
            return Check.skipped("tokenBelongsToApp", "tokenValid");
        }
        return sameApp ? Check.passed("tokenBelongsToApp", values) : Check.failed("tokenBelongsToApp", values, meta);
    }

    private static void addToken(Question question, TokenInspection inspection, Report report) {
        if (!inspection.valid()) {
            report.add(refused(question, inspection, report));
            report.skip("tokenValid", OF_A_VALID_TOKEN);
            return;
        }
        report.add(Check.passed("tokenValid"));
        report.add(expiry(question, inspection, report));
        report.add(type(inspection));
        SCOPES.forEach((check, scope) -> report.add(
                inspection.scopes().contains(scope)
                        ? Check.passed(check, Map.of("scope", scope))
                        : Check.failed(check, Map.of("scope", scope), null)));
    }

    /** A question that was refused because it was not signed, or is about swapped values, says nothing about the token. */
    private static Check refused(Question question, TokenInspection inspection, Report report) {
        int code = inspection.code() == null ? 0 : inspection.code();
        if (PROOF_REFUSED.contains(code) || question.credentials().looksSwapped()) {
            boolean otherApp = report.hasFailed("tokenBelongsToApp");
            return Check.skipped("tokenValid", otherApp ? "tokenBelongsToApp" : "appCredentials");
        }
        MetaError meta = new MetaError(inspection.code(), inspection.subcode(), null);
        return Check.failed("tokenValid", variant(inspection), Map.of(), meta);
    }

    private static String variant(TokenInspection inspection) {
        int subcode = inspection.subcode() == null ? 0 : inspection.subcode();
        return switch (subcode) {
            case EXPIRED -> "expired";
            case APP_REMOVED -> "appRemoved";
            case 0 -> "malformed";
            default -> "failed";
        };
    }

    private static Check expiry(Question question, TokenInspection inspection, Report report) {
        if (inspection.neverExpires()) {
            return Check.passed("tokenNeverExpires");
        }
        Instant date = inspection.expiry().orElse(null);
        if (date == null) {
            return Check.unknown("tokenNeverExpires", null);
        }
        report.tokenExpiresAt(date);
        Map<String, String> values = Map.of("date", date.toString());
        return question.acceptExpiringToken()
                ? Check.warning("tokenNeverExpires", "accepted", values, null)
                : Check.failed("tokenNeverExpires", values, null);
    }

    private static Check type(TokenInspection inspection) {
        String type = inspection.type();
        if (type == null) {
            return Check.unknown("tokenOfSystemUser", null);
        }
        if (type.equals("SYSTEM_USER")) {
            return Check.passed("tokenOfSystemUser");
        }
        return Check.failed("tokenOfSystemUser", type.equals("USER") ? "person" : "failed", Map.of("type", type), null);
    }

    private static Map<String, String> scopes() {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put(BUSINESS, "business_management");
        scopes.put(MANAGEMENT, "whatsapp_business_management");
        scopes.put(MESSAGING, "whatsapp_business_messaging");
        return scopes;
    }
}

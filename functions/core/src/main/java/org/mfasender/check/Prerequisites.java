package org.mfasender.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.meta.AccessToken;
import org.mfasender.meta.BusinessAccount;
import org.mfasender.meta.GraphClient;
import org.mfasender.meta.GraphException;
import org.mfasender.meta.GraphFailure;
import org.mfasender.meta.GraphFailure.Kind;
import org.mfasender.meta.SystemUser;
import org.mfasender.meta.TokenInspection;
import org.mfasender.sender.Check;
import org.mfasender.sender.Credentials;
import org.mfasender.sender.MetaError;

/**
 * Asks Meta whether credentials are good for sending passcodes. Every check that can be made is made; one that depends on a
 * failed one is skipped. What a person can mend becomes a check; that Meta limits the rate or is failing is thrown on as
 * {@link GraphException}, because it says nothing about the credentials.
 */
public final class Prerequisites {

    /** PingOne's "Before you begin" asks for all three. */
    private static final Map<String, String> SCOPES = scopes();

    /** Meta's subcode of an expired token. */
    private static final Integer EXPIRED = 463;

    private final GraphClient graph;

    public Prerequisites(GraphClient graph) {
        this.graph = graph;
    }

    /** All checks, in the order in which a person would mend them. Calls Meta at most five times and writes nothing there. */
    public List<Check> check(String businessAccountId, Credentials credentials) {
        List<Check> checks = new ArrayList<>();
        Optional<TokenInspection> inspection = inspect(credentials, checks);
        boolean valid = inspection.filter(TokenInspection::valid).isPresent();
        Optional<BusinessAccount> account =
                valid ? readAccount(businessAccountId, credentials, checks) : skipAccount(checks);
        checks.add(role(account.isPresent(), businessAccountId, credentials, inspection.orElse(null)));
        return List.copyOf(checks);
    }

    /** The token with which calls on behalf of these credentials are made. */
    public static AccessToken token(Credentials credentials) {
        String value = credentials.userAccessToken().reveal();
        return credentials.canSign()
                ? AccessToken.signed(value, credentials.appSecret().reveal())
                : AccessToken.unsigned(value);
    }

    private Optional<TokenInspection> inspect(Credentials credentials, List<Check> checks) {
        Map<String, String> values = Map.of("appId", credentials.appId());
        AccessToken app =
                AccessToken.ofApp(credentials.appId(), credentials.appSecret().reveal());
        TokenInspection inspection;
        try {
            inspection = graph.inspectToken(
                    app, AccessToken.unsigned(credentials.userAccessToken().reveal()));
        } catch (GraphException e) {
            GraphFailure failure = mendable(e);
            if (failure.isParameterRefused()) {
                checks.add(Check.passed("appCredentials", values));
                checks.add(Check.failed("tokenBelongsToApp", values, MetaErrors.of(failure)));
                skipTokenChecks(checks, "tokenBelongsToApp", List.of("tokenBelongsToApp"));
            } else if (failure.isTokenRefused() && isAccepted(app)) {
                checks.add(Check.passed("appCredentials", values));
                checks.add(Check.skipped("tokenBelongsToApp", "tokenValid"));
                checks.add(Check.failed("tokenValid", Map.of(), MetaErrors.of(failure)));
                skipTokenChecks(checks, "tokenValid", List.of("tokenBelongsToApp", "tokenValid"));
            } else {
                checks.add(Check.failed("appCredentials", values, MetaErrors.of(failure)));
                skipTokenChecks(checks, "appCredentials", List.of());
            }
            return Optional.empty();
        }
        checks.add(Check.passed("appCredentials", values));
        checks.add(belongsToApp(inspection, values));
        if (!inspection.valid()) {
            checks.add(Check.failed(
                    "tokenValid",
                    EXPIRED.equals(inspection.subcode()) ? "expired" : "failed",
                    Map.of(),
                    new MetaError(inspection.code(), inspection.subcode(), null)));
            skipTokenChecks(checks, "tokenValid", List.of("tokenBelongsToApp", "tokenValid"));
            return Optional.of(inspection);
        }
        checks.add(Check.passed("tokenValid"));
        checks.add(expiry(inspection));
        checks.add(type(inspection));
        SCOPES.forEach((check, scope) -> checks.add(
                inspection.scopes().contains(scope)
                        ? Check.passed(check, Map.of("scope", scope))
                        : Check.failed(check, Map.of("scope", scope), null)));
        return Optional.of(inspection);
    }

    /** A refused token may be the app's or the inspected one, if Meta cannot read it: the app's own tells them apart. */
    private boolean isAccepted(AccessToken app) {
        try {
            return graph.inspectToken(app, app).valid();
        } catch (GraphException e) {
            mendable(e);
            return false;
        }
    }

    /** Meta answers for tokens of the asking app only; of one that it cannot read it says nothing. */
    private static Check belongsToApp(TokenInspection inspection, Map<String, String> values) {
        if (inspection.appId() == null && !inspection.valid()) {
            return Check.skipped("tokenBelongsToApp", "tokenValid");
        }
        return inspection.appId() == null || inspection.appId().equals(values.get("appId"))
                ? Check.passed("tokenBelongsToApp", values)
                : Check.failed("tokenBelongsToApp", values, null);
    }

    private static Check expiry(TokenInspection inspection) {
        if (inspection.neverExpires()) {
            return Check.passed("tokenNeverExpires");
        }
        return inspection
                .expiry()
                .map(date -> Check.failed("tokenNeverExpires", Map.of("date", date.toString()), null))
                .orElseGet(() -> Check.unknown("tokenNeverExpires", Map.of(), null));
    }

    private static Check type(TokenInspection inspection) {
        if (inspection.type() == null) {
            return Check.unknown("tokenOfSystemUser", Map.of(), null);
        }
        return inspection.type().equals("SYSTEM_USER")
                ? Check.passed("tokenOfSystemUser")
                : Check.failed("tokenOfSystemUser", Map.of("type", inspection.type()), null);
    }

    private Optional<BusinessAccount> readAccount(
            String businessAccountId, Credentials credentials, List<Check> checks) {
        Map<String, String> values = Map.of("wabaId", businessAccountId, "appId", credentials.appId());
        try {
            BusinessAccount account = graph.businessAccount(token(credentials), businessAccountId);
            checks.add(secretProof(credentials));
            checks.add(Check.passed("wabaReadable", values));
            return Optional.of(account);
        } catch (GraphException e) {
            GraphFailure failure = mendable(e);
            if (failure.isParameterRefused() && isProofRefused(credentials)) {
                checks.add(Check.failed(
                        "appSecretProof",
                        credentials.canSign() ? "failed" : "required",
                        values,
                        MetaErrors.of(failure)));
                checks.add(Check.skipped("wabaReadable", "appSecretProof"));
            } else {
                checks.add(secretProof(credentials));
                checks.add(Check.failed("wabaReadable", wabaVariant(failure), values, MetaErrors.of(failure)));
            }
            return Optional.empty();
        }
    }

    private static Check secretProof(Credentials credentials) {
        return credentials.canSign() ? Check.passed("appSecretProof") : Check.warning("appSecretProof", Map.of(), null);
    }

    /**
     * A refused parameter of the account may be a wrong proof, one that is missing although the app requires it, or a wrong id:
     * a call without an id tells them apart.
     */
    private boolean isProofRefused(Credentials credentials) {
        try {
            graph.userId(token(credentials));
            return false;
        } catch (GraphException e) {
            return mendable(e).isParameterRefused();
        }
    }

    private static String wabaVariant(GraphFailure failure) {
        if (failure.isInvisible()) {
            return "invisible";
        }
        if (failure.isPermissionMissing()) {
            return "unassigned";
        }
        return failure.isParameterRefused() ? "otherKind" : "failed";
    }

    private static Optional<BusinessAccount> skipAccount(List<Check> checks) {
        checks.add(Check.skipped("appSecretProof", "tokenValid"));
        checks.add(Check.skipped("wabaReadable", "tokenValid"));
        return Optional.empty();
    }

    /** The role is readable only with {@code business_management} and by an Admin: that it cannot be read is no fault. */
    private Check role(
            boolean accountReadable,
            String businessAccountId,
            Credentials credentials,
            @Nullable TokenInspection inspection) {
        if (!accountReadable || inspection == null) {
            return Check.skipped("systemUserIsAdmin", "wabaReadable");
        }
        AccessToken token = token(credentials);
        try {
            String business =
                    graph.businessAccountOwner(token, businessAccountId).ownerBusinessId();
            if (business == null) {
                return Check.unknown("systemUserIsAdmin", Map.of(), null);
            }
            return graph.systemUsers(token, business).stream()
                    .filter(user -> user.id().equals(inspection.userId()))
                    .map(SystemUser::role)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(role -> role.equals("ADMIN")
                            ? Check.passed("systemUserIsAdmin")
                            : Check.failed("systemUserIsAdmin", Map.of("role", role), null))
                    .orElseGet(() -> Check.unknown("systemUserIsAdmin", Map.of(), null));
        } catch (GraphException e) {
            return Check.unknown("systemUserIsAdmin", Map.of(), MetaErrors.of(mendable(e)));
        }
    }

    private static void skipTokenChecks(List<Check> checks, String dependsOn, List<String> made) {
        List<String> all =
                new ArrayList<>(List.of("tokenBelongsToApp", "tokenValid", "tokenNeverExpires", "tokenOfSystemUser"));
        all.addAll(SCOPES.keySet());
        all.stream().filter(name -> !made.contains(name)).forEach(name -> checks.add(Check.skipped(name, dependsOn)));
    }

    /** The failure, if a person can mend it; else it is thrown on. */
    private static GraphFailure mendable(GraphException e) {
        GraphFailure failure = e.failure();
        if (failure.kind() == Kind.WAIT || failure.kind() == Kind.RETRY) {
            throw e;
        }
        return failure;
    }

    private static Map<String, String> scopes() {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put("scopeBusinessManagement", "business_management");
        scopes.put("scopeWhatsAppBusinessManagement", "whatsapp_business_management");
        scopes.put("scopeWhatsAppBusinessMessaging", "whatsapp_business_messaging");
        return scopes;
    }
}

package org.mfasender.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.TokenInspection;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;

/**
 * App ID, App Secret and access token while at least one of them is missing: the app inspects itself, or the token does, which Meta
 * allows to both. Source: Meta, "Debug token".
 */
final class PartialTokenChecks {

    private final GraphClient graph;

    PartialTokenChecks(GraphClient graph) {
        this.graph = graph;
    }

    /** Adds the checks; what is known about the token, if there is one. */
    Optional<TokenFacts> check(Question question, Report report) {
        Secret token = question.credentials().userAccessToken();
        if (token == null) {
            report.add(app(question));
            report.add(Check.without(CheckName.TOKEN_BELONGS_TO_APP, missingFromPair(question)));
            List<Needed> needed = List.of(Needed.ACCESS_TOKEN);
            report.add(Check.without(CheckName.TOKEN_VALID, needed));
            report.leaveOut(needed, TokenChecks.OF_A_VALID_TOKEN);
            return Optional.empty();
        }
        report.add(Check.without(CheckName.APP_CREDENTIALS, question.missingForApp()));
        return Optional.of(inspectItself(question, token, report));
    }

    private Check app(Question question) {
        String appId = question.credentials().appId();
        Secret secret = question.credentials().appSecret();
        if (appId == null || secret == null) {
            return Check.without(CheckName.APP_CREDENTIALS, question.missingForApp());
        }
        Map<String, String> values = Map.of("appId", appId);
        AccessToken app = AccessToken.ofApp(appId, secret.reveal());
        try {
            return graph.inspectToken(app, app).valid()
                    ? Check.passed(CheckName.APP_CREDENTIALS, values)
                    : Check.failed(CheckName.APP_CREDENTIALS, values, null);
        } catch (GraphException e) {
            GraphFailure refusal = e.failure();
            return refusal.cause().isOfToken()
                    ? Check.failed(CheckName.APP_CREDENTIALS, values, refusal.error())
                    : AppChecks.refused(question, refusal);
        }
    }

    private static List<Needed> missingFromPair(Question question) {
        List<Needed> missing = new ArrayList<>();
        missing.add(Needed.ACCESS_TOKEN);
        if (question.credentials().appId() == null) {
            missing.add(Needed.APP_ID);
        }
        return missing;
    }

    private TokenFacts inspectItself(Question question, Secret token, Report report) {
        AccessToken own = Tokens.user(token, question.credentials().appSecret());
        try {
            TokenInspection inspection =
                    inspection(token, own, question.credentials().canSign());
            report.add(belongsToApp(question.credentials(), inspection));
            TokenChecks.addInspected(question, inspection, report);
            return new TokenFacts(
                    own, inspection.valid(), inspection.appId(), inspection.userId(), inspection.accounts());
        } catch (GraphException e) {
            report.add(
                    question.credentials().appId() == null
                            ? Check.without(CheckName.TOKEN_BELONGS_TO_APP, List.of(Needed.APP_ID))
                            : Check.skipped(CheckName.TOKEN_BELONGS_TO_APP, CheckName.TOKEN_VALID));
            report.add(refused(question, e.failure()));
            report.skip(CheckName.TOKEN_VALID, TokenChecks.OF_A_VALID_TOKEN);
            return new TokenFacts(own, e.failure().isTemporary(), null, null, List.of());
        }
    }

    /** Signed only where the app requires that: a wrong secret is found where the account is read. */
    private TokenInspection inspection(Secret token, AccessToken own, boolean signed) {
        AccessToken unsigned = AccessToken.unsigned(token.reveal());
        try {
            return graph.inspectToken(unsigned, unsigned);
        } catch (GraphException e) {
            if (signed && e.failure().isParameterRefused()) {
                return graph.inspectToken(own, unsigned);
            }
            throw e;
        }
    }

    private static Check belongsToApp(PartialCredentials given, TokenInspection inspection) {
        String appId = given.appId();
        String tokensApp = inspection.appId();
        if (appId == null) {
            return Check.without(CheckName.TOKEN_BELONGS_TO_APP, List.of(Needed.APP_ID));
        }
        if (tokensApp == null) {
            return Check.unknown(CheckName.TOKEN_BELONGS_TO_APP, null);
        }
        Map<String, String> values = Map.of("appId", appId);
        return tokensApp.equals(appId)
                ? Check.passed(CheckName.TOKEN_BELONGS_TO_APP, values)
                : Check.failed(CheckName.TOKEN_BELONGS_TO_APP, values, null);
    }

    /** A refused parameter is the signature, which the app requires and which is missing or wrong. */
    private static Check refused(Question question, GraphFailure refusal) {
        if (!refusal.isParameterRefused()) {
            return Check.refused(CheckName.TOKEN_VALID, refusal, question.accountOrEmpty());
        }
        return question.credentials().canSign()
                ? Refused.at(CheckName.TOKEN_VALID, GraphCause.SIGNATURE, refusal, question.accountOrEmpty())
                : Check.without(CheckName.TOKEN_VALID, List.of(Needed.APP_SECRET));
    }
}

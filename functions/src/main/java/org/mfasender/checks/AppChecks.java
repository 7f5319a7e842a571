package org.mfasender.checks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.secrets.Credentials;

/** App ID and App Secret: whether they belong together, and whether the access token belongs to the app. */
final class AppChecks {

    private AppChecks() {}

    static List<Check> of(Question question, Credentials credentials, TokenLookup.Answer answer) {
        GraphFailure refusal = answer.ofApp();
        Map<String, String> values =
                Map.of("appId", credentials.appId(), "tokensApp", Objects.requireNonNullElse(answer.tokensApp(), ""));
        if (refusal == null || answer.appAccepted()) {
            return List.of(
                    Check.passed(CheckName.APP_CREDENTIALS, values),
                    belongsToApp(credentials, answer, values, refusal));
        }
        if (!isAboutTheValues(refusal.cause(), answer.tokensApp())) {
            return List.of(refused(question, refusal), dependent());
        }
        Cause cause = cause(question, credentials, answer, refusal);
        return List.of(
                Check.failed(CheckName.APP_CREDENTIALS, cause, values, refusal.error()),
                cause == Cause.WRONG_SECRET ? Check.passed(CheckName.TOKEN_BELONGS_TO_APP, values) : dependent());
    }

    private static Check dependent() {
        return Check.skipped(CheckName.TOKEN_BELONGS_TO_APP, CheckName.APP_CREDENTIALS);
    }

    /** Meta inspects tokens of the asking app only; about one that it cannot read it says nothing. */
    private static Check belongsToApp(
            Credentials credentials,
            TokenLookup.Answer answer,
            Map<String, String> values,
            @Nullable GraphFailure refusal) {
        String tokensApp = answer.tokensApp();
        if (refusal == null && tokensApp == null) {
            return answer.tokenValid()
                    ? Check.unknown(CheckName.TOKEN_BELONGS_TO_APP, null)
                    : Check.skipped(CheckName.TOKEN_BELONGS_TO_APP, CheckName.TOKEN_VALID);
        }
        return credentials.appId().equals(tokensApp)
                ? Check.passed(CheckName.TOKEN_BELONGS_TO_APP, values)
                : Check.failed(CheckName.TOKEN_BELONGS_TO_APP, values, refusal == null ? null : refusal.error());
    }

    /** Whether what was entered is at fault: an app that is not found, although the token knows its own, was entered wrongly. */
    private static boolean isAboutTheValues(GraphCause cause, @Nullable String tokensApp) {
        return cause.isOfToken() || (cause == GraphCause.APP_DELETED && tokensApp != null);
    }

    /** Nothing that the app may lack a permission for is asked on its behalf: it is blocked as a whole. */
    static Check refused(Question question, GraphFailure refusal) {
        GraphCause cause = refusal.cause() == GraphCause.PERMISSION ? GraphCause.APP_BLOCKED : refusal.cause();
        return Refused.at(CheckName.APP_CREDENTIALS, cause, refusal, question.accountOrEmpty());
    }

    /** Why Meta refuses the app, as far as the token shows it. */
    private static Cause cause(
            Question question, Credentials credentials, TokenLookup.Answer answer, GraphFailure refusal) {
        String tokensApp = answer.tokensApp();
        if (credentials.looksSwapped()) {
            return Cause.SWAPPED_SECRETS;
        }
        if (tokensApp == null) {
            return answer.refusesBoth(refusal.cause()) ? Cause.NEITHER : Cause.FAILED;
        }
        if (tokensApp.equals(question.businessAccountId())) {
            return Cause.SWAPPED_IDS;
        }
        return tokensApp.equals(credentials.appId()) ? Cause.WRONG_SECRET : Cause.OTHER_APP;
    }
}

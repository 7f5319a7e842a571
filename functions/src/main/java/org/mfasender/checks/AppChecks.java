package org.mfasender.checks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Prerequisites.Question;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.platform.secrets.Credentials;

/** App ID and App Secret: whether they belong together, and whether the access token belongs to the app. */
final class AppChecks {

    private AppChecks() {}

    static List<Check> of(Question question, TokenLookup.Answer answer) {
        String tokensApp = answer.inspection().appId();
        Map<String, String> values =
                Map.of("appId", question.credentials().appId(), "tokensApp", Objects.requireNonNullElse(tokensApp, ""));
        GraphFailure refusal = answer.refusal();
        MetaError meta = refusal == null ? null : refusal.error();
        if (answer.appAccepted()) {
            return List.of(
                    Check.passed(CheckName.APP_CREDENTIALS, values), belongsToApp(question, answer, values, meta));
        }
        Cause cause = cause(question, tokensApp);
        return List.of(
                Check.failed(CheckName.APP_CREDENTIALS, cause, values, meta),
                cause == Cause.WRONG_SECRET
                        ? Check.passed(CheckName.TOKEN_BELONGS_TO_APP, values)
                        : Check.skipped(CheckName.TOKEN_BELONGS_TO_APP, CheckName.APP_CREDENTIALS));
    }

    /** Meta inspects tokens of the asking app only; about one that it cannot read it says nothing. */
    private static Check belongsToApp(
            Question question, TokenLookup.Answer answer, Map<String, String> values, @Nullable MetaError meta) {
        String tokensApp = answer.inspection().appId();
        if (answer.refusal() == null && tokensApp == null) {
            return Check.skipped(CheckName.TOKEN_BELONGS_TO_APP, CheckName.TOKEN_VALID);
        }
        return question.credentials().appId().equals(tokensApp)
                ? Check.passed(CheckName.TOKEN_BELONGS_TO_APP, values)
                : Check.failed(CheckName.TOKEN_BELONGS_TO_APP, values, meta);
    }

    /** Why Meta refuses the app, as far as the token shows it. */
    private static Cause cause(Question question, @Nullable String tokensApp) {
        Credentials credentials = question.credentials();
        if (credentials.looksSwapped()) {
            return Cause.SWAPPED_SECRETS;
        }
        if (tokensApp == null) {
            return Cause.FAILED;
        }
        if (tokensApp.equals(question.businessAccountId())) {
            return Cause.SWAPPED_IDS;
        }
        return tokensApp.equals(credentials.appId()) ? Cause.WRONG_SECRET : Cause.OTHER_APP;
    }
}

package org.mfasender.checks;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.platform.meta.TokenInspection;

/** Checks that failed because Meta refused a call, or that are unknown because it did not answer properly. The words belong to the cause; the place says what was being done. */
public final class Refused {

    private Refused() {}

    static Check at(CheckName place, GraphFailure failure, String wabaId) {
        return at(place, cause(failure), failure, wabaId);
    }

    /** An app that is blocked as a whole is not answered by {@code debug_token} either, which it was before anything else was asked. */
    private static GraphCause cause(GraphFailure failure) {
        return failure.cause() == GraphCause.APP_BLOCKED ? GraphCause.APP_RESTRICTED : failure.cause();
    }

    /** With a cause that what else is known makes more exact. */
    static Check at(CheckName place, GraphCause cause, GraphFailure failure, String wabaId) {
        Map<String, String> values = values(failure, wabaId);
        return at(place, cause, CheckTexts.message(cause, values), CheckTexts.call(values), failure.error());
    }

    /** A token that Meta inspected and found invalid. */
    static Check token(TokenInspection inspection) {
        GraphCause found = inspection.cause();
        GraphCause cause = found.isOfToken() || found.isOfApp() ? found : GraphCause.TOKEN_INVALID;
        String message = CheckTexts.message(cause, Map.of("said", CheckTexts.said(inspection.said())));
        MetaError error = new MetaError(inspection.code(), inspection.subcode(), null);
        return at(CheckName.TOKEN_VALID, cause, message, null, error);
    }

    /**
     * A refusal after the prerequisites were checked: what is wrong with app, token or account has the name that it has there.
     *
     * @param place the check of what was being done
     */
    public static Check later(CheckName place, GraphFailure failure, String wabaId) {
        GraphCause cause = cause(failure);
        CheckName home = home(cause, place);
        Map<String, String> values = values(failure, wabaId);
        String message = CheckTexts.message(cause, values);
        return at(
                home,
                cause,
                home == CheckName.META_CALL ? CheckTexts.message(home, Cause.FAILED, values) + " " + message : message,
                CheckTexts.call(values) + " " + CheckTexts.optional(CheckName.META_CALL, Cause.FAILED, "apiHint"),
                failure.error());
    }

    private static CheckName home(GraphCause cause, CheckName place) {
        return switch (cause) {
            case APP_BLOCKED, APP_DELETED, APP_RESTRICTED, APP_WITHOUT_CAPABILITY -> CheckName.APP_CREDENTIALS;
            case TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_APP_REMOVED, TOKEN_USER_BLOCKED ->
                CheckName.TOKEN_VALID;
            case SIGNATURE -> CheckName.APP_SECRET_PROOF;
            case ACCOUNT_LOCKED, POLICY -> CheckName.WABA_READABLE;
            default -> place;
        };
    }

    private static Map<String, String> values(GraphFailure failure, String wabaId) {
        return Map.of(
                "wabaId", wabaId,
                "asked", PlainWords.ofCall(failure.call()),
                "call", failure.call(),
                "code", code(failure.error()),
                "said", CheckTexts.said(failure.said()),
                "again", CheckTexts.again(failure.regainAccess()));
    }

    private static boolean isTemporary(GraphCause cause) {
        return cause.kind() == GraphFailure.Kind.WAIT || cause.kind() == GraphFailure.Kind.RETRY;
    }

    private static String code(MetaError error) {
        return error.code() + (error.subcode() == null ? "" : "/" + error.subcode());
    }

    private static Check at(CheckName place, GraphCause cause, String message, @Nullable String hint, MetaError error) {
        return new Check(
                place,
                isTemporary(cause) ? CheckStatus.UNKNOWN : CheckStatus.FAILED,
                message,
                CheckTexts.remedy(cause),
                hint,
                CheckTexts.optional(cause, "field"),
                CheckTexts.optional(cause, "permission"),
                error);
    }
}

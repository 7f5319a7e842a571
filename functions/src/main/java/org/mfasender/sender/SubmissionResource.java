package org.mfasender.sender;

import java.util.List;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Violation;
import org.mfasender.templates.TemplateOptionsReader;

/** How a refused submission is answered. */
final class SubmissionResource {

    private static final String NONE_ACCEPTED =
            "Meta has not accepted credentials of this environment yet, so both secrets are needed.";

    private SubmissionResource() {}

    static ApiException refused(Refusal refusal) {
        return switch (refusal) {
            case Refusal.DeletionUnfinished unfinished ->
                ApiException.invalidData(
                        409,
                        List.of(new Violation(
                                        Violation.Code.CONSTRAINT_VIOLATION,
                                        "environmentId",
                                        "The former account of this environment is not completely deleted.")
                                .withApiHint("Send DELETE again, then this request.")));
            case Refusal.SecretDeleted deleted ->
                ApiException.invalidData(
                        409,
                        List.of(new Violation(
                                        Violation.Code.CONSTRAINT_VIOLATION,
                                        "environmentId",
                                        "The secret of this account is scheduled for deletion in Secrets Manager: restore it there, or"
                                                + " delete the account.")
                                .withApiHint("Send DELETE, then this request.")));
            case Refusal.TooManyCredentials changes -> ApiException.tooManyCredentials(changes.remaining());
            case Refusal.SecretsMissing missing -> ApiException.invalidData(400, secretsRequired(missing));
            case Refusal.NoFormerCredentials none ->
                ApiException.invalidData(
                        409,
                        List.of(
                                new Violation(
                                        Violation.Code.CONSTRAINT_VIOLATION,
                                        "restoreCredentials",
                                        "No former credentials are kept: a message was sent with the new ones, or nothing was replaced.")));
            case Refusal.NumberUnknown unknown ->
                ApiException.invalidData(400, List.of(NumberResource.unknown(unknown.choice(), unknown.known())));
            case Refusal.NumberUnusable unusable ->
                ApiException.invalidData(400, List.of(NumberResource.unusable(unusable.choice(), unusable.number())));
            case Refusal.MessageOutlivesCode outlives ->
                ApiException.invalidData(400, TemplateOptionsReader.violations(outlives.purposes()));
            case Refusal.KeyReused reused ->
                ApiException.invalidData(
                        409,
                        List.of(new Violation(
                                Violation.Code.UNIQUENESS_VIOLATION,
                                "Idempotency-Key",
                                "This key was used for a request with other content: send a new key.")));
            case Refusal.TooSoon tooSoon -> ApiException.tooManyRuns(tooSoon.remaining());
        };
    }

    private static List<Violation> secretsRequired(Refusal.SecretsMissing missing) {
        String why = missing.stored() ? fitting(missing.names()) : NONE_ACCEPTED;
        return missing.names().stream()
                .map(name -> Violation.required(name.toString(), words(name) + " " + why))
                .toList();
    }

    private static String words(SecretName name) {
        return switch (name) {
            case USER_ACCESS_TOKEN -> "Give the system user's access token.";
            case APP_SECRET -> "Give the App Secret.";
        };
    }

    private static String fitting(List<SecretName> names) {
        return (names.size() == 1 ? "It" : "They")
                + " may be left out only while whatsAppAccountBusinessId and appId stay.";
    }
}

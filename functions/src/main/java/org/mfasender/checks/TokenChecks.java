package org.mfasender.checks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.mfasender.platform.PlainTime;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.TokenInspection;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.Credentials;

/** App ID, App Secret and access token, each by itself and together. */
final class TokenChecks {

    static final List<CheckName> OF_A_VALID_TOKEN = List.of(
            CheckName.TOKEN_NEVER_EXPIRES,
            CheckName.TOKEN_OF_SYSTEM_USER,
            CheckName.SCOPE_BUSINESS_MANAGEMENT,
            CheckName.SCOPE_WHATSAPP_BUSINESS_MANAGEMENT,
            CheckName.SCOPE_WHATSAPP_BUSINESS_MESSAGING);

    private final TokenLookup lookup;

    TokenChecks(GraphClient graph) {
        this.lookup = new TokenLookup(graph);
    }

    TokenFacts check(Question question, Credentials credentials, Report report) {
        TokenLookup.Answer answer = lookup.ask(credentials);
        TokenInspection inspection = answer.inspection();
        AppChecks.of(question, credentials, answer).forEach(report::add);
        if (inspection != null && inspection.valid()) {
            addValid(question, inspection, report);
        } else {
            report.add(invalid(question, credentials, answer, report));
            report.skip(CheckName.TOKEN_VALID, OF_A_VALID_TOKEN);
        }
        return new TokenFacts(
                answer.appAccepted() ? Tokens.user(credentials) : Tokens.unsigned(credentials),
                answer.tokenValid(),
                answer.tokensApp(),
                inspection == null ? null : inspection.userId(),
                inspection == null ? List.of() : inspection.accounts());
    }

    /** When Meta did not answer, the calls with the token show what it can do. */
    void addUnanswered(Question question, GraphFailure failure, Report report) {
        report.add(Check.refused(CheckName.APP_CREDENTIALS, failure, question.accountOrEmpty()));
        report.skip(CheckName.APP_CREDENTIALS, List.of(CheckName.TOKEN_BELONGS_TO_APP, CheckName.TOKEN_VALID));
        report.skip(CheckName.APP_CREDENTIALS, OF_A_VALID_TOKEN);
        question.credentials()
                .whole()
                .ifPresent(credentials ->
                        report.facts(new TokenFacts(Tokens.user(credentials), true, null, null, List.of())));
    }

    /** Adds what an inspection says about a token. */
    static void addInspected(Question question, TokenInspection inspection, Report report) {
        if (inspection.valid()) {
            addValid(question, inspection, report);
        } else {
            report.add(Refused.token(inspection));
            report.skip(CheckName.TOKEN_VALID, OF_A_VALID_TOKEN);
        }
    }

    private static void addValid(Question question, TokenInspection inspection, Report report) {
        report.add(Check.passed(CheckName.TOKEN_VALID));
        report.add(expiry(question, inspection));
        report.add(type(inspection));
        // PingOne's "Before you begin" asks for all three.
        report.add(scope(CheckName.SCOPE_BUSINESS_MANAGEMENT, "business_management", inspection));
        report.add(scope(CheckName.SCOPE_WHATSAPP_BUSINESS_MANAGEMENT, "whatsapp_business_management", inspection));
        report.add(scope(CheckName.SCOPE_WHATSAPP_BUSINESS_MESSAGING, "whatsapp_business_messaging", inspection));
        inspection.expiry().ifPresent(report::tokenExpiresAt);
    }

    /** A lookup that was refused because of the app, or was made with swapped values, says nothing about the token. */
    private static Check invalid(Question question, Credentials credentials, TokenLookup.Answer answer, Report report) {
        Optional<CheckName> explanation = Stream.of(CheckName.TOKEN_BELONGS_TO_APP, CheckName.APP_CREDENTIALS)
                .filter(report::hasFailed)
                .findFirst();
        boolean explained = credentials.looksSwapped() || !answer.blamesToken();
        if (explanation.isPresent() && explained) {
            return Check.skipped(CheckName.TOKEN_VALID, explanation.get());
        }
        GraphFailure refusal = answer.ofToken();
        return refusal == null
                ? Refused.token(Objects.requireNonNull(answer.inspection()))
                : Check.refused(CheckName.TOKEN_VALID, refusal, question.accountOrEmpty());
    }

    private static Check expiry(Question question, TokenInspection inspection) {
        if (inspection.neverExpires()) {
            Check passed = Check.passed(CheckName.TOKEN_NEVER_EXPIRES);
            return inspection
                    .dataAccessExpiry()
                    .map(date -> passed.saying(CheckTexts.dataAccess(date)))
                    .orElse(passed);
        }
        Optional<Map<String, String>> values = inspection.expiry().map(date -> Map.of("date", PlainTime.minute(date)));
        if (values.isEmpty()) {
            return Check.unknown(CheckName.TOKEN_NEVER_EXPIRES, null);
        }
        return question.acceptExpiringToken()
                ? Check.warning(CheckName.TOKEN_NEVER_EXPIRES, Cause.ACCEPTED, values.get(), null)
                : Check.failed(CheckName.TOKEN_NEVER_EXPIRES, values.get(), null);
    }

    private static Check type(TokenInspection inspection) {
        String type = inspection.type();
        if (type == null) {
            return Check.unknown(CheckName.TOKEN_OF_SYSTEM_USER, null);
        }
        Map<String, String> values = Map.of("type", PlainWords.of(type));
        return switch (type) {
            case "SYSTEM_USER" -> Check.passed(CheckName.TOKEN_OF_SYSTEM_USER);
            case "USER" -> Check.failed(CheckName.TOKEN_OF_SYSTEM_USER, Cause.PERSON, values, null);
            case "PAGE", "APP" -> Check.failed(CheckName.TOKEN_OF_SYSTEM_USER, values, null);
            default -> Check.unknown(CheckName.TOKEN_OF_SYSTEM_USER, null);
        };
    }

    private static Check scope(CheckName name, String scope, TokenInspection inspection) {
        if (inspection.scopes() == null) {
            return Check.unknown(name, null);
        }
        Map<String, String> values = Map.of("scope", scope);
        return inspection.scopes().contains(scope) ? Check.passed(name, values) : Check.failed(name, values, null);
    }
}

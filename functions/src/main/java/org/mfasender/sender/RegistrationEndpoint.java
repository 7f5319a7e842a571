package org.mfasender.sender;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.MetaAnswers;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.sender.NumberRegistrar.Outcome;
import org.mfasender.sender.NumberRegistrar.Wanted;

/** {@code POST …/numbers/{numberId}/registration}: registers a number with its PIN, which is forgotten after the call. */
public final class RegistrationEndpoint {

    private static final String SIX_DIGITS = "^[0-9]{6}$";
    private static final String TWO_LETTERS = "^[A-Z]{2}$";

    private final NumberRegistrar registrar;
    private final MetaAnswers answers;

    public RegistrationEndpoint(NumberRegistrar registrar, MetaAnswers answers) {
        this.registrar = registrar;
        this.answers = answers;
    }

    public HttpResponse register(HttpRequest request) {
        MemberReader body = MemberReader.ofBody(request);
        String pin = pin(body);
        String region = region(body);
        body.refuseFaults();
        Wanted wanted = new Wanted(
                request.caller(),
                request.environmentId(),
                request.pathVariable("numberId"),
                new Secret(Objects.requireNonNull(pin)),
                region);
        return switch (registrar.register(wanted)) {
            case Outcome.Registered registered ->
                HttpResponse.ok(RegistrationAnswer.of(registered.account(), registered.number()));
            case Outcome.NoAccount none -> throw ApiException.noAccount();
            case Outcome.NoNumber none ->
                throw ApiException.notFound(Violation.invalid("numberId", "This account has no number with this ID.")
                        .withApiHint("GET .../whatsApp lists its numbers, each with its numberId."));
            case Outcome.NoCredentials none -> throw ApiException.credentialsMissing();
            case Outcome.Refused refused -> throw RegistrationRefusalResource.of(refused.failure(), answers);
        };
    }

    private static @Nullable String pin(MemberReader body) {
        String pin = body.required("pin", "Enter the number's two-step PIN, or one to set if it has none.");
        if (pin != null && !pin.matches(SIX_DIGITS)) {
            body.fault(Violation.pattern("pin", "The PIN has exactly six digits.", SIX_DIGITS));
        }
        return pin;
    }

    private static @Nullable String region(MemberReader body) {
        String region = body.text("dataLocalizationRegion");
        if (region != null && !region.matches(TWO_LETTERS)) {
            body.fault(Violation.pattern(
                    "dataLocalizationRegion", "A region is a country's two letters, such as DE.", TWO_LETTERS));
        }
        return region;
    }
}

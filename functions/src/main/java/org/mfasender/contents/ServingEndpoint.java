package org.mfasender.contents;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.ObstacleAnswer;
import org.mfasender.sender.SendObstacle;
import org.mfasender.sender.SendProjection;
import org.mfasender.sender.SendProjection.Served;
import org.mfasender.sender.SendStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.PurposeReader;
import org.mfasender.templates.bindings.ContentSelector;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.UsableContent;

/** {@code GET …/templates/{templateName}/serving}: which content serves a locale, as stored; Meta is not asked. */
public final class ServingEndpoint {

    private final SendStore store;

    public ServingEndpoint(SendStore store) {
        this.store = store;
    }

    public HttpResponse serving(HttpRequest request) {
        Purpose purpose = PurposeReader.read(request);
        String variant = parameter(request, "variant");
        SendProjection account = store.find(request.environmentId()).orElseThrow(ApiException::noAccount);
        List<SendObstacle> obstacles = account.ofEveryPurpose();
        if (!obstacles.isEmpty()) {
            throw ApiException.notFound("Nothing can be sent. " + ObstacleAnswer.messages(obstacles));
        }
        Served served = Objects.requireNonNull(account.purposes().get(purpose));
        ContentSelector selector = new ContentSelector(served.contents(), served.locales());
        ServingContent serving = select(selector, parameter(request, "locale"), variant)
                .orElseThrow(() -> nothingServes(purpose, variant, served));
        return HttpResponse.ok(ServingAnswer.of(account.environmentId(), serving));
    }

    /** Blank is the same as absent. */
    private static @Nullable String parameter(HttpRequest request, String name) {
        return request.query(name)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    private static Optional<ServingContent> select(
            ContentSelector selector, @Nullable String locale, @Nullable String variant) {
        try {
            return selector.serving(locale, variant);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidRequest(
                    400,
                    Violation.invalid(
                            "locale",
                            "The locale must be one, such as fr-CH, or a list with qualities, such as fr-CH, fr;q=0.9."));
        }
    }

    private static ApiException nothingServes(Purpose purpose, @Nullable String variant, Served served) {
        String message = "No usable content of " + purpose + (variant == null ? "" : " in this variant")
                + " serves this locale, and there is none for the default locale "
                + served.locales().getFirst() + ". " + existing(served, variant)
                + " Bind an approved template, or start a run.";
        return ApiException.notFound(Violation.invalid("locale", message)
                .withApiHint("GET .../contents shows the state of each content. POST binds a template, PUT another one;"
                        + " the PUT of the sender account starts a run."));
    }

    private static String existing(Served served, @Nullable String variant) {
        if (served.bound() == 0) {
            return "No template is bound.";
        }
        String usable = served.contents().stream()
                .filter(content -> content.isVariant(variant))
                .map(UsableContent::locale)
                .sorted()
                .collect(Collectors.joining(", "));
        return usable.isEmpty()
                ? "None of its templates is approved at Meta."
                : "There are usable ones for: " + usable + ".";
    }
}

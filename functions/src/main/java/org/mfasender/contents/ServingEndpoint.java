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
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ContentSelector;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.storage.TemplateStore;

/** {@code GET …/templates/{templateName}/serving}: which content serves a locale, as stored; Meta is not asked. */
public final class ServingEndpoint {

    private final SenderStore senders;
    private final TemplateStore templates;

    public ServingEndpoint(SenderStore senders, TemplateStore templates) {
        this.senders = senders;
        this.templates = templates;
    }

    public HttpResponse serving(HttpRequest request) {
        Purpose purpose = ContentPath.purpose(request);
        String variant = parameter(request, "variant");
        SenderAccount account = senders.findAccount(request.environmentId()).orElseThrow(ApiException::noAccount);
        List<TemplateContent> contents = templates.contents(account, purpose);
        ContentSelector selector = new ContentSelector(
                contents, Objects.requireNonNull(account.templates().get(purpose)));
        ServingContent serving = select(selector, parameter(request, "locale"), variant)
                .orElseThrow(() -> ApiException.notFound(
                        nothingServes(purpose, variant, account.defaultLocale(purpose), contents)));
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

    private static String nothingServes(
            Purpose purpose, @Nullable String variant, String defaultLocale, List<TemplateContent> contents) {
        return "No usable content of " + purpose + (variant == null ? "" : " in this variant")
                + " serves this locale, and there is none for the default locale " + defaultLocale + ". "
                + existing(contents.stream()
                        .filter(content -> content.isVariant(variant))
                        .toList())
                + " GET .../contents shows the state of each; bind an approved template with POST or PUT, or start a run.";
    }

    private static String existing(List<TemplateContent> contents) {
        if (contents.isEmpty()) {
            return "No template is bound.";
        }
        String usable = contents.stream()
                .filter(TemplateContent::isUsable)
                .map(TemplateContent::locale)
                .sorted()
                .collect(Collectors.joining(", "));
        return usable.isEmpty()
                ? "None of its templates is approved at Meta."
                : "There are usable ones for: " + usable + ".";
    }
}

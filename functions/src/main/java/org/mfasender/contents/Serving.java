package org.mfasender.contents;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ContentSelector;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.TemplateContent;

/**
 * The question which content serves.
 *
 * @param locale a locale or a list with qualities; null for the default
 * @param variant null for the usual contents
 */
public record Serving(@Nullable String locale, @Nullable String variant) {

    /** The query parameters {@code locale} and {@code variant}; blank is the same as absent. */
    public static Serving asked(HttpRequest request) {
        return new Serving(parameter(request, "locale"), parameter(request, "variant"));
    }

    private static @Nullable String parameter(HttpRequest request, String name) {
        return request.query(name)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    /**
     * The content that serves.
     *
     * @throws ApiException 400 when the locale cannot be read, 404 when nothing usable serves
     */
    public ServingContent answer(SenderAccount account, Purpose purpose, List<TemplateContent> contents) {
        String defaultLocale = account.defaultLocale(purpose);
        try {
            return new ContentSelector(
                            contents, Objects.requireNonNull(account.templates().get(purpose)))
                    .serving(locale, variant)
                    .orElseThrow(() -> ApiException.notFound(nothing(purpose, defaultLocale, contents)));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalidRequest(
                    400,
                    Violation.invalid(
                            "locale",
                            "The locale has to be one, such as fr-CH, or a list with qualities, such as fr-CH, fr;q=0.9."));
        }
    }

    private String nothing(Purpose purpose, String defaultLocale, List<TemplateContent> contents) {
        String of = "content of " + purpose + (variant == null ? "" : " in this variant");
        return "No usable " + of + " serves this locale, and none is there for the default locale " + defaultLocale
                + ". "
                + whatIsThere(contents.stream()
                        .filter(content -> content.isVariant(variant))
                        .toList())
                + " GET .../contents says how each stands; bind an approved template with POST or PUT, or start a run.";
    }

    private static String whatIsThere(List<TemplateContent> contents) {
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
                : "Usable ones are there for: " + usable + ".";
    }
}

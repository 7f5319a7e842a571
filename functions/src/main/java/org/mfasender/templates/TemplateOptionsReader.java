package org.mfasender.templates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.paste.Kind;
import org.mfasender.platform.paste.PastedValue;

/**
 * Reads which templates are wanted: {@code locales} for every purpose, and {@code templates} with options of single purposes, which
 * count more.
 */
public final class TemplateOptionsReader {

    private static final List<String> OPTIONS =
            List.of("locales", "codeExpirationMinutes", "addSecurityRecommendation", "messageSendTtlSeconds", "button");
    /** What an answer says beside the options, so that it can be changed and sent back. */
    private static final Set<String> READ_ONLY = Set.of("notices", "states", "languages");

    private TemplateOptionsReader() {}

    /**
     * Reads a request that says nothing else; without a body it says nothing.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    public static TemplateChanges read(HttpRequest request) {
        if (request.body().length == 0) {
            return TemplateChanges.NONE;
        }
        MemberReader body = MemberReader.ofBody(request);
        TemplateChanges changes = read(body);
        body.refuseFaults();
        return changes;
    }

    public static TemplateChanges read(MemberReader body) {
        List<String> locales = locales(body);
        MemberReader templates = body.object("templates");
        Map<Purpose, TemplateOptionsChange> changes = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            MemberReader options = templates == null ? null : templates.object(purpose.toString());
            if (options != null) {
                changes.put(purpose, change(options, locales));
            } else if (locales != null) {
                changes.put(purpose, new TemplateOptionsChange(locales, null, null, null, null));
            }
        }
        if (templates != null) {
            refuseUnknown(templates);
        }
        return new TemplateChanges(changes);
    }

    /**
     * The options with what a request changes.
     *
     * @throws ApiException 400 when they contradict each other
     */
    public static Map<Purpose, TemplateOptions> apply(TemplateChanges changes, Map<Purpose, TemplateOptions> options) {
        List<Violation> violations = violations(changes.outlivingCode(options));
        if (!violations.isEmpty()) {
            throw ApiException.invalidData(400, violations);
        }
        return changes.applyTo(options);
    }

    /** What is wrong with changes whose messages outlive their codes. */
    public static List<Violation> violations(Set<Purpose> outlivingCode) {
        return outlivingCode.stream()
                .map(purpose -> new Violation(
                        Violation.Code.OUT_OF_RANGE,
                        "templates." + purpose + ".messageSendTtlSeconds",
                        "The time to live must not exceed the validity of the code: shorten it, or raise"
                                + " codeExpirationMinutes."))
                .toList();
    }

    private static void refuseUnknown(MemberReader templates) {
        List<String> purposes =
                Arrays.stream(Purpose.values()).map(Purpose::toString).toList();
        templates.refuseUnknown(purposes, Set.of(), "There is no such purpose for WhatsApp.");
    }

    private static TemplateOptionsChange change(MemberReader options, @Nullable List<String> commonLocales) {
        options.refuseUnknown(OPTIONS, READ_ONLY, "Templates have no such option.");
        return new TemplateOptionsChange(
                options.lacks("locales") ? commonLocales : locales(options),
                options.number("codeExpirationMinutes", TemplateSettings.MIN_MINUTES, TemplateSettings.MAX_MINUTES),
                options.flag("addSecurityRecommendation"),
                options.number("messageSendTtlSeconds", TemplateSettings.MIN_TTL, TemplateSettings.MAX_TTL),
                button(options.object("button")));
    }

    private static @Nullable List<String> locales(MemberReader reader) {
        if (reader.lacks("locales")) {
            return null;
        }
        List<JsonNode> elements = reader.isArray("locales") ? reader.elements("locales") : List.of();
        if (elements.isEmpty() || elements.size() > TemplateOptions.MAX_LOCALES) {
            reader.fault(Violation.invalid(
                    reader.target("locales"),
                    "The locales have to be an array of 1 to " + TemplateOptions.MAX_LOCALES
                            + ", such as [\"en\", \"pt-BR\"]."));
            return null;
        }
        Set<String> canonical = new LinkedHashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            JsonNode element = elements.get(i);
            String given = element.isTextual() ? element.asText() : "";
            PastedValue pasted = PastedValue.of(given, Kind.TEXT);
            Optional<String> locale = Locales.supported(pasted.text());
            if (locale.isPresent()) {
                canonical.add(locale.get());
                reader.cleaned("locales[" + i + "]", pasted.removed());
            } else {
                reader.fault(noLocale(reader.target("locales[" + i + "]"), given));
            }
        }
        return List.copyOf(canonical);
    }

    /** Names the character because of which a value is no locale, if there is one: it may be invisible. */
    public static Violation noLocale(String target, String given) {
        return Violation.invalid(
                target,
                PastedValue.of(given, Kind.TEXT)
                        .foreign(TemplateOptionsReader::isOfLocale)
                        .map(foreign -> "A locale has letters, digits, hyphens and underscores only. " + foreign
                                + " does not belong to it.")
                        .orElse("Meta has no authentication templates for this locale. Examples: en, en-US, pt_BR."));
    }

    private static boolean isOfLocale(int character) {
        return character == '-' || character == '_' || (character < 0x80 && Character.isLetterOrDigit(character));
    }

    private static @Nullable OtpButton button(@Nullable MemberReader button) {
        if (button == null) {
            return null;
        }
        if (button.lacks("type")) {
            button.fault(Violation.required(button.target("type"), "A button needs its type."));
        }
        OtpType type = button.oneOf("type", OtpType.class);
        List<SupportedApp> apps = new ArrayList<>();
        button.objects("supportedApps").forEach(app -> app(app).ifPresent(apps::add));
        boolean terms = Boolean.TRUE.equals(button.flag("zeroTapTermsAccepted"));
        if (type == null) {
            return null;
        }
        int given = button.isArray("supportedApps")
                ? button.elements("supportedApps").size()
                : 0;
        type.faults(given, terms).forEach(fault -> button.fault(violation(fault, button)));
        return OtpButton.wanted(type, apps, terms);
    }

    private static Violation violation(OtpType.Fault fault, MemberReader button) {
        return switch (fault) {
            case APPS_NOT_USED ->
                constraint(
                        button.target("supportedApps"),
                        "A button of type COPY_CODE hands the code to no app: leave supportedApps out, or choose ONE_TAP.");
            case NUMBER_OF_APPS ->
                constraint(button.target("supportedApps"), "A button of this type needs one to five Android apps.");
            case TERMS_NOT_ACCEPTED ->
                constraint(
                        button.target("zeroTapTermsAccepted"),
                        "ZERO_TAP requires that you accept Meta's zero-tap terms: set this to true.");
        };
    }

    private static Violation constraint(String target, String message) {
        return new Violation(Violation.Code.CONSTRAINT_VIOLATION, target, message);
    }

    private static Optional<SupportedApp> app(MemberReader app) {
        String packageName = app.required("packageName");
        String signatureHash = app.required("signatureHash");
        if (packageName != null && !SupportedApp.isPackageName(packageName)) {
            app.fault(Violation.invalid(
                    app.target("packageName"),
                    "A package name has two segments or more and 224 characters at most, such as com.example.bank."));
        }
        if (signatureHash != null && !SupportedApp.isSignatureHash(signatureHash)) {
            app.fault(Violation.pattern(
                    app.target("signatureHash"),
                    "A signature hash has 11 characters; Meta's page on one-tap says how to get it.",
                    SupportedApp.SIGNATURE_HASH.pattern()));
        }
        return packageName == null || signatureHash == null
                ? Optional.empty()
                : Optional.of(new SupportedApp(packageName, signatureHash));
    }
}

package org.mfasender.contents;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Caller;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;
import org.mfasender.templates.Locales;
import org.mfasender.templates.TemplateOptionsReader;

/**
 * Reads the body of a content: {@code {deliveryMethod, locale, variant?, whatsAppTemplate{id, name, category, language}}}. All faults
 * are reported at once; other members are ignored, as PingOne does.
 */
final class ContentRequestReader {

    static final String WHATS_APP = "WhatsApp";
    private static final int LONGEST_VARIANT = 100;

    private final MemberReader body;
    private final boolean isNew;

    private ContentRequestReader(MemberReader body, boolean isNew) {
        this.body = body;
        this.isNew = isNew;
    }

    /**
     * Reads a request for a new content.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    static ContentRequest read(HttpRequest request) {
        return new ContentRequestReader(MemberReader.ofBody(request), true).readRequest(request.caller());
    }

    /**
     * Reads a request for a content that exists: Meta may have moved its template to another category, which the request may repeat.
     *
     * @throws ApiException 413, 415 or 400 with every fault found
     */
    static ContentRequest readReplacement(HttpRequest request) {
        return new ContentRequestReader(MemberReader.ofBody(request), false).readRequest(request.caller());
    }

    private ContentRequest readRequest(Caller caller) {
        only(body, "deliveryMethod", WHATS_APP);
        String locale = locale();
        String variant = variant();
        TemplateChoice choice = choice();
        body.refuseFaults();
        return new ContentRequest(caller, Objects.requireNonNull(locale), variant, Objects.requireNonNull(choice));
    }

    private @Nullable String locale() {
        String text = body.required("locale");
        if (text == null) {
            return null;
        }
        String canonical = Locales.supported(text).orElse(null);
        if (canonical == null) {
            body.fault(TemplateOptionsReader.noLocale("locale", text));
        }
        return canonical;
    }

    private @Nullable String variant() {
        String variant = body.text("variant");
        if (variant == null) {
            return null;
        }
        if (variant.codePointCount(0, variant.length()) > LONGEST_VARIANT) {
            body.fault(new Violation(
                    Violation.Code.SIZE_LIMIT_EXCEEDED,
                    "variant",
                    "A variant has 1 to 100 characters.",
                    Map.of("maximumValue", LONGEST_VARIANT)));
            return null;
        }
        if (variant.chars().anyMatch(Character::isISOControl)) {
            body.fault(Violation.invalid("variant", "A variant has no control characters, such as line breaks."));
            return null;
        }
        return variant;
    }

    private @Nullable TemplateChoice choice() {
        if (body.lacks("whatsAppTemplate")) {
            body.fault(Violation.required(
                    "whatsAppTemplate",
                    "A content needs the template that it binds: its id, name, category and language."));
            return null;
        }
        MemberReader template = body.object("whatsAppTemplate");
        if (template == null) {
            return null;
        }
        String id = template.requiredId("id", "Meta's template ID has digits only.");
        String name = template.required("name");
        String category =
                isNew ? only(template, "category", TemplateChoice.AUTHENTICATION) : template.required("category");
        String language = template.required("language");
        return id == null || name == null || category == null || language == null
                ? null
                : new TemplateChoice(id, name, category, language);
    }

    private static @Nullable String only(MemberReader reader, String member, String value) {
        String text = reader.required(member);
        if (text != null && !text.equals(value)) {
            reader.fault(other(reader.target(member), value));
        }
        return text;
    }

    /** A member has another value than the only one that it may have. */
    static Violation other(String target, String only) {
        return Violation.values(target, "This must be " + only + " here.", List.of(only));
    }
}

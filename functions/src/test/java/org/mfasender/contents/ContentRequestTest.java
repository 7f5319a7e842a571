package org.mfasender.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mfasender.Fixtures;
import org.mfasender.contents.ContentRequest.Fixed;
import org.mfasender.platform.Caller;
import org.mfasender.platform.http.Violation;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

class ContentRequestTest {

    private static final MessageTemplate TEMPLATE = Fixtures.template("7", "otp", "fr", "APPROVED");
    private static final TemplateContent USUAL = content(null);
    private static final TemplateContent SHORT = content("Short");

    @Test
    void theSameLocaleAndVariantChangeNothing() {
        assertThat(request("fr-FR", null).changes(USUAL)).isEmpty();
        assertThat(request("fr-FR", "Short").changes(SHORT)).isEmpty();
    }

    @Test
    void aVariantIsTheSameInAnyCaseAndStaysWhenLeftOut() {
        assertThat(request("fr-FR", "SHORT").changes(SHORT)).isEmpty();
        assertThat(request("fr-FR", null).changes(SHORT)).isEmpty();
    }

    @Test
    void localeAndVariantAreFixed() {
        assertThat(request("en", "Long").changes(SHORT)).containsExactly(Fixed.LOCALE, Fixed.VARIANT);
        assertThat(request("fr-FR", "Long").changes(USUAL)).containsExactly(Fixed.VARIANT);
    }

    @Test
    void aRefusalNamesWhatStays() {
        assertThat(violations(request("en", "Long"), SHORT))
                .extracting(
                        Violation::target, violation -> violation.innerError().get("allowedValues"))
                .containsExactly(tuple("locale", List.of("fr-FR")), tuple("variant", List.of("Short")));
        assertThat(violations(request("fr-FR", "Long"), USUAL))
                .extracting(Violation::target, Violation::code)
                .containsExactly(tuple("variant", Violation.Code.INVALID_VALUE));
    }

    private static List<Violation> violations(ContentRequest request, TemplateContent existing) {
        Set<Fixed> changes = request.changes(existing);
        return changes.stream()
                .map(change -> ContentRefusalResource.of(change, existing))
                .toList();
    }

    private static ContentRequest request(String locale, @Nullable String variant) {
        return new ContentRequest(
                Caller.UNKNOWN, locale, variant, new TemplateChoice("7", "otp", "AUTHENTICATION", "fr"));
    }

    private static TemplateContent content(@Nullable String variant) {
        return TemplateContent.manual(
                Fixtures.ENVIRONMENT, Purpose.DEVICE_PAIRING, "fr-FR", variant, TEMPLATE, Fixtures.NOW);
    }
}

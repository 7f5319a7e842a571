package org.mfasender.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.HttpRequest;

class TemplateOptionsReaderTest {

    private static final String APP = "{'packageName': 'com.example.bank', 'signatureHash': 'K8a/AINcGX7'}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'type': 'COPY_CODE', 'supportedApps': [APP]}                       | supportedApps CONSTRAINT_VIOLATION
            {'type': 'ONE_TAP'}                                                 | supportedApps CONSTRAINT_VIOLATION
            {'type': 'ONE_TAP', 'supportedApps': []}                            | supportedApps CONSTRAINT_VIOLATION
            {'type': 'ONE_TAP', 'supportedApps': [APP,APP,APP,APP,APP,APP]}     | supportedApps CONSTRAINT_VIOLATION
            {'type': 'ONE_TAP', 'supportedApps': {}}                            | supportedApps INVALID_VALUE, supportedApps CONSTRAINT_VIOLATION
            {'type': 'ONE_TAP', 'supportedApps': [7]}                           | supportedApps[0] INVALID_VALUE
            {'type': 'ONE_TAP', 'supportedApps': [{'packageName': 'a.b'}]}      | supportedApps[0].signatureHash REQUIRED_VALUE
            {'type': 'ONE_TAP', 'supportedApps': [{'packageName': 'bank', 'signatureHash': 'K8a'}]} | supportedApps[0].packageName INVALID_VALUE, supportedApps[0].signatureHash INVALID_VALUE
            {'type': 'ZERO_TAP', 'supportedApps': [APP]}                        | zeroTapTermsAccepted CONSTRAINT_VIOLATION
            {'type': 'ZERO_TAP', 'zeroTapTermsAccepted': 1}                     | zeroTapTermsAccepted INVALID_VALUE, supportedApps CONSTRAINT_VIOLATION, zeroTapTermsAccepted CONSTRAINT_VIOLATION
            {'type': 'VOICE'}                                                   | type INVALID_VALUE
            {}                                                                  | type REQUIRED_VALUE
            """)
    void aWrongButtonIsRefused(String button, String faults) {
        assertThat(faults(button)).containsExactly(faults.split(", ", -1));
    }

    @Test
    void aButtonIsRead() {
        TemplateChanges changes = read("""
                {'type': 'ZERO_TAP', 'supportedApps': [APP], 'zeroTapTermsAccepted': true}""");

        assertThat(Objects.requireNonNull(changes.purposes().get(DEVICE_PAIRING))
                        .button())
                .isEqualTo(new OtpButton(
                        OtpType.ZERO_TAP, List.of(new SupportedApp("com.example.bank", "K8a/AINcGX7")), true));
    }

    @Test
    void optionsThatContradictEachOtherAreRefusedByPurpose() {
        TemplateOptionsChange change = new TemplateOptionsChange(null, 1, null, 61, null);
        TemplateChanges changes = new TemplateChanges(Map.of(STRONG_AUTHENTICATION, change, DEVICE_PAIRING, change));

        ApiException refused = Objects.requireNonNull(catchThrowableOfType(
                ApiException.class, () -> TemplateOptionsReader.apply(changes, Fixtures.options("en"))));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.violations())
                .extracting(violation -> violation.target() + " " + violation.code())
                .containsExactly(
                        "templates.device_pairing.messageSendTtlSeconds OUT_OF_RANGE",
                        "templates.strong_authentication.messageSendTtlSeconds OUT_OF_RANGE");
    }

    /** What a page or a chat program adds to a locale is dropped at its ends, and named inside. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            \\u200een          |
            "pt-BR\\u00a0"     |
            en\\u200b-US       | U+200B (ZERO WIDTH SPACE) at position 3
            pt\\u2011BR        | U+2011 (NON-BREAKING HYPHEN) at position 3
            en\\u00ad          |
            "en US"            | U+0020 (SPACE) at position 3
            \\u0435n           | U+0435 (CYRILLIC SMALL LETTER IE) at position 1
            xx                 | Meta has no authentication templates for this locale.
            """)
    void aCharacterThatNoLocaleHasIsNamed(String locale, @Nullable String fault) {
        HttpRequest request = Events.request(Events.put("{\"locales\": [\"" + locale + "\"]}"));

        if (fault == null) {
            assertThat(Objects.requireNonNull(TemplateOptionsReader.read(request)
                                    .purposes()
                                    .get(DEVICE_PAIRING))
                            .locales())
                    .hasSize(1);
        } else {
            ApiException refused = Objects.requireNonNull(
                    catchThrowableOfType(ApiException.class, () -> TemplateOptionsReader.read(request)));
            assertThat(refused.violations()).singleElement().satisfies(violation -> {
                assertThat(violation.target()).isEqualTo("locales[0]");
                assertThat(violation.message()).contains(fault);
            });
        }
    }

    private static TemplateChanges read(String button) {
        String body = "{'templates': {'device_pairing': {'button': " + button.replace("APP", APP) + "}}}";
        return TemplateOptionsReader.read(Events.request(Events.put(body.replace('\'', '"'))));
    }

    private static List<String> faults(String button) {
        ApiException refused = Objects.requireNonNull(catchThrowableOfType(ApiException.class, () -> read(button)));
        return refused.violations().stream()
                .map(violation ->
                        violation.target().replace("templates.device_pairing.button.", "") + " " + violation.code())
                .toList();
    }
}

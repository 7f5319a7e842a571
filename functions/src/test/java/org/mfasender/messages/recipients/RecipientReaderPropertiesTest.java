package org.mfasender.messages.recipients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds of any text, and of the numbers of all countries. */
class RecipientReaderPropertiesTest {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final int LEAST_TELLING_LENGTH = 6;
    private static final List<String> MARKS = List.of("", "", "", " ", "-", ".", "/", "\u00a0", "\u2011", "\u200e");

    private final RecipientReader reader = new RecipientReader();

    @Property(tries = 2000)
    void aMobileNumberOfAnyCountryIsReadInAnySpelling(
            @ForAll("countries") String country,
            @ForAll("prefixes") String prefix,
            @ForAll("marks") List<String> marks,
            @ForAll boolean fullWidth)
            throws UnreadableRecipientException {
        PhoneNumber number = Objects.requireNonNull(example(country));
        String e164 = LIBRARY.format(number, PhoneNumberFormat.E164);
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 1; i < e164.length(); i++) {
            text.append(fullWidth ? (char) (e164.charAt(i) - '0' + '\uff10') : e164.charAt(i));
            text.append(marks.get(i % marks.size()));
        }

        Recipient recipient = reader.read(text.toString());

        assertThat(recipient.e164()).isEqualTo(e164);
        assertThat(recipient.country()).isEqualTo(LIBRARY.getRegionCodeForNumber(number));
        assertThat(recipient.callingCode()).isEqualTo(Integer.toString(number.getCountryCode()));
    }

    @Property(tries = 500)
    void theInternationalSpellingOfAnyCountryIsRead(@ForAll("countries") String country)
            throws UnreadableRecipientException {
        PhoneNumber number = Objects.requireNonNull(example(country));

        assertThat(reader.read(LIBRARY.format(number, PhoneNumberFormat.INTERNATIONAL)))
                .isEqualTo(reader.read(LIBRARY.format(number, PhoneNumberFormat.E164)))
                .isEqualTo(reader.read(LIBRARY.format(number, PhoneNumberFormat.RFC3966)));
    }

    @Property(tries = 2000)
    void aTextIsReadOrRefusedAndWhatIsReadIsReadAlike(@ForAll("texts") String text) {
        Recipient recipient;
        try {
            recipient = reader.read(text);
        } catch (UnreadableRecipientException refused) {
            assertThat(refused.reason()).endsWith(".");
            if (text.length() >= LEAST_TELLING_LENGTH) {
                assertThat(refused.reason()).doesNotContain(text);
            }
            return;
        }
        assertThat(recipient.e164()).matches("\\+[1-9]\\d{5,14}").endsWith(recipient.lastDigits());
        assertThat(recipient.e164()).startsWith("+" + recipient.callingCode());
        assertThat(recipient.country()).matches("[A-Z]{2}");
        assertThat(recipient.toString()).doesNotContain(recipient.e164().substring(4));
        assertThat(recipient).isEqualTo(reading(recipient.e164()));
    }

    private Recipient reading(String text) {
        try {
            return reader.read(text);
        } catch (UnreadableRecipientException e) {
            throw new AssertionError(e.reason(), e);
        }
    }

    private static @Nullable PhoneNumber example(String country) {
        return LIBRARY.getExampleNumberForType(country, PhoneNumberType.MOBILE);
    }

    @Provide
    Arbitrary<String> countries() {
        return Arbitraries.of(LIBRARY.getSupportedRegions().stream()
                .filter(country -> example(country) != null)
                .sorted()
                .toList());
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of("+", "00", "tel:+", "+ ", " +00", "\uff0b");
    }

    @Provide
    Arbitrary<List<String>> marks() {
        return Arbitraries.of(MARKS).list().ofMinSize(1).ofMaxSize(7);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> digits = Arbitraries.strings().numeric().ofMaxLength(18);
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(80),
                Arbitraries.strings().withChars("+0123456789 ()-.;x#").ofMaxLength(25),
                digits.map(number -> "+" + number),
                digits.map(number -> "00" + number),
                Arbitraries.of("1", "52", "54", "55", "39", "44", "7", "683")
                        .flatMap(code -> digits.map(number -> "+" + code + number)));
    }
}

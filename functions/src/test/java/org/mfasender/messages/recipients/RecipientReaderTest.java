package org.mfasender.messages.recipients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientReaderTest {

    private final RecipientReader reader = new RecipientReader();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+436605550100",
                "+43 660 5550100",
                "+43.6605550100",
                "+43-660-555-01-00",
                "+43 (660) 5550100",
                "+43 (0)660 5550100",
                "+43(0)660/5550100",
                "+43 ( 0 ) 660 5550100",
                "+43 0660 5550100",
                "(+43) 660 5550100",
                "0043 660 5550100",
                "0043 (0) 660 5550100",
                "+0043 660 5550100",
                "tel:+43-660-5550100",
                "whatsapp:+436605550100",
                "Telefon: +43 660 5550100",
                "\"+43 660 5550100\"",
                "'+436605550100",
                "  +43\t660\u00a05550100 \n",
                "\u202a+43 660 5550100\u202c",
                "+43\u200b660\ufeff5550100",
                "+43\u2011660\u20135550100",
                "+43\u2212660\u22125550100",
                "\uff0b\uff14\uff13 \uff16\uff16\uff10 \uff15\uff15\uff15\uff10\uff11\uff10\uff10",
                "+\u0664\u0663 660 5550100",
                "+43 660 5550100.",
                "+43\u00b7660\u00b75550100",
                "[+43] 660 5550100"
            })
    void anyUsualSpellingIsTheSameNumber(String text) throws Exception {
        assertThat(reader.read(text)).isEqualTo(new Recipient("+436605550100", "AT", "43", "43660555", "0100"));
    }

    /** Numbers of fiction where a country has some. */
    @ParameterizedTest
    @CsvSource({
        "+1 (212) 555-0100, +12125550100, US",
        "+1 416 555 0100, +14165550100, CA",
        "+1 876 555 0100, +18765550100, JM",
        "+1 242 555 0100, +12425550100, BS",
        "+1 787 555 0100, +17875550100, PR",
        "+1 809 555 0100, +18095550100, DO",
        "001 212 555 0100, +12125550100, US",
        "+7 912 345 67 89, +79123456789, RU",
        "+7 8 912 345 67 89, +79123456789, RU",
        "+7 701 234 5678, +77012345678, KZ",
        "+44 7400 123456, +447400123456, GB",
        "+44 (0)7400 123456, +447400123456, GB",
        "+44 7781 123456, +447781123456, GG",
        "+44 7624 300000, +447624300000, IM",
        "+39 06 12345678, +390612345678, IT",
        "+39 (0)6 12345678, +390612345678, IT",
        "+39 347 1234567, +393471234567, IT",
        "+39 (0)347 1234567, +393471234567, IT",
        "+36 06 20 123 4567, +36201234567, HU",
        "+225 07 12 34 56 78, +2250712345678, CI",
        "+358 (0)40 1234567, +358401234567, FI",
        "+262 692 12 34 56, +262692123456, RE",
        "+599 9 518 1234, +59995181234, CW",
        "+383 44 123 456, +38344123456, XK",
        "+683 8884012, +6838884012, NU",
        "+65 8123 4567, +6581234567, SG"
    })
    void theCountryIsTheNumbersOwn(String text, String e164, String country) throws Exception {
        Recipient recipient = reader.read(text);

        assertThat(recipient.e164()).isEqualTo(e164);
        assertThat(recipient.country()).isEqualTo(country);
        assertThat(e164).startsWith("+" + recipient.callingCode()).endsWith(recipient.lastDigits());
    }

    /** Meta's test numbers are of no area: they look like numbers of the United States. */
    @ParameterizedTest
    @ValueSource(strings = {"+1 555-555-0188", "+1 555 012 3456"})
    void sandboxNumbersAreRead(String text) throws Exception {
        assertThat(reader.read(text).country()).isEqualTo("US");
    }

    @ParameterizedTest
    @CsvSource({
        "+55 11 98765-4321, +5511987654321, +55 11 8765-4321, +551187654321",
        "+52 1 55 1234 5678, +525512345678, +52 55 1234 5678, +525512345678",
        "+54 9 11 2345-6789, +5491123456789, +54 11 2345-6789, +541123456789",
        "+54 11 15 2345-6789, +5491123456789, +54 (0)11 2345-6789, +541123456789"
    })
    void onePhoneIsOneHoweverItsCountryWritesIt(String text, String e164, String other, String otherE164)
            throws Exception {
        Recipient recipient = reader.read(text);
        Recipient same = reader.read(other);

        assertThat(recipient.e164()).isEqualTo(e164);
        assertThat(same.e164()).isEqualTo(otherE164);
        assertThat(recipient.phone()).isEqualTo(same.phone());
        assertThat(recipient.range()).isEqualTo(same.range());
        assertThat(recipient.lastDigits()).isEqualTo(same.lastDigits());
    }

    @Test
    void aFixedLineOfBrazilIsAnotherPhoneThanAMobileOne() throws Exception {
        assertThat(reader.read("+55 11 3456-7890").phone()).isEqualTo("551134567890");
        assertThat(reader.read("+55 11 93456-7890").phone()).isEqualTo("5511934567890");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0660 5550100", "660 5550100", "436605550100", "(0660) 5550100", "011 43 660 5550100", "+", "0"})
    void aNumberWithoutCountryCodeIsRefused(String text) {
        assertRefused(
                text,
                "The country code is missing. Write the number with a plus and its country code in front, such as +43 660 5550100.");
    }

    @ParameterizedTest
    @CsvSource({
        "+43 660 5550100 ext. 12, A message cannot go to an extension",
        "+43 660 5550100 x12, A message cannot go to an extension",
        "tel:+43-660-5550100;ext=12, A message cannot go to an extension",
        "+43 660 5550100#12, A message cannot go to an extension",
        "+43 1 5550100 Durchwahl 12, A message cannot go to an extension",
        "+1 800 FLOWERS, The number contains U+0046 (LATIN CAPITAL LETTER F) at position 8.",
        "anna@example.com, The number contains U+0061",
        "+43 660 *** 0100, The number contains U+002A",
        "+999 123 456 789, No country has the country code",
        "+0 660 5550100, No country has the country code",
        "+210 123 456 789, No country has the country code",
        "+43 1, The number is too short",
        "+44 7400, The number is too short for the country code +44. Write it with its area code.",
        "+43112, The number is too short for the country code +43. Write it with its area code.",
        "+1 212 555, 'After the country code +1, a number has ten digits'",
        "+1 012 345 6789, 'After the country code +1, a number has ten digits'",
        "0011 43 660 5550100, 'After the country code +1, a number has ten digits'",
        "0011 64 21 123 456, 'After the country code +1, a number has ten digits'",
        "+65 8123 4567 1, No number with the country code +65 has this many digits.",
        "+44 7400 123456 78, The number is too long for the country code +44.",
        "+27 00 82 123 4567, 'After the country code, the number begins with too many digits'",
        "+43 660 5550100 5550100 5550100, The number is too long",
        "+436605550100 +436605550101, These are several numbers",
        "+436605550100 / +436605550101, These are several numbers",
        "++436605550100, These are several numbers",
        "+870 773 123456, The number belongs to no country",
        "+883 510 0012345, The number belongs to no country",
        "+800 1234 5678, The number belongs to no country"
    })
    void anythingElseIsRefusedWithItsReason(String text, String reason) {
        assertRefused(text, reason);
    }

    @Test
    void whatIsLongIsRefusedAtOnce() {
        assertRefused("+43" + "1 ".repeat(8000) + "x", "This is too long for a phone number");
        assertRefused("", "The country code is missing");
    }

    @Test
    void aRecipientPrintsNoMoreThanItsLastDigits() throws Exception {
        assertThat(reader.read("+43 660 5550100")).hasToString("AT …0100");
        assertThat(reader.read("+290 50000")).hasToString("SH …");
        assertThat(reader.read("+65 8123 4567")).hasToString("SG …567");
    }

    private void assertRefused(String text, String reason) {
        assertThatExceptionOfType(UnreadableRecipientException.class)
                .isThrownBy(() -> reader.read(text))
                .satisfies(refused -> assertThat(refused.reason()).startsWith(reason));
    }
}

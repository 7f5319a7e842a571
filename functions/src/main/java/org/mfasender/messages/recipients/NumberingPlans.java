package org.mfasender.messages.recipients;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What numbers there are in which country, as Google's libphonenumber knows it. A number only has to be possible: operators use new ones
 * before any library knows them, and Meta decides.
 */
final class NumberingPlans {

    /** Source: ITU-T E.164, 6.1. */
    private static final int MOST_DIGITS = 15;

    private static final String TOO_LONG = "The number is too long: no phone number has more than 15 digits.";
    private static final String NO_REGION = "ZZ";
    /** Satellite phones, and services that belong to no country. */
    private static final String NO_COUNTRY = "001";

    private static final Pattern NORTH_AMERICAN = Pattern.compile("1[2-9]\\d{9}");
    /** What mobile numbers had after the country code until 2019, and many still write. */
    private static final Pattern OLD_MEXICAN = Pattern.compile("^521(?=\\d{10}$)");

    private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();

    /**
     * The recipient of the first spelling that is a number in use, or else of the first that could be one.
     *
     * @param spellings digits, from the country code on
     */
    Recipient recipient(List<String> spellings) throws UnreadableRecipientException {
        List<PhoneNumber> numbers = new ArrayList<>();
        for (String digits : spellings) {
            numbers.add(parse(digits));
        }
        return recipient(
                numbers.size() == 1
                        ? numbers.getFirst()
                        : numbers.stream()
                                .filter(library::isValidNumber)
                                .findFirst()
                                .orElseGet(numbers::getFirst));
    }

    private PhoneNumber parse(String digits) throws UnreadableRecipientException {
        String current = OLD_MEXICAN.matcher(digits).replaceFirst("52");
        try {
            PhoneNumber number = library.parse("+" + current, NO_REGION);
            // The library drops a 1 that is not part of a number, as in 0011 of Australia, which would make it another
            // one.
            if (number.getCountryCode() == 1 && !NORTH_AMERICAN.matcher(current).matches()) {
                throw new UnreadableRecipientException(
                        "After the country code +1, a number has ten digits and begins with 2 to 9.");
            }
            return number;
        } catch (NumberParseException e) {
            // Without the cause, whose message may quote the number.
            throw new UnreadableRecipientException(
                    switch (e.getErrorType()) {
                        case INVALID_COUNTRY_CODE -> "No country has the country code with which this number begins.";
                        case TOO_LONG -> TOO_LONG;
                        default -> "The number is too short.";
                    });
        }
    }

    private Recipient recipient(PhoneNumber number) throws UnreadableRecipientException {
        String callingCode = Integer.toString(number.getCountryCode());
        String wrong = wrongLength(library.isPossibleNumberWithReason(number));
        if (wrong != null) {
            throw new UnreadableRecipientException(String.format(wrong, "the country code +" + callingCode));
        }
        String national = library.getNationalSignificantNumber(number);
        if (callingCode.length() + national.length() > MOST_DIGITS) {
            throw new UnreadableRecipientException(TOO_LONG);
        }
        // Prefixes of domestic calls were dropped, and what is left begins with one again: this would be yet another
        // number.
        if (!library.getNationalSignificantNumber(parse(callingCode + national)).equals(national)) {
            throw new UnreadableRecipientException(
                    "After the country code, the number begins with too many digits that only domestic calls need.");
        }
        String country = Objects.requireNonNullElseGet(
                library.getRegionCodeForNumber(number),
                () -> library.getRegionCodeForCountryCode(number.getCountryCode()));
        if (country.equals(NO_COUNTRY)) {
            throw new UnreadableRecipientException(
                    "The number belongs to no country: messages do not go to satellite phones and international services.");
        }
        return Recipient.of(country, callingCode, national);
    }

    private static @Nullable String wrongLength(ValidationResult result) {
        return switch (result) {
            case IS_POSSIBLE -> null;
            case TOO_LONG -> "The number is too long for %s.";
            case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY -> "The number is too short for %s. Write it with its area code.";
            case INVALID_LENGTH, INVALID_COUNTRY_CODE -> "No number with %s has this many digits.";
        };
    }
}

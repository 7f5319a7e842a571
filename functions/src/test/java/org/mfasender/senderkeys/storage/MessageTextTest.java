package org.mfasender.senderkeys.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text has in the passcode's place is found in that text alone. */
class MessageTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            Your code is ${otp}.|Your code is 123456.|123456
            Your code is ${otp}.| Your  code is\t123456. |123456
             Your  code is ${otp}. |Your code is 123456.|123456
            ${otp} is your code|123456 is your code|123456
            Code: ${otp}|Code: 123456|123456
            ${otp}|123456|123456
            aa${otp}aa|aaaaa|a
            """)
    void thePasscodeIsWhatStandsForIt(String written, String rendered, String passcode) {
        assertThat(MessageText.parse(written).flatMap(text -> text.passcode(rendered)))
                .hasValue(passcode);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Your code is ${otp}.|Your code is 123456
            Your code is ${otp}.|Your code is .
            Your code is ${otp}.|your code is 123456.
            Your code is ${otp}.|Hello. Your code is 123456.
            aa${otp}aa|aaa
            ${otp}|''
            """)
    void anotherTextHasNone(String written, String rendered) {
        assertThat(MessageText.parse(written))
                .hasValueSatisfying(text -> assertThat(text.passcode(rendered)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Your code", "${otp} ${otp}", "${user.username}: ${otp}", "${OTP}", "$otp"})
    void aTextHasOnePasscodeAndNoOtherVariable(String written) {
        assertThat(MessageText.parse(written)).isEmpty();
    }

    @Test
    void aTextIsAsLongAsPingOneAllows() {
        String longest = "x".repeat(MessageText.MOST_CHARACTERS - "${otp}".length()) + "${otp}";

        assertThat(MessageText.parse(longest)).isPresent();
        assertThat(MessageText.parse("x" + longest)).isEmpty();
    }
}

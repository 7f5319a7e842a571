package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The button's address in every form in which apps may come. */
class OtpContentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            one app, encoded           | package_name=com.a&signature_hash=K8a%2FAINcGX7                        | com.a K8a/AINcGX7
            joined and encoded         | package_name=com.a%2Ccom.b&signature_hash=K8a%2FAINcGX7%2CU4hoZi%2BkgMN | com.a K8a/AINcGX7; com.b U4hoZi+kgMN
            one package twice          | package_name=com.a%2Ccom.a&signature_hash=h1%2Ch2                      | com.a h1; com.a h2
            in lower case              | package_name=com.a%2ccom.b&signature_hash=h%2b1%2ch%3d2                | com.a h+1; com.b h=2
            joined, not encoded        | package_name=com.a,com.b&signature_hash=h+1,h/2=                       | com.a h+1; com.b h/2=
            repeated, not encoded      | package_name=com.a&signature_hash=h+1&package_name=com.b&signature_hash=h/2= | com.a h+1; com.b h/2=
            repeated and encoded       | package_name=com.a&signature_hash=h%2B1&package_name=com.b&signature_hash=h%2F2%3D | com.a h+1; com.b h/2=
            a comma at the end         | package_name=com.a%2C&signature_hash=h1%2C                             | com.a h1
            none                       | cta_display_name=Isi+Otomatis                                          |
            names without hashes       | package_name=com.a%2Ccom.b                                             |
            more names than hashes     | package_name=com.a%2Ccom.b&signature_hash=h1                           |
            """)
    void appsAreReadInEveryForm(String form, String query, @Nullable String apps) throws JsonProcessingException {
        OtpContent content = read("{\"type\": \"URL\", \"url\": \"https://www.whatsapp.com/otp/code/?otp_type=ONE_TAP&"
                + query + "&code_expiration_minutes=5&code=otp{{1}}\"}");

        assertThat(content.otpType()).isEqualTo("ONE_TAP");
        assertThat(content.apps().stream()
                        .map(app -> app.packageName() + " " + app.signatureHash())
                        .collect(Collectors.joining("; ")))
                .isEqualTo(apps == null ? "" : apps);
    }

    @ParameterizedTest
    @CsvSource({"K8a/AINcGX7", "U4hoZi+kgMN", "abcdefghi=="})
    void aButtonAsItWasWrittenIsReadToo(String hash) throws JsonProcessingException {
        OtpContent content = read("{\"type\": \"OTP\", \"otp_type\": \"zero_tap\", \"supported_apps\":"
                + " [{\"package_name\": \"com.a\", \"signature_hash\": \"" + hash + "\"}]}");

        assertThat(content.otpType()).isEqualTo("ZERO_TAP");
        assertThat(content.apps()).isEqualTo(List.of(new OtpContent.App("com.a", hash)));
    }

    private static OtpContent read(String button) throws JsonProcessingException {
        return OtpContent.read(JSON.readTree("[{\"type\": \"BUTTONS\", \"buttons\": [" + button + "]}]"))
                .orElseThrow();
    }
}

package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.sender.SenderRequestReader.PastedCheck;

/** The body of a dry run, of which every member may be missing. */
class CheckRequestReaderTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** Body, then WABA ID, token, App ID and secret as they are understood. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {'whatsAppAccountBusinessId': '217640915503381'}                 ; 217640915503381 ; - ; - ; -
            {'userAccessToken': 'EAAsimulatedToken'}                         ; - ; EAAsimulatedToken ; - ; -
            {'userAccessToken': 'Bearer EAAsimulatedToken', 'appSecret': null} ; - ; EAAsimulatedToken ; - ; -
            {'appId': ' 845120037719402 '}                                   ; - ; - ; 845120037719402 ; -
            {'appSecret': '0123456789abcdef0123456789abcdef'}                ; - ; - ; - ; SECRET
            {'appSecret': '845120037719402|0123456789abcdef0123456789abcdef'} ; - ; - ; 845120037719402 ; SECRET
            {'appId': '845120037719402', 'appSecret': '<845120037719402|0123456789abcdef0123456789abcdef>'} ; - ; - ; 845120037719402 ; SECRET
            """)
    void aPartIsRead(
            String body, @Nullable String waba, @Nullable String token, @Nullable String app, @Nullable String secret) {
        CheckRequest read = read(body).request();

        assertThat(read.whatsAppAccountBusinessId()).isEqualTo(waba);
        assertThat(read.credentials())
                .isEqualTo(new PartialCredentials(
                        token == null ? null : new Secret(token), app, secret == null ? null : new Secret(SECRET)));
        assertThat(read.leavesOutSecrets()).isEqualTo(token == null && secret == null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {}                                                  ; whatsAppAccountBusinessId
            {'provider': 'CUSTOM_WHATSAPP'}                     ; whatsAppAccountBusinessId
            {'acceptExpiringToken': true}                       ; whatsAppAccountBusinessId
            {'appId': '845120037719402', 'provider': 'TWILIO'}  ; provider
            {'appId': 'x'}                                      ; appId
            {'appId': '845120037719402', 'appSecret': '845120037719403|0123456789abcdef0123456789abcdef'} ; appSecret
            {'appSecret': 'EAAsimulatedToken'}                  ; appSecret
            {'userAccessToken': 'EAA simulated'}                ; userAccessToken
            {'userAccessToken': ' '}                            ; userAccessToken
            """)
    void whatCannotBeUnderstoodIsNamed(String body, String target) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.violations()).extracting(Violation::target).containsExactly(target);
        });
    }

    @Test
    void whatWasCleanedIsSaid() {
        PastedCheck read = read("{'userAccessToken': 'Bearer EAAsimulatedToken'}");

        assertThat(read.cleaned()).hasSize(1);
        assertThat(read.toString()).doesNotContain("EAAsimulatedToken");
    }

    @Test
    void theIdsThatAreGivenDecideWhoseSecretsAreMeant() {
        Connection connection = Fixtures.connected(1);

        for (String ids : List.of(
                "{'appId': '" + connection.appId() + "'}",
                "{'whatsAppAccountBusinessId': '" + connection.whatsAppAccountBusinessId() + "'}")) {
            assertThat(read(ids).request().isOf(connection)).isTrue();
        }
        assertThat(read("{'appId': '1234567890', 'whatsAppAccountBusinessId': '"
                                + connection.whatsAppAccountBusinessId() + "'}")
                        .request()
                        .isOf(connection))
                .isFalse();
    }

    private static PastedCheck read(String body) {
        return SenderRequestReader.readCheck(Events.request(Events.put(body.replace('\'', '"'))));
    }
}

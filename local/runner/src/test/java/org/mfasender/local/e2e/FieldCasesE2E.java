package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** What people in the field enter, from the request to what is read: a refusal's words, or a check's, or that it is taken. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class FieldCasesE2E {

    private final SenderApi api;
    private final SimulatedAccount account;

    FieldCasesE2E(LocalSystem system) {
        this.api = new SenderApi(system.httpUri());
        this.account = system.graph().accounts().named("good-one-number");
    }

    /** {@code W}, {@code A}, {@code T} and {@code S} in braces are the account's IDs, its token and its secret. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '\u0007', textBlock = """
            M01  ¦ whatsAppAccountBusinessId ¦ "\\u200e{W}"          ¦ 200 ¦ PASSED ¦
            M02  ¦ whatsAppAccountBusinessId ¦ "{W}\\u00a0"          ¦ 200 ¦ PASSED ¦
            M20  ¦ appId                     ¦ "845120\\u00a0037719402" ¦ 400 ¦ appId ¦ U+00A0 (NO-BREAK SPACE) at position 7
            M06  ¦ whatsAppAccountBusinessId ¦ "ID: {W}"             ¦ 200 ¦ PASSED ¦
            M06b ¦ whatsAppAccountBusinessId ¦ 217640915503381       ¦ 400 ¦ whatsAppAccountBusinessId ¦ send the ID as a string
            M07  ¦ userAccessToken           ¦ "{T}\\n"              ¦ 200 ¦ PASSED ¦
            M13  ¦ appSecret                 ¦ "{A} | {S}"           ¦ 200 ¦ PASSED ¦
            M08  ¦ userAccessToken           ¦ "Bearer {T}"          ¦ 200 ¦ PASSED ¦
            M09  ¦ userAccessToken           ¦ "\\"{T}\\""           ¦ 200 ¦ PASSED ¦
            M10  ¦ userAccessToken           ¦ "{T}\\u200b\\u00a0"   ¦ 200 ¦ PASSED ¦
            M14  ¦ appSecret                 ¦ "{S}|{A}"             ¦ 400 ¦ appSecret ¦ are swapped
            M15c ¦ appSecret                 ¦ "<{A}|{S}>"           ¦ 200 ¦ PASSED ¦
            M16  ¦ appSecret                 ¦ "{A}|{T}"             ¦ 400 ¦ appSecret ¦ This is an access token. The App Secret belongs here.
            M17  ¦ whatsAppAccountBusinessId ¦ "+43 660 5550100"     ¦ 400 ¦ whatsAppAccountBusinessId ¦ This looks like a phone number.
            M17b ¦ whatsAppAccountBusinessId ¦ "436605550100"        ¦ 200 ¦ wabaReadable ¦ looks like a phone number
            M19  ¦ userAccessToken           ¦ ".-_~%2B/="           ¦ 200 ¦ tokenValid ¦ it is not an access token
            LO4  ¦ locales                   ¦ ["en_US.UTF-8"]       ¦ 400 ¦ locales[0] ¦ U+002E (FULL STOP) at position 6 does not belong to it.
            LO4b ¦ locales                   ¦ ["eng"]               ¦ 400 ¦ locales[0] ¦ Meta has no authentication templates for this locale.
            """)
    void whatIsEnteredIsTakenOrNamed(
            String row, String member, String value, int status, String where, @Nullable String words) {
        ObjectNode body = SenderApi.body(account);
        body.set(member, json(value));

        SenderApi.Answer answer = api.check(body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        if (where.equals("PASSED")) {
            assertThat(answer.body().path("status").asText()).isEqualTo("PASSED");
        } else if (status == 400) {
            assertThat(answer.body().path("details")).singleElement().satisfies(detail -> {
                assertThat(detail.path("target").asText()).isEqualTo(where);
                assertThat(detail.path("message").asText()).contains(words);
            });
        } else {
            JsonNode check = Findings.find(answer.body(), where);
            assertThat(check.path("message").asText()).contains(words);
            assertThat(check.path("link").asText()).startsWith("https://business.facebook.com/settings/");
        }
        assertThat(answer.body().toString()).doesNotContain(account.userAccessToken(), account.appSecret());
    }

    private JsonNode json(String text) {
        try {
            return SenderApi.JSON.readTree(text.replace("{W}", account.wabaId())
                    .replace("{A}", account.appId())
                    .replace("{T}", account.userAccessToken())
                    .replace("{S}", account.appSecret()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

package org.mfasender.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.Caller;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Events;

class ContentRequestReaderTest {

    private static final String GOOD = """
            {"deliveryMethod": "WhatsApp", "locale": "FR_fr",
             "whatsAppTemplate": {"id": " 77 ", "name": "otp", "category": "AUTHENTICATION", "language": "fr"}, "somethingElse": 1}
            """;

    @Test
    void aGoodRequestIsRead() {
        assertThat(read(GOOD))
                .isEqualTo(new ContentRequest(
                        Caller.UNKNOWN, "fr-FR", null, new TemplateChoice("77", "otp", "AUTHENTICATION", "fr")));
    }

    @Test
    void theCallerGoesWithTheRequest() {
        APIGatewayV2HTTPEvent event = Events.put(GOOD);
        event.getRequestContext()
                .setAuthorizer(Authorizer.builder()
                        .withJwt(Authorizer.JWT
                                .builder()
                                .withClaims(Map.of("client_id", "console"))
                                .build())
                        .build());

        assertThat(ContentRequestReader.read(Events.request(event)).caller())
                .isEqualTo(new Caller(null, "console", null));
    }

    @Test
    void aVariantKeepsItsSpelling() {
        assertThat(read(with("variant", "\" Short Text \"")).variant()).isEqualTo("Short Text");
    }

    @Test
    void aVariantHasAHundredCharactersAtMost() {
        String longest = "ü".repeat(99) + "😀";

        assertThat(read(with("variant", '"' + longest + '"')).variant()).isEqualTo(longest);
        assertThat(faults(with("variant", '"' + longest + "x\""))).containsExactly("variant SIZE_LIMIT_EXCEEDED");
    }

    @Test
    void everyMissingMemberIsReported() {
        assertThat(faults("{}"))
                .containsExactly(
                        "deliveryMethod REQUIRED_VALUE", "locale REQUIRED_VALUE", "whatsAppTemplate REQUIRED_VALUE");
        assertThat(faults("{\"whatsAppTemplate\": {}}"))
                .contains(
                        "whatsAppTemplate.id REQUIRED_VALUE",
                        "whatsAppTemplate.name REQUIRED_VALUE",
                        "whatsAppTemplate.category REQUIRED_VALUE",
                        "whatsAppTemplate.language REQUIRED_VALUE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deliveryMethod   | "SMS"                         | deliveryMethod INVALID_VALUE
            deliveryMethod   | "whatsapp"                    | deliveryMethod INVALID_VALUE
            locale           | "xx-klingon"                  | locale INVALID_VALUE
            locale           | "tlh"                         | locale INVALID_VALUE
            locale           | 7                             | locale INVALID_VALUE
            locale           | " "                           | locale EMPTY_VALUE
            variant          | ""                            | variant EMPTY_VALUE
            variant          | "a\\nb"                       | variant INVALID_VALUE
            whatsAppTemplate | "otp"                         | whatsAppTemplate INVALID_VALUE
            """)
    void aWrongMemberIsReported(String member, String value, String fault) {
        assertThat(faults(with(member, value))).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MARKETING", "UTILITY", "authentication"})
    void anotherCategoryIsReported(String category) {
        assertThat(faults(GOOD.replace("AUTHENTICATION", category)))
                .containsExactly("whatsAppTemplate.category INVALID_VALUE");
    }

    @Test
    void anIdHasDigitsOnly() {
        assertThat(faults(GOOD.replace(" 77 ", "77a"))).containsExactly("whatsAppTemplate.id INVALID_VALUE");
    }

    private static String with(String member, String value) {
        String present = GOOD.replaceFirst("\"" + member + "\": (\"[^\"]*\"|\\{[^}]*})", "\"" + member + "\": null");
        return present.replaceFirst(
                "\"" + member + "\": null|\"somethingElse\": 1",
                "\"" + member + "\": " + Matcher.quoteReplacement(value));
    }

    private static ContentRequest read(String body) {
        return ContentRequestReader.read(Events.request(Events.put(body)));
    }

    private static List<String> faults(String body) {
        ApiException refused = Objects.requireNonNull(catchThrowableOfType(ApiException.class, () -> read(body)));
        assertThat(refused.status()).isEqualTo(400);
        return refused.violations().stream()
                .map(violation -> violation.target() + " " + violation.code())
                .toList();
    }
}

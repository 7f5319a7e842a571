package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mfasender.platform.http.Events.put;
import static org.mfasender.platform.http.Events.with;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.CleanedAnswer;
import org.mfasender.platform.http.Events;
import org.mfasender.platform.http.Violation;
import org.mfasender.sender.SenderRequestReader.Pasted;

/** What people paste: cleaned where it is certain, named where it is not. {@code {0}} stands for the value that belongs there. */
class PastedValuesTest {

    private static final String WABA = "217640915503381";
    private static final String APP = "845120037719402";
    private static final String TOKEN = "EAAsimulatedTokenOfFixtures";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Pasted CLEAN = read(Events.GOOD);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '¦', quoteCharacter = '\u0007', textBlock = """
            \\u200e{0}                                  ¦ INVISIBLE_CHARACTERS
            {0}\\u00a0                                  ¦ BLANKS
            \\ufeff{0}                                  ¦ INVISIBLE_CHARACTERS
            \\u202a{0}\\u202c                           ¦ INVISIBLE_CHARACTERS
            {0}\\ufe0f                                  ¦ INVISIBLE_CHARACTERS
            {0}\\r\\n                                   ¦ BLANKS
            \\u3000{0}\\u2028                           ¦ BLANKS
            \\"{0}\\"                                   ¦ QUOTES
            \\u201e{0}\\u201c                           ¦ QUOTES
            \\u00ab\\u202f{0}\\u202f\\u00bb             ¦ BLANKS QUOTES
            \\u300c{0}\\u300d                           ¦ QUOTES
            \\u2018{0}\\u2019                           ¦ QUOTES
            `{0}`                                       ¦ QUOTES
            ```\\n{0}\\n```                             ¦ BLANKS QUOTES
            **{0}**                                     ¦ QUOTES
            _{0}_                                       ¦ QUOTES
            <{0}>                                       ¦ BRACKETS
            ({0})                                       ¦ BRACKETS
            [{0}]                                       ¦ BRACKETS
            \\u3010{0}\\u3011                           ¦ BRACKETS
            \\uff1c{0}\\uff1e                           ¦ BRACKETS WIDTH
            {0},                                        ¦ PUNCTUATION
            {0}.                                        ¦ PUNCTUATION
            {0}\\u3002                                  ¦ PUNCTUATION
            ID: {0}                                     ¦ BLANKS LABEL
            App ID = {0}                                ¦ BLANKS LABEL
            Access token: {0}                           ¦ BLANKS LABEL
            Zugriffs-Schl\\u00fcssel : {0}              ¦ BLANKS LABEL
            \\u30a2\\u30d7\\u30eaID\\uff1a{0}           ¦ LABEL WIDTH
            ID\\n{0}                                    ¦ LABEL
            Access token\\t{0}                          ¦ LABEL
            \\"appId\\": \\"{0}\\",                     ¦ BLANKS QUOTES PUNCTUATION LABEL
            export WHATSAPP_TOKEN=\\"{0}\\"             ¦ QUOTES LABEL
            {0}%0A                                      ¦ BLANKS ENCODING
            &quot;{0}&quot;                             ¦ QUOTES ENCODING
            {0}\\\\n                                    ¦ BLANKS ENCODING
            \\u0007{0}                                  ¦ INVISIBLE_CHARACTERS
            \\ufffc{0}                                  ¦ INVISIBLE_CHARACTERS
            """)
    void anAdditionIsRemovedFromEachValue(String pasted, String removed) {
        for (String member : List.of("whatsAppAccountBusinessId", "appId", "userAccessToken", "appSecret")) {
            Pasted request = read(pasted(member, pasted));

            assertThat(request.request()).as(member).isEqualTo(CLEAN.request());
            assertThat(request.cleaned()).as(member).singleElement().satisfies(cleaned -> {
                assertThat(cleaned.member()).isEqualTo(member);
                assertThat(cleaned.removed()).containsExactlyInAnyOrder(removed.split(" "));
                assertThat(cleaned.message()).doesNotContain(WABA, APP, TOKEN, SECRET);
            });
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '¦', quoteCharacter = '\u0007', textBlock = """
            whatsAppAccountBusinessId ¦ "\\uff12\\uff11\\uff17\\uff16\\uff14\\uff10\\uff19\\uff11\\uff15\\uff15\\uff10\\uff13\\uff13\\uff18\\uff11" ¦ WIDTH
            whatsAppAccountBusinessId ¦ "217640\\u200b915503381"                              ¦ INVISIBLE_CHARACTERS
            whatsAppAccountBusinessId ¦ "tel:217640915503381"                                 ¦ LABEL
            userAccessToken           ¦ "Bearer EAAsimulatedTokenOfFixtures"                  ¦ SCHEME
            userAccessToken           ¦ "OAuth\\u00a0EAAsimulatedTokenOfFixtures"             ¦ SCHEME
            userAccessToken           ¦ "Authorization: bearer \\"EAAsimulatedTokenOfFixtures\\"" ¦ BLANKS QUOTES LABEL SCHEME
            userAccessToken           ¦ "EAAsimulated\\u00adTokenOfFixtures"                  ¦ INVISIBLE_CHARACTERS
            userAccessToken           ¦ "EAAsimulated\\u2060Token\\ufe00OfFixtures"           ¦ INVISIBLE_CHARACTERS
            appSecret                 ¦ "<845120037719402|0123456789abcdef0123456789abcdef>"  ¦ BRACKETS
            appSecret                 ¦ "845120037719402%7C0123456789abcdef0123456789abcdef"  ¦ ENCODING
            appSecret                 ¦ "845120037719402\\uff5c0123456789abcdef0123456789abcdef" ¦ WIDTH
            appSecret                 ¦ "845120037719402\\u00a0|\\u200b0123456789abcdef0123456789abcdef" ¦ BLANKS INVISIBLE_CHARACTERS
            appSecret                 ¦ "App ID: 845120037719402|App Secret: 0123456789abcdef0123456789abcdef" ¦ BLANKS LABEL
            appSecret                 ¦ "<845120037719402>|<0123456789abcdef0123456789abcdef>" ¦ BRACKETS
            """)
    void anAdditionToOneKindOfValueIsRemoved(String member, String value, String removed) {
        Pasted request = read(with(member, value));

        assertThat(request.request()).isEqualTo(CLEAN.request());
        assertThat(request.cleaned()).extracting(CleanedAnswer::member).containsExactly(member);
        assertThat(request.cleaned().getFirst().removed()).containsExactlyInAnyOrder(removed.split(" "));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '¦', quoteCharacter = '\u0007', textBlock = """
            appId                     ¦ "845120\\u00a0037719402"   ¦ The App ID has digits only. U+00A0 (NO-BREAK SPACE) at position 7 does not belong to it.
            appId                     ¦ "\\u200e 84512-0037719402" ¦ The App ID has digits only. U+002D (HYPHEN-MINUS) at position 8 does not belong to it.
            appId                     ¦ "8451200377I9402"          ¦ The App ID has digits only. U+0049 (LATIN CAPITAL LETTER I) at position 11 does not belong to it.
            appId                     ¦ "0123456789abcdef0123456789abcdef" ¦ The App ID has digits only. This is an App Secret.
            appId                     ¦ "845120037719402|0123456789abcdef0123456789abcdef" ¦ The App ID has digits only. These are an App ID and an App Secret.
            appId                     ¦ "https://developers.facebook.com/apps/845120037719402/" ¦ The App ID has digits only. This is the address of a page. Copy the value from the page.
            appId                     ¦ "EAAsimulatedTokenOfFixtures" ¦ The App ID has digits only. This is an access token.
            appId                     ¦ 845120037719402            ¦ This is a JSON number, which may lose digits: send the ID as a string, in quotes.
            appId                     ¦ 8.45120037719402E14        ¦ This is a JSON number, which may lose digits: send the ID as a string, in quotes.
            appId                     ¦ "845120037719\\u0664\\u0660\\u0662" ¦ The App ID has digits only. U+0664 (ARABIC-INDIC DIGIT FOUR) at position 13 does not belong to it.
            appId                     ¦ "111111111111111111111111111111111" ¦ The App ID has digits only. It has 32 digits at most.
            whatsAppAccountBusinessId ¦ "+43 660 5550100"          ¦ The WhatsApp Business Account ID has digits only. This looks like a phone number.
            whatsAppAccountBusinessId ¦ "2176 40915503381"         ¦ The WhatsApp Business Account ID has digits only. U+0020 (SPACE) at position 5 does not belong to it.
            userAccessToken           ¦ "EAAsimulated\\u00a0Token" ¦ An access token has no blanks, line breaks or special characters inside. U+00A0 (NO-BREAK SPACE) at position 13 does not belong to it.
            userAccessToken           ¦ "EAAsimulated\\nToken"     ¦ An access token has no blanks, line breaks or special characters inside. U+000A (LINE FEED (LF)) at position 13 does not belong to it.
            userAccessToken           ¦ "EAAsimulated\\u0410Token" ¦ An access token has no blanks, line breaks or special characters inside. U+0410 (CYRILLIC CAPITAL LETTER A) at position 13 does not belong to it.
            userAccessToken           ¦ "EAAsimulated\\u2026"      ¦ An access token has no blanks, line breaks or special characters inside. U+2026 (HORIZONTAL ELLIPSIS) at position 13 does not belong to it.
            userAccessToken           ¦ "\\u2022\\u2022\\u2022\\u2022\\u2022\\u2022\\u2022\\u2022" ¦ Meta's page hides this value behind dots: choose Show there before you copy it.
            userAccessToken           ¦ "0123456789abcdef0123456789abcdef" ¦ This is an App Secret. The system user's access token belongs here.
            userAccessToken           ¦ "845120037719402"          ¦ This is the App ID. The system user's access token belongs here.
            userAccessToken           ¦ "845120037719402|EAAsimulatedTokenOfFixtures" ¦ The App ID and the pipe do not belong before an access token: leave them out.
            userAccessToken           ¦ "845120037719402|0123456789abcdef0123456789abcdef" ¦ These are an App ID and an App Secret. The system user's access token belongs here.
            appSecret                 ¦ "EAAsimulatedTokenOfFixtures" ¦ This is an access token. The App Secret belongs here.
            appSecret                 ¦ "845120037719402|EAAsimulatedOtherToken" ¦ This is an access token. The App Secret belongs here.
            appSecret                 ¦ "Bearer EAAsimulatedTokenOfFixtures" ¦ This is an access token. The App Secret belongs here.
            appSecret                 ¦ "0123456789abcdef0123456789abcdef|845120037719402" ¦ App ID and App Secret are swapped: the App ID stands before the pipe, the App Secret after it.
            appSecret                 ¦ "845120037719402"          ¦ This is the App ID. The App Secret belongs here.
            appSecret                 ¦ "845120037719402|0123 4567" ¦ The App Secret has no blanks, line breaks or pipes inside. U+0020 (SPACE) at position 21 does not belong to it.
            appSecret                 ¦ "845120\\u00a0037719402|0123456789abcdef0123456789abcdef" ¦ The part before the pipe must equal appId. U+00A0 (NO-BREAK SPACE) at position 7 does not belong to it.
            appSecret                 ¦ "845120037719999|0123456789abcdef0123456789abcdef" ¦ The part before the pipe must equal appId.
            appSecret                 ¦ "********"                 ¦ Meta's page hides this value behind dots: choose Show there before you copy it.
            """)
    void whatIsNotCertainIsNamed(String member, String value, String message) {
        List<Violation> violations = refusal(with(member, value)).violations();

        assertThat(violations).singleElement().satisfies(violation -> {
            assertThat(violation.target()).isEqualTo(member);
            assertThat(violation.message()).isEqualTo(message);
        });
    }

    @Test
    void aCleanRequestSaysNothing() {
        assertThat(CLEAN.cleaned()).isEmpty();
    }

    @Test
    void aNumberIsTakenInAnySpelling() {
        Pasted request = read(with(
                "numbers",
                "[{\"number\": \"\\u202atel:+43 660 5550100\\u202c\", \"numberId\": \"<3>\", \"selected\": true}]"));

        assertThat(Objects.requireNonNull(request.request().choice()).number()).isEqualTo("+43 660 5550100");
        assertThat(request.cleaned())
                .extracting(CleanedAnswer::member)
                .containsExactly("numbers[0].numberId", "numbers[0].number");
    }

    /** Invisible characters anywhere, and layers of what is put around a value, in any order. */
    @ParameterizedTest
    @MethodSource("seeds")
    void randomAdditionsAreRemoved(long seed) {
        Random random = new Random(seed);
        String body = Events.GOOD;
        for (String member : List.of("whatsAppAccountBusinessId", "appId", "userAccessToken", "appSecret")) {
            body = replaced(body, member, wrapped(sprinkled(value(member), random), random));
        }
        assertThat(read(body).request()).isEqualTo(CLEAN.request());
    }

    /** Whatever is pasted, no answer repeats it. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noFaultAndNoCleaningEchoesASecret(long seed) {
        Random random = new Random(seed);
        List<String> values = List.of(TOKEN, SECRET, APP + "|" + SECRET, TOKEN + TOKEN, SECRET + "|" + TOKEN);
        String body = Events.GOOD;
        for (String member : List.of("whatsAppAccountBusinessId", "appId", "userAccessToken", "appSecret")) {
            String value = values.get(random.nextInt(values.size()));
            int cut = random.nextInt(value.length());
            String broken =
                    value.substring(0, cut) + pick(random, " ", "\u0410", "\u00a0", "|", "") + value.substring(cut);
            body = replaced(body, member, wrapped(broken, random));
        }
        String said;
        try {
            said = read(body).cleaned().toString();
        } catch (ApiException refusal) {
            said = refusal.violations() + String.valueOf(refusal.getMessage());
        }
        assertThat(said).doesNotContain(pieces());
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, TOKEN, APP + "|" + SECRET, "simulatedSecret1", "EAAcanary"})
    void aSecretThatIsPastedAsTheNameOfAMemberIsNotEchoed(String secret) {
        for (String templates : List.of(
                "{\"" + secret + "\": {}}",
                "{\"device_pairing\": {\"" + secret + "\": 1}}",
                "{\"device_pairing\": {\"button\": {\"" + secret + "\": 1}}}")) {
            String said = said(with("templates", templates));

            assertThat(said).doesNotContain(secret);
        }
        assertThat(said(with(secret, "1"))).doesNotContain(secret);
        assertThat(said(Events.GOOD.replace("{", "{\"" + secret + "\": 1, \"" + secret + "\": 2, ")))
                .doesNotContain(secret);
    }

    static Stream<Long> seeds() {
        return IntStream.range(0, 200).mapToObj(Long::valueOf);
    }

    private static String said(String body) {
        try {
            return read(body).toString();
        } catch (ApiException refusal) {
            return refusal.violations() + String.valueOf(refusal.getMessage());
        }
    }

    private static String[] pieces() {
        return Stream.of(TOKEN.substring(3), SECRET)
                .flatMap(value -> IntStream.rangeClosed(0, value.length() - 6)
                        .mapToObj(start -> value.substring(start, start + 6)))
                .toArray(String[]::new);
    }

    private static String sprinkled(String value, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            if (random.nextInt(4) == 0) {
                text.append(
                        pick(random, "\u200b", "\u200d", "\u200e", "\u00ad", "\ufeff", "\u2066", "\ufe0f", "\u034f"));
            }
            text.append(value.charAt(i));
        }
        return text.toString();
    }

    private static String wrapped(String value, Random random) {
        String text = value;
        for (int layers = random.nextInt(5); layers > 0; layers--) {
            text = pick(
                    random,
                    "\"" + text + "\"",
                    "\u201c" + text + "\u201d",
                    "`" + text + "`",
                    "<" + text + ">",
                    "(" + text + ")",
                    "\u00a0" + text + "\n",
                    "ID: " + text,
                    text + ",",
                    text + ".");
        }
        return text;
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String value(String member) {
        return switch (member) {
            case "whatsAppAccountBusinessId" -> WABA;
            case "appId" -> APP;
            case "userAccessToken" -> TOKEN;
            default -> SECRET;
        };
    }

    private static String pasted(String member, String pasted) {
        return with(member, "\"" + pasted.replace("{0}", value(member)) + "\"");
    }

    private static String replaced(String body, String member, String value) {
        try {
            JsonNode json = new ObjectMapper().readTree(body);
            ((ObjectNode) json).put(member, value);
            return json.toString();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Pasted read(String body) {
        return SenderRequestReader.readPasted(Events.request(put(body)));
    }

    private static ApiException refusal(String body) {
        return Objects.requireNonNull(catchThrowableOfType(ApiException.class, () -> read(body)));
    }
}

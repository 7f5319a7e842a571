package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.template.Value.Members;
import org.mfasender.templates.Locales;

/** What would break the system later is refused when it is deployed, and the refusal says why. */
class ParametersTest {
    private static final Path FILE =
            Path.of(System.getProperty("project.root", "../..")).resolve("template.yaml");
    private static final Members TEMPLATE = YamlFile.read(FILE);
    private static final Members PARAMETERS = TEMPLATE.require("Parameters").asMembers();
    private static final Pattern RANGE = Pattern.compile("A whole number from ([0-9]+) to ([0-9]+)\\.");
    private static final int EVERY_NUMBER_TO = 100_000;

    static Stream<String> parameters() {
        return PARAMETERS.members().keySet().stream();
    }

    /** CloudFormation's own numbers may be 1.5 or 007, which no function reads, and 00 is none of the conditions' zeros. */
    @ParameterizedTest
    @MethodSource("parameters")
    void aNumberIsOneOfAListOrATextWithAPattern(String name) {
        Members parameter = PARAMETERS.require(name).asMembers();

        if (parameter.require("Type").asText().equals("Number")) {
            assertThat(parameter.get("AllowedValues")).isNotNull();
        } else if (parameter.require("Default").asText().matches("[0-9]+")) {
            assertThat(reason(name)).matches(RANGE);
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aPatternHasAReasonThatPeopleRead(String name) {
        Members parameter = PARAMETERS.require(name).asMembers();

        assertThat(parameter.get("Description")).isNotNull();
        assertThat(parameter.get("ConstraintDescription") == null).isEqualTo(parameter.get("AllowedPattern") == null);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aNumbersPatternIsItsRange(String name) {
        Matcher range = RANGE.matcher(reason(name));
        if (!range.matches()) {
            return;
        }
        int least = Integer.parseInt(range.group(1));
        int most = Integer.parseInt(range.group(2));
        Pattern pattern = pattern(name);

        assertThat(IntStream.rangeClosed(0, EVERY_NUMBER_TO)
                        .filter(number ->
                                pattern.matcher(Integer.toString(number)).matches()
                                        != (least <= number && number <= most)))
                .isEmpty();
        assertThat(pattern.matcher(Integer.toString(most)).matches()).isTrue();
        assertThat(List.of(
                        Integer.toString(most + 1),
                        "-" + most,
                        "+" + most,
                        "0" + most,
                        most + ".0",
                        most + "e1",
                        " " + most,
                        ""))
                .noneMatch(text -> pattern.matcher(text).matches());
    }

    @Test
    void theCountriesAreThoseThatHaveNumbers() {
        Pattern countries = pattern("AllowedCountries");

        assertThat(twoLetters().filter(code -> countries.matcher(code).matches()))
                .containsExactlyInAnyOrderElementsOf(
                        PhoneNumberUtil.getInstance().getSupportedRegions());
    }

    @Test
    void theLanguagesOfLocalesAreThoseThatMetaHas() {
        Pattern locales = pattern("DefaultLocales");
        Stream<String> three = Locales.META_LANGUAGES.stream().map(language -> language.split("_", 2)[0]);

        assertThat(Stream.concat(twoLetters().map(code -> code.toLowerCase(Locale.ROOT)), three))
                .allSatisfy(language -> assertThat(locales.matcher(language).matches())
                        .as(language)
                        .isEqualTo(Locales.supported(language).isPresent()));
        assertThat(Locales.META_LANGUAGES)
                .allMatch(language -> locales.matcher(language).matches())
                .allMatch(
                        language -> locales.matcher(language.replace('_', '-')).matches());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TokenIssuer         | https://auth.pingone.com/as/      | without a final slash
            TokenIssuer         | http://auth.pingone.com/as        | An https address
            TokenIssuer         | https://auth.pingone.com/a b      | An https address
            TokenAudience       | one,two                           | One audience
            ConsoleClientId     | a b                               | Letters, digits
            EnvironmentClaim    | my"claim                          | letters, digits
            EnvironmentClaim    | ''                                | 1 to 40
            SendScope           | send administer                   | One scope
            ReadScope           | ''                                | One scope
            SendConcurrency     | 00                                | A whole number
            CodeExpirationMinutes | 1.5                             | A whole number from 1 to 90
            ReplayWindowSeconds | 20                                | from 30 to 3600
            HealthCheckHours    | 2                                 | from 3 to 168
            HealthCheckHours    | 169                               | from 3 to 168
            HealthConfirmationSeconds | 0                           | from 1 to 3600
            OperateScope        | ''                                | One scope
            SampleEnvironmentId | 3F0C8F5E-6A55-4C5A-9F1E-0A6B1C2D3E4F | in lower case
            AllowedCountries    | UK                                | such as AT,DE,GB
            AllowedCountries    | AT, DE                            | without blanks
            AllowedCountries    | ,AT                               | such as AT,DE,GB
            AllowedCountries    | ATDE                              | such as AT,DE,GB
            DefaultLocales      | en,klingon                        | Locales whose language Meta has
            DefaultLocales      | ,en                               | Locales whose language Meta has
            DefaultLocales      | en,                               | Locales whose language Meta has
            EventBusName        | arn:aws:events:us-east-1:000000000000:event-bus/x | not its ARN
            KeyArn              | arn:aws:kms:us-east-1:000000000000:alias/own | not of an alias
            GraphUrl            | http://graph.facebook.com         | http is for this machine
            GraphUrl            | https://graph.facebook.com/v26.0  | without a path
            GraphVersion        | 26.0                              | such as v26.0
            GraphVersion        | v2.0                              | such as v26.0
            TemplatePrefix      | Mfa                               | lower-case letters
            AlarmTopicArn       | arn:aws:sns:us-east-1:000000000000:alarms.fifo | a standard topic
            DomainName          | MFA.example.com                   | in lower case
            DomainName          | https://mfa.example.com           | whole domain name
            DomainName          | *.example.com                     | whole domain name
            DomainName          | localhost                         | whole domain name
            CertificateArn      | arn:aws:iam::000000000000:server-certificate/x | a certificate of ACM
            TruststoreUri       | https://bucket/truststore.pem     | such as s3://
            """)
    void whatCannotWorkIsRefusedWithTheReason(String name, String value, String reason) {
        assertThatThrownBy(() -> deploy(Map.of(name, value)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Parameters." + name)
                .hasMessageContaining(reason);
    }

    @Test
    void aHiddenValueIsNotInTheRefusal() {
        assertThatThrownBy(() -> deploy(Map.of("SampleRecipient", "436605550100")))
                .hasMessageContaining("A plus, the country code")
                .hasMessageNotContainingAny("436605550100");
    }

    private static final String DOMAIN =
            "DomainName=mfa.example.com CertificateArn=arn:aws:acm:us-east-1:000000000000:certificate/x";
    private static final String ISSUER = "TokenIssuer=https://issuer.example.com/as TokenAudience=api";

    static Stream<String> together() {
        return Stream.of(
                "",
                ISSUER,
                ISSUER + " ConsoleClientId=console",
                DOMAIN,
                DOMAIN + " DefaultEndpoint=false",
                DOMAIN + " DefaultEndpoint=false TruststoreUri=s3://bucket/truststore.pem",
                "SendSnapStart=true",
                "SendProvisionedConcurrency=2",
                "SampleEnvironmentId=3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f SampleRecipient=+436605550100",
                "AllowedCountries=AT,DE,GB DefaultLocales=en,pt-BR,zh_Hant_HK,es-419 GraphUrl=http://127.0.0.1:3001");
    }

    @ParameterizedTest
    @MethodSource("together")
    void whatWorksTogetherIsAccepted(String parameters) {
        assertThatCode(() -> deploy(values(parameters))).doesNotThrowAnyException();
    }

    static Stream<List<String>> apart() {
        return Stream.of(
                List.of("TokenIssuer=https://issuer.example.com/as", "TokenAudience is needed with TokenIssuer."),
                List.of("TokenAudience=api", "TokenAudience needs TokenIssuer."),
                List.of("ConsoleClientId=console", "ConsoleClientId needs TokenIssuer."),
                List.of("SendScope=all AdministerScope=all", "SendScope and AdministerScope must differ."),
                List.of("ReadScope=all AdministerScope=all", "ReadScope and AdministerScope must differ."),
                List.of("ReadScope=all SendScope=all", "ReadScope and SendScope must differ."),
                List.of("SendSnapStart=true SendProvisionedConcurrency=1", "either SnapStart or provisioned"),
                List.of(
                        "SampleRecipient=+436605550100",
                        "SampleEnvironmentId and SampleRecipient are needed together."),
                List.of("DomainName=mfa.example.com", "DomainName and CertificateArn are needed together."),
                List.of(
                        "CertificateArn=arn:aws:acm:us-east-1:000000000000:certificate/x",
                        "DomainName and CertificateArn are needed together."),
                List.of("DefaultEndpoint=false", "Without the default endpoint, nothing reaches the API"),
                List.of(DOMAIN + " TruststoreUri=s3://bucket/truststore.pem", "TruststoreUri needs DomainName"));
    }

    @ParameterizedTest
    @MethodSource("apart")
    void whatDoesNotWorkTogetherIsRefusedWithTheReason(List<String> parametersAndReason) {
        assertThatThrownBy(() -> deploy(values(parametersAndReason.getFirst())))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(parametersAndReason.getLast());
    }

    private static void deploy(Map<String, String> parameters) {
        new TemplateReader(TEMPLATE, FILE, parameters, new Surroundings(URI.create("http://127.0.0.1:3000"))).read();
    }

    private static Map<String, String> values(String parameters) {
        Map<String, String> values = new HashMap<>();
        Arrays.stream(parameters.split(" "))
                .filter(text -> !text.isEmpty())
                .map(text -> text.split("=", 2))
                .forEach(pair -> values.put(pair[0], pair[1]));
        return values;
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
                PARAMETERS.require(name).asMembers().require("AllowedPattern").asText());
    }

    private static String reason(String name) {
        Value reason = PARAMETERS.require(name).asMembers().get("ConstraintDescription");
        return reason == null ? "" : reason.asText();
    }

    private static Stream<String> twoLetters() {
        return IntStream.rangeClosed('A', 'Z')
                .boxed()
                .flatMap(first -> IntStream.rangeClosed('A', 'Z')
                        .mapToObj(second -> Character.toString(first) + Character.toString(second)));
    }
}

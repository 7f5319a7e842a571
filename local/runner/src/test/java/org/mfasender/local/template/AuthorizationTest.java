package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions of a template, and who may call its routes. */
class AuthorizationTest {
    private static final String GOOD = """
            Parameters:
              Issuer: { Type: String, Default: "" }
              Scope: { Type: String, Default: look }
              Size: { Type: Number, Default: 0 }
            Rules:
              NotTooLarge:
                RuleCondition: !Equals [!Ref Issuer, ""]
                Assertions:
                  - { Assert: !Not [!Equals [!Ref Size, 9]], AssertDescription: Nine needs an issuer. }
            Conditions:
              ByToken: !Not [!Equals [!Ref Issuer, ""]]
              Large: !And [!Condition ByToken, !Equals [!Ref Size, 9]]
              Either: !Or [!Condition ByToken, !Condition Large]
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  Auth: { EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM }
                  DefinitionBody:
                    components:
                      securitySchemes:
                        token: !If
                          - ByToken
                          - type: oauth2
                            x-amazon-apigateway-authorizer:
                              type: jwt
                              identitySource: $request.header.Authorization
                              jwtConfiguration: { issuer: !Ref Issuer, audience: [pets] }
                          - !Ref AWS::NoValue
                    paths:
                      /pets/{id}:
                        get: { security: !If [ByToken, [{ token: [!Ref Scope, all] }], [{ AWS_IAM: [] }]] }
              Open:
                Type: AWS::Serverless::HttpApi
              Pets:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: pets.Pets::handleRequest
                  ReservedConcurrentExecutions: !If [Large, 1, !Ref AWS::NoValue]
                  Environment: { Variables: { KEY: !If [Either, !Ref Scope, none], GONE: !If [Large, there, !Ref AWS::NoValue] } }
                  Events:
                    Get: { Type: HttpApi, Properties: { ApiId: !Ref Api, Method: GET, Path: "/pets/{id}" } }
                    Put: { Type: HttpApi, Properties: { ApiId: !Ref Api, Method: PUT, Path: "/pets/{id}" } }
                    Cats: { Type: HttpApi, Properties: { ApiId: !Ref Open, Method: GET, Path: /cats } }
              Key:
                Type: AWS::KMS::Key
                Condition: Large
            """;

    private static final HttpRoute GET = new HttpRoute("GET", "/pets/{id}");
    private static final HttpRoute PUT = new HttpRoute("PUT", "/pets/{id}");
    private static final HttpRoute CATS = new HttpRoute("GET", "/cats");
    private static final Map<String, String> ISSUER = Map.of("Issuer", "https://issuer.example.com");

    @TempDir
    Path directory;

    @Test
    void withoutAnIssuerCallsAreSigned() {
        assertThat(read(GOOD, Map.of()).authorizations())
                .containsOnly(
                        entry(GET, new Authorization.Signed()),
                        entry(PUT, new Authorization.Signed()),
                        entry(CATS, new Authorization.Open()));
    }

    @Test
    void withAnIssuerARouteTakesATokenWithOneOfItsScopesAndOneThatNamesNoneIsSigned() {
        assertThat(read(GOOD, ISSUER).authorizations())
                .containsOnly(
                        entry(
                                GET,
                                new Authorization.Token(
                                        "https://issuer.example.com", List.of("pets"), List.of("look", "all"))),
                        entry(PUT, new Authorization.Signed()),
                        entry(CATS, new Authorization.Open()));
    }

    @Test
    void conditionsChooseValuesAndLeaveMembersOut() {
        assertThat(read(GOOD, Map.of()).function("Pets").environment()).containsOnly(entry("KEY", "none"));
        assertThat(read(GOOD, ISSUER).function("Pets").environment()).containsOnly(entry("KEY", "look"));
        assertThat(read(GOOD, Map.of("Issuer", "https://issuer.example.com", "Size", "9"))
                        .function("Pets")
                        .environment())
                .containsOnly(entry("KEY", "look"), entry("GONE", "there"));
    }

    @Test
    void aRuleForbidsParameters() {
        assertThatThrownBy(() -> read(GOOD, Map.of("Size", "9")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Nine needs an issuer.");
    }

    @Test
    void aResourceWhoseConditionDoesNotHoldIsNotThere() {
        String naming = GOOD.replace("KEY: !If [Either, !Ref Scope, none]", "KEY: !GetAtt Key.Arn");

        assertThat(read(naming, Map.of("Issuer", "https://issuer.example.com", "Size", "9"))
                        .function("Pets")
                        .environment())
                .containsEntry("KEY", "arn:aws:kms:us-east-1:000000000000:key/Key");
        assertThatThrownBy(() -> read(naming, ISSUER)).hasMessageContaining("there is no resource for Key.Arn");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get: { security   | post: { security      | post: no function has this route
            { token: [        | { key: [              | there is no security scheme key
            [{ token: [!Ref Scope, all] }] | [{ token: [] }, { AWS_IAM: [] }] | expected exactly one security scheme
            type: jwt         | type: request         | only jwt is supported
            $request.header.Authorization | $request.header.X-Token | only $request.header.Authorization is supported
            DefaultAuthorizer: AWS_IAM | DefaultAuthorizer: token | only AWS_IAM is supported
            EnableIamAuthorizer: true | EnableIamAuthorizer: false | AWS_IAM has to be enabled
            Auth: {           | CorsConfiguration: {  | CorsConfiguration: not supported locally
            !If [Large, 1,    | !If [Huge, 1,         | no condition is called Huge
            !If [Large, 1,    | !If [Large,           | Fn::If takes a condition and two values
            !Not [!Equals [!Ref Issuer | !Not [!Select [!Ref Issuer | unsupported function Fn::Select
            Condition: Large  | Condition: Huge       | no condition is called Huge
            Method: PUT       | Method: GET           | two functions have the route GET /pets/{id}
            ApiId: !Ref Open  | ApiId: Closed         | there is no HTTP API Closed
            """)
    void refusesWhatItDoesNotUnderstand(String part, String replacement, String complaint) {
        assertThat(GOOD).contains(part);

        assertThatThrownBy(() -> read(GOOD.replace(part, replacement), ISSUER))
                .isInstanceOf(TemplateException.class)
                .hasMessageMatching("(?s)template\\.yaml line \\d+.*")
                .hasMessageContaining(complaint);
    }

    /** Where nobody can sign in, there is no page to sign in to. */
    @ParameterizedTest
    @CsvSource({"'', '', ''", "https://issuer.example, api, ''", "https://issuer.example, api, console"})
    void theConsoleIsOpenWhereOneCanSignIn(String issuer, String audience, String client) {
        Template template = Template.read(
                Path.of(System.getProperty("project.root", "../..")).resolve("template.yaml"),
                Map.of("TokenIssuer", issuer, "TokenAudience", audience, "ConsoleClientId", client),
                new Surroundings(URI.create("http://127.0.0.1:3000")));

        Authorization expected = client.isEmpty() ? new Authorization.Signed() : new Authorization.Open();
        for (String path : List.of("/console", "/console/{file+}")) {
            assertThat(template.authorization(new HttpRoute("GET", path))).isEqualTo(expected);
            assertThat(template.authorization(new HttpRoute("HEAD", path))).isEqualTo(expected);
        }
    }

    private Template read(String yaml, Map<String, String> parameters) {
        Path file = directory.resolve("template.yaml");
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Template.read(file, parameters, new Surroundings(URI.create("http://127.0.0.1:3000")));
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.AccountBuilder;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.SimulatedAccount;

/** No secret, nor a part of one, is found anywhere but in Secrets Manager and in what Meta is sent, whatever goes wrong. */
@ExtendWith(WithFaultProxy.class)
class CanaryE2E {

    private static final String TYPE = "application/json";

    private final Faulty faulty;
    private final Stored stored;
    private final SenderApi api;
    private final Canary token = Canary.token();
    private final Canary secret = Canary.secret();
    private final List<Canary> canaries = new ArrayList<>(List.of(token, secret));
    private final List<String> answers = new ArrayList<>();

    CanaryE2E(Faulty faulty) {
        this.faulty = faulty;
        this.stored = new Stored(faulty.system());
        this.api = new SenderApi(faulty.system().httpUri());
    }

    @AfterEach
    void noCanaryIsFoundAnywhere() {
        stored.endedExecutions(api.environment());
        places().forEach((place, text) -> {
            assertThat(canaries)
                    .as("secrets found in %s", place)
                    .allSatisfy(canary ->
                            assertThat(canary.foundIn(text)).as("part").isEmpty());
        });
    }

    @Test
    void searchFindsTheSecretsWhereTheyBelong() {
        SimulatedAccount account = planted(newAccount());
        note(api.put(account));
        note(api.awaitStatus("READY"));

        String kept = stored.secretValue(api.environment());
        String sent = faulty.system().graph().requests().stream()
                .map(request -> request.headers() + " " + request.query() + " " + request.body())
                .collect(Collectors.joining("\n"));

        assertThat(canaries).allSatisfy(canary -> {
            assertThat(canary.foundIn(kept)).isPresent();
            assertThat(canary.foundIn(sent)).isPresent();
            assertThat(canary.foundIn("a part is enough: " + canary.value().substring(9, 22)))
                    .isPresent();
        });
        assertThat(token.foundIn("?access_token=" + URLEncoder.encode(token.value(), StandardCharsets.UTF_8)))
                .isPresent();
        String basic = Base64.getEncoder().encodeToString(("user:" + secret.value()).getBytes(StandardCharsets.UTF_8));
        assertThat(secret.foundIn(basic)).isPresent();
        assertThat(token.foundIn(Canary.token().value())).isEmpty();
        assertThat(places()).allSatisfy((place, text) -> assertThat(text).isNotEmpty());
    }

    @Test
    void whenTheAppSecretIsWrong() {
        SimulatedAccount account = newAccount().token(token.value()).create();
        ObjectNode body = SenderApi.body(account).put("appSecret", account.appId() + "|" + secret.value());
        note(api.put(body));
        note(api.awaitStatus("ACTION_REQUIRED"));
    }

    @Test
    void whenTheTokenHasExpired() {
        note(api.put(planted(newAccount().tokenLifetime(Duration.ofDays(-1)))));
        note(api.awaitStatus("ACTION_REQUIRED"));
    }

    @Test
    void whenCredentialsAreRotatedAndDeleted() {
        note(api.put(planted(newAccount())));
        note(api.awaitStatus("READY"));
        Canary nextToken = plant(Canary.token());
        Canary nextSecret = plant(Canary.secret());

        note(api.put(planted(newAccount(), nextToken, nextSecret)));
        note(api.await(
                "the next run",
                resource -> resource.at("/provisioning/generation").asInt() == 2
                        && resource.path("status").asText().equals("READY")));
        note(api.delete());
        note(api.get());
    }

    /** Meta's answer to a call, with the token in the place of TOKEN, and what the run makes of it. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            ACTION_REQUIRED ; 400 ; {"error": {"message": "Malformed access token TOKEN", "code": 190, "error_data": "TOKEN", "error_user_msg": "TOKEN"}}
            ACTION_REQUIRED ; 400 ; {"error": {"message": "(#100) Unknown: TOKEN", "type": "TOKEN", "code": 100, "error_user_title": "TOKEN"}}
            WAITING         ; 400 ; {"error": "TOKEN"}
            WAITING         ; 200 ; {"data": "TOKEN", "paging": {"next": "https://graph.example.com/?access_token=TOKEN"}}
            WAITING         ; 502 ; <html>GET /phone_numbers?access_token=TOKEN failed</html>
            """)
    void whenMetaQuotesTheToken(String becomes, int status, String answer) {
        SimulatedAccount account = planted(newAccount());
        String version = faulty.system().environment("ValidateFunction").get("GRAPH_VERSION");
        String call = "GET /" + version + "/" + account.wabaId() + "/phone_numbers";
        try (Rule rule = faulty.proxy().answer(call, status, answer.replace("TOKEN", token.value()))) {
            note(api.put(account));
            note(api.await(
                    becomes,
                    resource -> resource.path("status").asText().equals(becomes)
                            || resource.at("/provisioning/status").asText().equals(becomes)));
            assertThat(rule.struck()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({"PutSecretValue, ValidationException", "CreateSecret, InvalidParameterException"})
    void whenSecretsManagerQuotesTheRequest(String call, String error) {
        String answer = "{\"__type\":\"" + error + "\",\"message\":\"Value '" + token.value() + " " + secret.value()
                + "' at 'secretString' failed to satisfy constraint\"}";
        try (Rule rule =
                faulty.proxy().answer(call, 400, answer, api.environment().toString())) {
            note(api.put(planted(newAccount())));
            assertThat(rule.struck()).isPositive();
        }
        note(api.get());
        assertThat(answers.getFirst()).startsWith("500 ");
    }

    @Test
    void whenTheStoredSecretIsBroken() {
        String answer = "{\"Name\":\"x\",\"VersionId\":\"x\",\"SecretString\":\"{'" + token.value() + "': '"
                + secret.value() + "'\"}";
        try (Rule rule = faulty.proxy()
                .answer("GetSecretValue", 200, answer, api.environment().toString())) {
            note(api.put(planted(newAccount())));
            note(api.awaitStatus("ACTION_REQUIRED"));
            assertThat(rule.struck()).isPositive();
        }
    }

    /** A good body in which one member's JSON is another: TOKEN and SECRET stand for the secrets. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            provider                  ; "SECRET"
            provider                  ; {"TOKEN": "SECRET"}
            whatsAppAccountBusinessId ; "TOKEN"
            appId                     ; "TOKEN"
            appId                     ; "SECRET|TOKEN"
            userAccessToken           ; "TOKEN SECRET"
            userAccessToken           ; ["TOKEN"]
            appSecret                 ; "SECRET|TOKEN"
            appSecret                 ; "TOKEN\\nSECRET"
            locales                   ; ["TOKEN"]
            locales                   ; "SECRET"
            numbers                   ; [{"numberId": "TOKEN", "selected": true}]
            numbers                   ; [{"number": "SECRET", "selected": true}]
            numbers                   ; [{"numberId": "1", "selected": "TOKEN"}]
            """)
    void whenASecretStandsInTheWrongPlace(String member, String value) throws Exception {
        SimulatedAccount account = planted(newAccount());
        ObjectNode body = SenderApi.body(account);
        body.set(
                member,
                SenderApi.JSON.readTree(value.replace("TOKEN", token.value()).replace("SECRET", secret.value())));

        note(api.put(body));

        assertThat(answers.getFirst()).startsWith("400 ");
    }

    @Test
    void whenTheRequestIsNotEvenJson() {
        String good = SenderApi.body(planted(newAccount())).toString();
        String inQuery = URLEncoder.encode(token.value(), StandardCharsets.UTF_8);
        for (String body : List.of(
                good.substring(0, good.length() - 3),
                good + "}",
                good.replace("\"" + token.value(), token.value()),
                "userAccessToken=" + token.value() + "&appSecret=" + secret.value(),
                "{\"" + token.value() + "\": 1, \"" + token.value() + "\": 2}",
                "\"" + token.value() + "\"")) {
            note(api.send("PUT", api.path(), body, "Content-Type", TYPE));
        }
        note(api.send("PUT", api.path(), good, "Content-Type", "text/plain; token=" + token.value()));
        note(api.send(
                "PUT",
                api.path(),
                good,
                "Content-Type",
                TYPE,
                "Idempotency-Key",
                token.value() + " " + secret.value()));
        note(api.send("GET", api.path() + "?expand=" + inQuery, null));
        note(api.send("GET", api.path().replace(api.environment().toString(), secret.value()), null));
        note(api.send("POST", "/v1/" + inQuery, good, "Content-Type", TYPE));

        assertThat(answers).allMatch(answer -> answer.startsWith("4"));
    }

    private Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put("HTTP answers", String.join("\n", answers));
        places.put("logs of functions", lines(faulty.log().lines()));
        places.put("the terminal", lines(faulty.printed()));
        places.put("DynamoDB", lines(stored.items()));
        List<Execution> executions = faulty.system().stepFunctions().executions();
        places.put(
                "executions",
                lines(executions.stream()
                        .map(execution -> execution.name() + " " + execution.input() + " " + execution.output() + " "
                                + execution.error() + " " + execution.cause())
                        .toList()));
        places.put(
                "histories",
                lines(executions.stream()
                        .flatMap(execution -> execution.history().stream())
                        .toList()));
        places.put("descriptions of secrets", lines(stored.secrets()));
        return places;
    }

    private static String lines(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private AccountBuilder newAccount() {
        return faulty.system().graph().world().newAccount();
    }

    private SimulatedAccount planted(AccountBuilder account) {
        return planted(account, token, secret);
    }

    /** Creates an account whose token and App Secret are canaries. */
    private SimulatedAccount planted(AccountBuilder builder, Canary ofUser, Canary ofApp) {
        SimulatedAccount account = builder.token(ofUser.value()).create();
        faulty.system().graph().world().put(new MetaApp(account.appId(), "Contoso MFA", ofApp.value()));
        return new SimulatedAccount(
                account.name(),
                account.note(),
                account.wabaId(),
                account.businessId(),
                account.appId(),
                ofApp.value(),
                account.userId(),
                ofUser.value());
    }

    private Canary plant(Canary canary) {
        canaries.add(canary);
        return canary;
    }

    private void note(SenderApi.Answer answer) {
        answers.add(answer.status() + " " + answer.response().headers().map() + " "
                + answer.response().body());
    }

    private void note(Object resource) {
        answers.add("200 " + resource);
    }
}

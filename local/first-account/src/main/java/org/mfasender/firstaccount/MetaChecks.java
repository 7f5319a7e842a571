package org.mfasender.firstaccount;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;
import org.mfasender.firstaccount.Api.Answer;

/**
 * What Meta does not document, as far as reading finds it out. Each question names the switch that makes the simulated Meta answer
 * otherwise; the functions work with both.
 */
final class MetaChecks {
    private static final String SWITCH = "docs/simulated-accounts.md, off: ";
    private static final String NONSENSE = "EAAmadeUpTokenThatMetaRefuses";

    private final MetaValues values;
    private final String template;
    private final Graph graph;
    private final Examination examination;

    MetaChecks(MetaValues values, Stack stack, Graph graph, Examination examination) {
        this.values = values;
        this.template = stack.parameter("TemplatePrefix") + "_strong_authentication_v1";
        this.graph = graph;
        this.examination = examination;
    }

    /** A call of Meta. */
    @FunctionalInterface
    private interface Call {
        Answer answer() throws IOException, InterruptedException;
    }

    void run() throws InterruptedException {
        askForErrors();
        askForTemplates();
    }

    private void askForErrors() throws InterruptedException {
        ask(
                "INVALID_TOKEN_IS_HTTP_401",
                "GET of the account with a made-up token",
                "HTTP 400, code 190",
                () -> account(Map.of(), NONSENSE),
                answer -> isError(answer, 400, 190));
        ask(
                "UNPARSEABLE_INPUT_TOKEN_IS_HTTP_400",
                "GET of debug_token for a made-up token",
                "HTTP 200 with is_valid false",
                () -> debug(values.appId() + "|" + values.appSecret().value()),
                answer -> answer.status() == 200
                        && !answer.body().at("/data/is_valid").asBoolean(true));
        ask(
                "UNKNOWN_APP_IS_CODE_101",
                "GET of debug_token with a made-up app",
                "code 190",
                () -> debug("1|" + "0".repeat(32)),
                answer -> code(answer) == 190);
        ask(
                "WRONG_PROOF_IS_CODE_104",
                "GET of the account with a wrong appsecret_proof",
                "code 100",
                () -> account(
                        Map.of("appsecret_proof", "0".repeat(64)),
                        values.accessToken().value()),
                answer -> code(answer) == 100);
    }

    private void askForTemplates() throws InterruptedException {
        ask(
                "NAME_FILTER_CONTAINS",
                "GET of the templates by the beginning of a name",
                "None: the filter finds equal names only",
                () -> templates(template.substring(0, template.length() - 1)),
                answer -> answer.status() == 200 && answer.body().path("data").isEmpty());
        askForReadBack(
                "READ_BACK_WITHOUT_TTL",
                "message_send_ttl_seconds",
                read -> read.hasNonNull("message_send_ttl_seconds"));
        askForReadBack(
                "READ_BACK_WITHOUT_SECURITY",
                "add_security_recommendation",
                read -> component(read, "BODY").has("add_security_recommendation"));
        askForReadBack(
                "READ_BACK_WITHOUT_MINUTES",
                "code_expiration_minutes",
                read -> component(read, "FOOTER").has("code_expiration_minutes"));
    }

    private void askForReadBack(String unconfirmed, String member, Predicate<JsonNode> expected)
            throws InterruptedException {
        ask(
                unconfirmed,
                "GET of a template that was created with " + member,
                "It reads back",
                () -> templates(template),
                answer -> answer.body().path("data").size() > 0
                        && expected.test(answer.body().at("/data/0")));
    }

    private void ask(String unconfirmed, String asked, String expected, Call call, Predicate<Answer> wanted)
            throws InterruptedException {
        examination.ask(new Question("Meta: " + unconfirmed + " is off", asked, expected, SWITCH + unconfirmed), () -> {
            if (!values.real()) {
                return Observation.notChecked("It needs Meta's values");
            }
            Answer answer = call.answer();
            return Observation.of(wanted.test(answer), answer.seen());
        });
    }

    private Answer account(Map<String, String> query, String token) throws IOException, InterruptedException {
        return graph.get("/" + values.wabaId(), query, token);
    }

    private Answer debug(String appToken) throws IOException, InterruptedException {
        return graph.get("/debug_token", Map.of("input_token", NONSENSE), appToken);
    }

    private Answer templates(String name) throws IOException, InterruptedException {
        return graph.get(
                "/" + values.wabaId() + "/message_templates",
                Map.of(
                        "name",
                        name,
                        "fields",
                        "name,language,category,status,components,message_send_ttl_seconds",
                        "appsecret_proof",
                        Graph.proof(values)),
                values.accessToken().value());
    }

    private static JsonNode component(JsonNode template, String type) {
        return template.path("components")
                .valueStream()
                .filter(component -> component.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isError(Answer answer, int status, int code) {
        return answer.status() == status && code(answer) == code;
    }

    private static int code(Answer answer) {
        return answer.body().at("/error/code").asInt();
    }
}

package org.mfasender.firstaccount;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.mfasender.firstaccount.Api.Answer;
import org.mfasender.firstaccount.Api.Caller;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;

/**
 * Sets an account up in an environment that has none, sends a message from it, and removes it. An account that was there before is never
 * touched: this program deletes what this run made, and nothing else.
 */
final class AccountTrial {
    private static final String CONTRACT = "docs/openapi.yaml";
    private static final String ENCRYPTION =
            "https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html";

    private final Settings settings;
    private final Stack stack;
    private final Aws aws;
    private final Api api;
    private final Examination examination;
    private final String environment;
    private final String sender;

    AccountTrial(Settings settings, Stack stack, Aws aws, Api api, Examination examination) {
        this.settings = settings;
        this.stack = stack;
        this.aws = aws;
        this.api = api;
        this.examination = examination;
        this.environment = "/v1/environments/" + settings.environmentId();
        this.sender = environment + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";
    }

    void run() throws InterruptedException {
        if (askWithoutAccount() != Verdict.OK) {
            examination.ask(
                    new Question("An account is set up", "nothing", "an environment without an account", CONTRACT),
                    () -> Observation.notChecked(
                            "The environment has an account, or nothing could be read. Name another ENVIRONMENT_ID, or delete"
                                    + " the account if an earlier run left it"));
            return;
        }
        askOthersWithoutAccount();
        dryRun();
        try {
            setUp();
        } finally {
            remove();
        }
    }

    private Verdict askWithoutAccount() throws InterruptedException {
        return examination.ask(
                new Question(
                        "read finds no account",
                        "GET of the sender in an environment without one",
                        "404 NOT_FOUND: the function reads and decrypts the table",
                        CONTRACT),
                () -> error(api.get(sender), 404));
    }

    private void askOthersWithoutAccount() throws InterruptedException {
        examination.ask(
                new Question(
                        "manage and send find no account",
                        "DELETE of a candidate, GET of a message that nobody sent",
                        "404 NOT_FOUND to both: the functions read and decrypt their tables",
                        CONTRACT),
                () -> {
                    Answer candidate = call("DELETE", sender + "/candidate");
                    Answer message = api.get(environment + "/messages/" + UUID.randomUUID());
                    return Observation.of(
                            candidate.isError(404, "NOT_FOUND") && message.isError(404, "NOT_FOUND"),
                            candidate.seen() + "; " + message.seen());
                });
    }

    private void dryRun() throws InterruptedException {
        examination.ask(
                new Question(
                        "A dry run asks Meta",
                        "POST of the checks with " + values(),
                        "200, "
                                + (settings.meta().real()
                                        ? "all checks as they are for the account"
                                        : "FAILED: Meta refuses the token"),
                        CONTRACT),
                () -> {
                    Answer answer =
                            api.call("POST", sender + "/checks", settings.meta().body(), Caller.OWN);
                    boolean asked = answer.status() == 200
                            && (settings.meta().real() || answer.text("/status").equals("FAILED"));
                    return Observation.of(asked, answer.seen());
                });
    }

    private void setUp() throws InterruptedException {
        Verdict submitted = examination.ask(
                new Question(
                        "submit stores secrets and starts an execution without rights to its key",
                        "PUT of the sender with " + values(),
                        "202: secretsmanager:CreateSecret with a tag, and states:StartExecution by a role that may not use the key"
                                + " for executions",
                        ENCRYPTION),
                () -> status(api.call("PUT", sender, settings.meta().body(), Caller.OWN), 202));
        if (submitted != Verdict.OK) {
            return;
        }
        Verdict ended = examination.ask(
                new Question(
                        "The run ends",
                        "GET of the sender until its run has ended",
                        settings.meta().real()
                                ? "READY"
                                : "ACTION_REQUIRED with a failed check: Meta refuses the token",
                        CONTRACT),
                this::awaitEnd);
        examination.ask(
                new Question(
                        "Whoever may decrypt with the key can read an execution",
                        "states:ListExecutions, states:DescribeExecution",
                        "SUCCEEDED: what a person has to fix is no failed execution",
                        ENCRYPTION),
                this::execution);
        examination.ask(
                new Question(
                        "The account's secret is encrypted",
                        "secretsmanager:ListSecrets by name",
                        "One secret with the stack's key",
                        "docs/decisions/0032-one-key-for-everything-at-rest.md"),
                this::secret);
        examination.ask(
                new Question(
                        "The account is watched", "GET of its health", "200 with the time of the next check", CONTRACT),
                () -> {
                    Answer health = api.get(sender + "/health");
                    return Observation.of(
                            health.status() == 200
                                    && !health.text("/nextCheckAt").isEmpty(),
                            health.seen());
                });
        askForMessage(ended);
    }

    private Observation awaitEnd() throws IOException, InterruptedException {
        Answer answer = Patience.until(
                settings.patience(), () -> api.get(sender + "?expand=whatsAppTemplates"), AccountTrial::hasEnded);
        if (!hasEnded(answer)) {
            return Observation.notChecked("It goes on after " + settings.patience() + ": " + answer.seen());
        }
        String wanted = settings.meta().real() ? "READY" : "ACTION_REQUIRED";
        return Observation.of(answer.text("/status").equals(wanted), answer.seen());
    }

    private static boolean hasEnded(Answer account) {
        return List.of("SUCCEEDED", "FAILED").contains(account.text("/provisioning/status"));
    }

    private Observation execution() {
        String prefix = settings.environmentId().toString();
        ExecutionListItem execution = aws
                .stepFunctions()
                .listExecutionsPaginator(request -> request.stateMachineArn(
                        Objects.requireNonNull(stack.outputs().get("StateMachineArn"))))
                .stream()
                .flatMap(page -> page.executions().stream())
                .filter(candidate -> candidate.name().startsWith(prefix))
                .findFirst()
                .orElseThrow();
        DescribeExecutionResponse described =
                aws.stepFunctions().describeExecution(request -> request.executionArn(execution.executionArn()));
        return Observation.of(
                described.statusAsString().equals("SUCCEEDED"),
                described.statusAsString() + (described.input() == null ? ", no input" : ", with its input"));
    }

    private Observation secret() {
        String prefix = stack.name() + "/sender/" + settings.environmentId();
        List<SecretListEntry> secrets = aws
                .secretsManager()
                .listSecretsPaginator(request -> request.filters(
                        Filter.builder().key("name").values(prefix).build()))
                .stream()
                .flatMap(page -> page.secretList().stream())
                .filter(secret -> secret.name().startsWith(prefix))
                .toList();
        return Observation.of(
                secrets.size() == 1 && stack.isKey(secrets.getFirst().kmsKeyId()),
                secrets.size() + " secrets: "
                        + secrets.stream()
                                .map(secret -> stack.isKey(secret.kmsKeyId()) ? "the stack's key" : "another key")
                                .toList());
    }

    private void askForMessage(Verdict ended) throws InterruptedException {
        Question question = new Question(
                "A message arrives",
                "POST of a test message, GET until its status stays",
                "202 ACCEPTED, then DELIVERED or READ, as Meta's webhooks report",
                "docs/sending.md");
        examination.ask(question, () -> {
            Secret recipient = settings.recipient();
            if (!settings.meta().real() || recipient == null) {
                return Observation.notChecked("It needs Meta's values and a RECIPIENT");
            }
            return ended == Verdict.OK ? message(recipient) : Observation.notChecked("The account is not ready");
        });
    }

    private Observation message(Secret recipient) throws IOException, InterruptedException {
        Answer sent = api.call(
                "POST",
                sender + "/testMessage",
                JsonNodeFactory.instance.objectNode().put("to", recipient.value()),
                Caller.OWN);
        if (sent.status() != 202) {
            return new Observation(Verdict.DIFFERENT, sent.seen());
        }
        String path = environment + "/messages/" + sent.text("/id");
        Answer known = Patience.until(
                settings.patience(),
                () -> api.get(path),
                seen -> !seen.text("/status").matches("ACCEPTED|SENT"));
        String came = sent.seen() + "; " + known.seen();
        return switch (known.text("/status")) {
            case "DELIVERED", "READ" -> new Observation(Verdict.OK, came);
            case "ACCEPTED", "SENT" ->
                Observation.notChecked("Nothing more is reported after " + settings.patience() + ": " + came);
            default -> new Observation(Verdict.DIFFERENT, came);
        };
    }

    /** Also after a PUT without an answer, which may have had its effect. */
    private void remove() throws InterruptedException {
        if (settings.keep()) {
            examination.ask(
                    new Question("The account is removed", "nothing", "KEEP is not set", CONTRACT),
                    () -> Observation.notChecked("KEEP is set: account and secret stay in the environment"));
            return;
        }
        examination.ask(
                new Question(
                        "remove deletes the account",
                        "DELETE of the sender, GET of it",
                        "200 with what stays: the secret until its recovery ends, and what the set-up has made at Meta; then 404",
                        CONTRACT),
                () -> {
                    Answer deleted = call("DELETE", sender);
                    Answer gone = api.get(sender);
                    boolean removed = deleted.status() == 200 && gone.isError(404, "NOT_FOUND");
                    return Observation.of(
                            removed,
                            deleted.seen() + "; " + gone.seen()
                                    + (removed ? "" : ". THE ACCOUNT MAY STILL BE THERE: delete it by hand"));
                });
    }

    private Answer call(String method, String path) throws IOException, InterruptedException {
        return api.call(method, path, null, Caller.OWN);
    }

    private String values() {
        return settings.meta().real() ? "Meta's values" : "made-up values";
    }

    private static Observation status(Answer answer, int status) {
        return Observation.of(answer.status() == status, answer.seen());
    }

    private static Observation error(Answer answer, int status) {
        return Observation.of(answer.isError(status, "NOT_FOUND"), answer.seen());
    }
}

package org.mfasender.setup.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckAnswer;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.MetaIds;
import org.mfasender.checks.MutatingGraph;
import org.mfasender.checks.Question;
import org.mfasender.checks.Refused;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.platform.meta.Failures;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.setup.dryrun.DryRun;

/**
 * Writes docs/causes.md: each cause of a refusal at each call that can meet it, as an administrator reads it. With
 * {@code -Ddocs.update=true} it writes the document; otherwise it compares.
 */
class CausesDocumentIT {

    private static final Path DOCUMENT = Path.of("../docs/causes.md");
    private static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");

    private static final String INTRODUCTION = """
            # Causes

            What an administrator reads when Meta refuses a call: each cause at each call that can meet it. *Where* is the check that
            fails and, in parentheses, what was called; "run" is a run after its first step, which makes the checks of the dry run. The
            code is one that has the cause. `{asked}` is what the call asks for, e.g. the list of phone numbers. A link has the IDs
            that are known; once the account was read, that of its portfolio is added. Written by `CausesDocumentIT`;
            [troubleshooting.md](troubleshooting.md) lists all checks.

            """;

    private static final Pattern ASKED = Pattern.compile(
            "the (inspection of the access token|details of the WhatsApp Business Account|list of phone numbers"
                    + "|list of message templates|creation of message templates)");

    /** An answer of Meta's that has the cause: HTTP status, code and subcode. */
    private record Refusal(int status, int code, int subcode) {

        String body() {
            return "{\"error\": {\"message\": \"Simulated words.\", \"code\": " + code
                    + (subcode == 0 ? "" : ", \"error_subcode\": " + subcode) + "}}";
        }

        /** Code and subcode, as Meta's support asks for them. */
        @Override
        public String toString() {
            return code + (subcode == 0 ? "" : "/" + subcode);
        }
    }

    /** What is read; the same at several places. */
    private record Reading(String message, String remedy, String link) {}

    private static final Map<GraphCause, Refusal> REFUSALS = new EnumMap<>(Map.ofEntries(
            Map.entry(GraphCause.APP_BLOCKED, new Refusal(400, 200, 0)),
            Map.entry(GraphCause.APP_DELETED, new Refusal(400, 101, 0)),
            Map.entry(GraphCause.APP_WITHOUT_CAPABILITY, new Refusal(500, 3, 0)),
            Map.entry(GraphCause.APP_RESTRICTED, new Refusal(400, 5, 0)),
            Map.entry(GraphCause.TOKEN_INVALID, new Refusal(400, 190, 0)),
            Map.entry(GraphCause.TOKEN_EXPIRED, new Refusal(400, 190, 463)),
            Map.entry(GraphCause.TOKEN_REVOKED, new Refusal(400, 190, 460)),
            Map.entry(GraphCause.TOKEN_APP_REMOVED, new Refusal(400, 190, 458)),
            Map.entry(GraphCause.TOKEN_USER_BLOCKED, new Refusal(400, 190, 459)),
            Map.entry(GraphCause.SIGNATURE, new Refusal(400, 104, 0)),
            Map.entry(GraphCause.PERMISSION, new Refusal(403, 10, 0)),
            Map.entry(GraphCause.ACCOUNT_LOCKED, new Refusal(403, 131031, 0)),
            Map.entry(GraphCause.POLICY, new Refusal(403, 368, 0)),
            Map.entry(GraphCause.PAYMENT, new Refusal(400, 131042, 0)),
            Map.entry(GraphCause.PHONE_NUMBER, new Refusal(400, 133010, 0)),
            Map.entry(GraphCause.TEMPLATE_LIMIT, new Refusal(400, 100, 2388019)),
            Map.entry(GraphCause.WRONG_ID, new Refusal(400, 100, 33)),
            Map.entry(GraphCause.RATE_LIMIT, new Refusal(400, 80008, 0)),
            Map.entry(GraphCause.TEMPORARY, new Refusal(503, 2, 0)),
            Map.entry(GraphCause.TOO_MUCH_DATA, new Refusal(500, 1, 0)),
            Map.entry(GraphCause.PARAMETER, new Refusal(400, 100, 0)),
            Map.entry(GraphCause.OUTDATED, new Refusal(400, 12, 0)),
            Map.entry(GraphCause.UNKNOWN, new Refusal(400, 4711, 0))));

    /** By cause and reading: the checks that fail, with the calls after which they do. */
    private final Map<GraphCause, Map<Reading, Map<String, List<String>>>> table = new EnumMap<>(GraphCause.class);

    @Test
    void theDocumentIsUpToDate() throws IOException {
        assertThat(REFUSALS.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.of(GraphCause.UNANSWERED)));
        REFUSALS.forEach(
                (cause, refusal) -> assertThat(Failures.of(refusal.status(), refusal.code(), refusal.subcode()))
                        .extracting(GraphFailure::cause)
                        .isEqualTo(cause));
        try (SimulatedGraph graph = SimulatedGraph.start(0, () -> NOW, Duration.ZERO)) {
            REFUSALS.forEach((cause, refusal) -> {
                addDryRuns(cause, refusal, graph);
                addRun(cause, refusal, graph.accounts().named("good-one-number"));
            });
            addUnanswered(graph.accounts().named("good-one-number"));
        }

        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(DOCUMENT, document());
        }
        assertThat(DOCUMENT).as("run with -Ddocs.update=true to write it").hasContent(document());
    }

    private void addDryRuns(GraphCause cause, Refusal refusal, SimulatedGraph graph) {
        SimulatedAccount account = graph.accounts().named("good-one-number");
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("token", "/debug_token");
        paths.put("account", "/" + account.wabaId());
        paths.put("numbers", "/" + account.wabaId() + "/phone_numbers");
        paths.put("templates", "/" + account.wabaId() + "/message_templates");
        paths.forEach((place, path) -> {
            try (MutatingGraph meta = new MutatingGraph(graph.uri())) {
                meta.refuse(path, 99, refusal.status(), refusal.body());
                DryRun.Outcome outcome =
                        new DryRun(GraphClient.connect(meta.uri(), "v26.0")).run(question(account), 1, List.of(), NOW);
                outcome.checks().stream()
                        .filter(check -> check.status() == CheckStatus.FAILED
                                || (check.status() == CheckStatus.UNKNOWN && check.remedy() != null))
                        .forEach(check -> add(cause, place, check, account));
            }
        });
    }

    private void addUnanswered(SimulatedAccount account) {
        GraphFailure failure = new GraphFailure(GraphCause.UNANSWERED, "GET /{id}", 0, null, null, null, null, null);
        Check check = Check.refused(CheckName.WABA_READABLE, failure, account.wabaId());
        add(GraphCause.UNANSWERED, "account", check, account);
    }

    /** What the steps say after the first. */
    private void addRun(GraphCause cause, Refusal refusal, SimulatedAccount account) {
        GraphFailure.Kind kind = cause.kind();
        if (kind == GraphFailure.Kind.WAIT || kind == GraphFailure.Kind.RETRY) {
            return;
        }
        GraphFailure failure = Failures.of(refusal.status(), refusal.code(), refusal.subcode());
        add(cause, "run: numbers", Refused.later(CheckName.SENDER_NUMBER, failure, account.wabaId()), account);
        add(cause, "run: creation", ProvisionChecks.refused(account.wabaId(), failure), account);
        add(cause, "run: other", Refused.later(CheckName.META_CALL, failure, account.wabaId()), account);
    }

    private void add(GraphCause cause, String call, Check check, SimulatedAccount account) {
        CheckAnswer answer = CheckAnswer.of(check, MetaIds.of(account.appId(), account.wabaId()));
        Reading reading = new Reading(
                ASKED.matcher(answer.message()).replaceAll("{asked}").replaceFirst("^Meta refused \\{asked}\\. ", ""),
                Objects.requireNonNull(answer.remedy()),
                Objects.requireNonNullElse(answer.link(), ""));
        table.computeIfAbsent(cause, absent -> new LinkedHashMap<>())
                .computeIfAbsent(reading, absent -> new LinkedHashMap<>())
                .computeIfAbsent("`" + check.name() + "`", absent -> new ArrayList<>())
                .add(call);
    }

    private String document() {
        StringBuilder document = new StringBuilder(INTRODUCTION)
                .append("| cause, code | where | the administrator reads | what to do | link |\n")
                .append("| --- | --- | --- | --- | --- |\n");
        table.forEach((cause, readings) -> readings.forEach((reading, places) -> document.append(
                Stream.of(cause(cause), places(places), reading.message(), reading.remedy(), reading.link())
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))));
        return document.toString();
    }

    private static String cause(GraphCause cause) {
        Refusal refusal = REFUSALS.get(cause);
        return "`" + cause + "`, " + (refusal == null ? "no answer" : refusal.toString());
    }

    private static String places(Map<String, List<String>> places) {
        return places.entrySet().stream()
                .map(place -> place.getKey() + " (" + String.join(", ", place.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static Question question(SimulatedAccount account) {
        return new Question(account.wabaId(), credentials(account), false);
    }

    private static Credentials credentials(SimulatedAccount account) {
        return new Credentials(new Secret(account.userAccessToken()), account.appId(), new Secret(account.appSecret()));
    }
}

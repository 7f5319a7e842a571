package org.mfasender.firstaccount;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Settles what could not be tried without an AWS account and without Meta. */
public final class FirstAccount {
    private final Settings settings;
    private final Aws aws;
    private final Consumer<String> printer;

    /**
     * Prepares a run.
     *
     * @param printer gets a line for each finding; redacted
     */
    public FirstAccount(Settings settings, Aws aws, Consumer<String> printer) {
        this.settings = settings;
        this.aws = aws;
        this.printer = printer;
    }

    /**
     * Asks every question. Each answer is in the transcript at once, so that an interrupted run has one, too.
     *
     * @throws IOException when the transcript cannot be written, or exists already
     */
    public List<Finding> run() throws IOException, InterruptedException {
        Instant began = Instant.now();
        Redaction redaction = new Redaction();
        hideWhatIsGiven(redaction);
        Stack stack = Stack.read(aws.cloudFormation(), settings.stackName());
        hide(stack, redaction);
        Files.writeString(settings.transcript(), heading(began), StandardOpenOption.CREATE_NEW);
        Examination examination = new Examination(redaction, finding -> {
            printer.accept(finding.line());
            append(finding.markdown());
        });
        examine(stack, examination, began);
        append(summary(examination.findings()) + ".\n");
        return examination.findings();
    }

    private void append(String text) {
        try {
            Files.writeString(settings.transcript(), text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void examine(Stack stack, Examination examination, Instant began) throws InterruptedException {
        examination.ask(
                new Question(
                        "The stack is deployed",
                        "cloudformation:DescribeStacks, cloudformation:ListStackResources",
                        "Stack and resources are complete",
                        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html"),
                () -> deployed(stack));
        FunctionChecks functions = new FunctionChecks(stack, aws.lambda(), examination);
        WatchChecks watch = new WatchChecks(stack, aws, settings, examination);
        functions.run();
        new StorageChecks(stack, aws, examination).run();
        watch.run();
        try (Api api = new Api(stack, settings.apiToken(), aws.credentials())) {
            new RouteChecks(stack, aws.apiGateway(), api, settings.environmentId(), examination).run();
            new AccountTrial(settings, stack, aws, api, examination).run();
        }
        try (Graph graph = new Graph(stack)) {
            new MetaChecks(settings.meta(), stack, graph, examination).run();
        }
        functions.watchAndSweep();
        watch.afterwards(began);
    }

    private static Observation deployed(Stack stack) {
        List<String> unfinished = stack.resources().stream()
                .filter(resource -> !resource.resourceStatusAsString().matches("(CREATE|UPDATE|IMPORT)_COMPLETE"))
                .map(resource -> resource.logicalResourceId() + ": " + resource.resourceStatusAsString())
                .toList();
        return Observation.of(
                stack.status().matches("(CREATE|UPDATE|IMPORT)_COMPLETE") && unfinished.isEmpty(),
                stack.status() + ", " + stack.resources().size() + " resources; unfinished: " + unfinished);
    }

    private void hideWhatIsGiven(Redaction redaction) {
        settings.meta().hideIn(redaction);
        redaction.hide(settings.environmentId().toString(), "environment");
        redaction.hideWord(settings.stackName(), "stack");
        Secret token = settings.apiToken();
        if (token != null) {
            redaction.hide(token.value(), "API token");
        }
        Secret recipient = settings.recipient();
        if (recipient != null) {
            redaction.hide(recipient.value(), "recipient");
            redaction.hide(recipient.value().replaceAll("\\D", ""), "recipient");
        }
        AwsCredentials credentials = aws.credentials().resolveCredentials();
        redaction.hide(credentials.accessKeyId(), "access key");
        redaction.hide(credentials.secretAccessKey(), "secret key");
        if (credentials instanceof AwsSessionCredentials session) {
            redaction.hide(session.sessionToken(), "session");
        }
    }

    private static void hide(Stack stack, Redaction redaction) {
        redaction.hide(stack.account(), "account");
        redaction.hide(stack.apiUrl(), "API");
        for (String parameter : List.of("TokenIssuer", "SampleEnvironmentId")) {
            redaction.hide(stack.parameter(parameter), parameter);
        }
    }

    private String heading(Instant began) {
        return "# First real account\n\nBegan at " + began.truncatedTo(ChronoUnit.SECONDS) + ", with "
                + (settings.meta().real() ? "values of Meta" : "made-up values instead of Meta's")
                + ". IDs, numbers and secrets are left out.\n\n";
    }

    /** How many came out how. */
    public static String summary(List<Finding> findings) {
        return findings.stream()
                .collect(Collectors.groupingBy(
                        Finding::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}

package org.mfasender.firstaccount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** Alarms, dashboard, metrics and logs. */
final class WatchChecks {
    private static final String CLOUD_WATCH = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** CloudWatch describes no more alarms by name at once. */
    private static final int ALARMS_AT_ONCE = 100;

    private final Stack stack;
    private final Aws aws;
    private final Settings settings;
    private final Examination examination;

    WatchChecks(Stack stack, Aws aws, Settings settings, Examination examination) {
        this.stack = stack;
        this.aws = aws;
        this.settings = settings;
        this.examination = examination;
    }

    void run() throws InterruptedException {
        examination.ask(
                new Question(
                        "Alarms watch",
                        "cloudwatch:DescribeAlarms",
                        "Each alarm of the stack exists, and none is in ALARM",
                        CLOUD_WATCH + "monitoring/alarms-and-missing-data.html"),
                this::alarms);
        examination.ask(
                new Question(
                        "The dashboard is valid",
                        "cloudwatch:GetDashboard",
                        "A body with widgets",
                        CLOUD_WATCH + "APIReference/CloudWatch-Dashboard-Body-Structure.html"),
                () -> {
                    String name = stack.ofType("AWS::CloudWatch::Dashboard")
                            .getFirst()
                            .physicalResourceId();
                    JsonNode body = JSON.readTree(aws.cloudWatch()
                            .getDashboard(request -> request.dashboardName(name))
                            .dashboardBody());
                    int widgets = body.path("widgets").size();
                    return Observation.of(widgets > 0, widgets + " widgets");
                });
    }

    /** What the calls of this program have left in logs and metrics. */
    void afterwards(Instant began) throws InterruptedException {
        examination.ask(
                new Question(
                        "Functions write their logs, and no secret into them",
                        "logs:FilterLogEvents of each log group, since this program began",
                        "Lines of the functions that were called, none with a secret or the recipient's number",
                        "docs/operate.md"),
                () -> logs(began));
        examination.ask(
                new Question(
                        "Metrics arrive",
                        "cloudwatch:ListMetrics in WhatsAppSender",
                        "At least Requests, Runs and StepDuration",
                        "docs/operate.md"),
                this::metrics);
    }

    private Observation alarms() {
        List<StackResourceSummary> resources = stack.ofType("AWS::CloudWatch::Alarm");
        Map<String, String> states = new TreeMap<>();
        for (int from = 0; from < resources.size(); from += ALARMS_AT_ONCE) {
            List<String> names = resources.subList(from, Math.min(resources.size(), from + ALARMS_AT_ONCE)).stream()
                    .map(StackResourceSummary::physicalResourceId)
                    .toList();
            for (MetricAlarm alarm : aws.cloudWatch()
                    .describeAlarms(request -> request.alarmNames(names).maxRecords(ALARMS_AT_ONCE))
                    .metricAlarms()) {
                states.put(alarm.alarmName(), alarm.stateValueAsString());
            }
        }
        List<String> ringing = resources.stream()
                .filter(resource -> "ALARM".equals(states.get(resource.physicalResourceId())))
                .map(StackResourceSummary::logicalResourceId)
                .toList();
        return Observation.of(
                ringing.isEmpty() && !resources.isEmpty() && states.size() == resources.size(),
                states.size() + " of " + resources.size() + " alarms "
                        + states.values().stream()
                                .collect(Collectors.groupingBy(state -> state, TreeMap::new, Collectors.counting()))
                        + "; in ALARM: " + ringing);
    }

    private Observation logs(Instant began) throws IOException, InterruptedException {
        List<String> groups = stack.ofType("AWS::Logs::LogGroup").stream()
                .map(StackResourceSummary::physicalResourceId)
                .toList();
        Set<String> wanted = groups.stream()
                .filter(group ->
                        group.matches(".*/(read|inspect|manage|submit|remove|send|receive|apply|validate|access)"))
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<String>> lines = new TreeMap<>();
        Patience.until(
                settings.patience(),
                () -> {
                    groups.forEach(group -> lines.put(group, lines(group, began)));
                    return lines;
                },
                seen -> wanted.stream()
                        .noneMatch(group -> seen.getOrDefault(group, List.of()).isEmpty()));
        List<String> secrets = secrets();
        List<String> leaks = new ArrayList<>();
        lines.forEach((group, texts) -> {
            if (texts.stream().anyMatch(text -> secrets.stream().anyMatch(text::contains))) {
                leaks.add(group);
            }
        });
        List<String> silent = wanted.stream()
                .filter(group -> lines.getOrDefault(group, List.of()).isEmpty())
                .toList();
        return Observation.of(
                leaks.isEmpty() && silent.isEmpty() && !wanted.isEmpty(),
                "Lines in " + (wanted.size() - silent.size()) + " of " + wanted.size() + " log groups; without lines: "
                        + silent + "; with a secret: " + leaks);
    }

    private List<String> lines(String group, Instant began) {
        return aws
                .logs()
                .filterLogEventsPaginator(request -> request.logGroupName(group).startTime(began.toEpochMilli()))
                .stream()
                .flatMap(page -> page.events().stream())
                .map(FilteredLogEvent::message)
                .toList();
    }

    /** Compared here: a search at AWS would send them there. */
    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        secrets.add(settings.meta().accessToken().value());
        secrets.add(settings.meta().appSecret().value());
        if (settings.apiToken() != null) {
            secrets.add(settings.apiToken().value());
        }
        if (settings.recipient() != null) {
            secrets.add(settings.recipient().value());
            secrets.add(settings.recipient().value().replaceAll("\\D", ""));
        }
        return secrets;
    }

    private Observation metrics() {
        Set<String> names = aws
                .cloudWatch()
                .listMetricsPaginator(request -> request.namespace("WhatsAppSender")
                        .dimensions(DimensionFilter.builder()
                                .name("Service")
                                .value(stack.name())
                                .build()))
                .stream()
                .flatMap(page -> page.metrics().stream())
                .map(Metric::metricName)
                .collect(Collectors.toCollection(TreeSet::new));
        return names.isEmpty()
                ? Observation.notChecked("None yet: new metrics are listed after up to 15 minutes")
                : Observation.of(names.containsAll(Set.of("Requests", "Runs", "StepDuration")), names.toString());
    }
}

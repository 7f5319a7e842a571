package org.mfasender.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.local.aws.states.ExecutionStatus;
import org.mfasender.local.aws.states.HistoryEvent;

/** One line for each thing that happens in a workflow; of the data only a step's status and time, never a message. */
final class WorkflowPrinter implements ExecutionListener {
    private static final Pattern EXECUTION = Pattern.compile("([0-9a-f]{8})-[0-9a-f-]{27}-(.+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<String> lines;
    private final Function<String, Optional<Execution>> executions;

    WorkflowPrinter(Consumer<String> lines, Function<String, Optional<Execution>> executions) {
        this.lines = lines;
        this.executions = executions;
    }

    @Override
    public void stateEntered(String execution, String state) {
        HistoryEvent event = lastEvent(execution);
        switch (event == null ? "" : event.type()) {
            case "TaskStateEntered" -> print(execution, state, "started");
            case "SucceedStateEntered", "FailStateEntered" -> print(execution, state, "reached");
            default -> {
                // A choice is left at once, and the step's own line names what is waited for.
            }
        }
    }

    @Override
    public void stateExited(String execution, String state, Duration duration, @Nullable String error) {
        HistoryEvent event = lastEvent(execution);
        if (error != null) {
            print(execution, state, "ended after " + seconds(duration) + ": failed with " + shortened(error));
        } else if (event != null && event.type().equals("TaskStateExited")) {
            String answer = answer(event);
            print(execution, state, "ended after " + seconds(duration) + (answer.isEmpty() ? "" : ": " + answer));
        }
    }

    @Override
    public void retryScheduled(String execution, String state, String error, int attempt, Duration delay) {
        print(execution, state, "retry " + attempt + " in " + seconds(delay) + " after " + shortened(error));
    }

    @Override
    public void executionEnded(String execution, ExecutionStatus status, Duration duration, @Nullable String error) {
        String reason = error == null ? "" : " with " + shortened(error);
        print(execution, "(execution)", status + " after " + seconds(duration) + reason);
    }

    /** The status that a step answered, and the time at which it runs again; empty when it is no step's answer. */
    private static String answer(HistoryEvent event) {
        JsonNode details = event.details();
        try {
            JsonNode answer =
                    JSON.readTree(details == null ? "" : details.path("output").asText());
            String status = answer.path("status").asText();
            String retryAt = answer.path("retryAt").asText();
            return retryAt.isEmpty() ? status : status + " until " + time(Instant.parse(retryAt));
        } catch (JsonProcessingException | DateTimeParseException e) {
            return "";
        }
    }

    /** The engine has written what it reports. */
    private @Nullable HistoryEvent lastEvent(String name) {
        return executions
                .apply(name)
                .map(Execution::history)
                .filter(history -> !history.isEmpty())
                .map(List::getLast)
                .orElse(null);
    }

    private void print(String execution, String state, String text) {
        Matcher matcher = EXECUTION.matcher(execution);
        String name = matcher.matches() ? matcher.group(1) + "/" + matcher.group(2) : execution;
        lines.accept(String.format(Locale.ROOT, "%s  %-12s %-28s %s", time(Instant.now()), name, state, text));
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ISO_LOCAL_TIME.format(
                LocalTime.ofInstant(instant, ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String shortened(String error) {
        return error.substring(error.lastIndexOf('.') + 1);
    }
}

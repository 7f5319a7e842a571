package org.mfasender.platform.observe;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.CallCount;
import org.mfasender.platform.meta.GraphFailure;

/**
 * One invocation of a function: collects what is known about it, and writes it at the end in one line of JSON and in metrics. A line
 * is {@code {"timestamp", "level", "service", "function", "requestId", ...}}, then the members of {@link Field}.
 */
public final class Observation {

    /** Of a metric in one document. Source: AWS, "Embedded metric format". */
    private static final int MOST_VALUES = 100;

    private static final ScopedValue<Observation> CURRENT = ScopedValue.newInstance();

    private final String function;
    private final Context context;
    private final long begin = System.nanoTime();
    private final CallCount calls = new CallCount();
    private final Map<Field, Object> fields = new EnumMap<>(Field.class);

    private Observation(String function, Context context) {
        this.function = function;
        this.context = context;
    }

    /** To be called while a function starts, so that its first invocation is reported without delay. */
    public static void prepare() {
        Metrics.prepare();
    }

    /** Begins with an invocation of a handler, whose class names the function: {@code ListNumbersHandler} is list-numbers. */
    public static Observation begin(Class<?> handler, Context context) {
        String name = handler.getName();
        String simple = name.substring(name.lastIndexOf('.') + 1).replaceFirst("Handler$", "");
        return new Observation(simple.replaceAll("(?<=.)(?=\\p{Upper})", "-").toLowerCase(Locale.ROOT), context);
    }

    /** Does the work; its calls of the Graph API are counted, and it finds this by {@link #current}. */
    public <T> T counting(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(() -> calls.of(work));
    }

    /** The invocation of which the caller is the work; empty outside of one. */
    public static Optional<Observation> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Counts the calls of the Graph API, when they are made within its scope. */
    public CallCount calls() {
        return calls;
    }

    /** Adds a member to the line; null adds nothing. */
    public Observation with(Field field, @Nullable Object value) {
        if (value != null) {
            fields.put(
                    field,
                    value instanceof Number || value instanceof List || value instanceof Map
                            ? value
                            : value.toString());
        }
        return this;
    }

    /** Counts a failure that is not Meta's. */
    public void failed(String kind, Throwable cause) {
        measure(
                Map.of(
                        Dimension.KIND,
                        kind,
                        Dimension.CODE,
                        cause.getClass().getName().replaceFirst(".*[.$]", "")),
                Map.of(Metric.FAILURES, 1));
        with(Field.CAUSES, Causes.places(cause));
    }

    /** Counts a run that ended. */
    public void runEnded(RunOutcome outcome, @Nullable Duration duration) {
        with(Field.RUN_OUTCOME, outcome);
        Map<Metric, Number> values = new EnumMap<>(Metric.class);
        values.put(Metric.RUNS, 1);
        if (duration != null) {
            values.put(Metric.RUN_DURATION, duration.toMillis() / 1000.0);
        }
        measure(Map.of(Dimension.OUTCOME, outcome.toString()), values);
    }

    /**
     * Counts a request to send a passcode.
     *
     * @param cause why nothing was sent or it was not delivered; null when neither is known, or the request was at fault
     * @param country of the recipient of a message that Meta has taken; null for all others
     */
    public void messageEnded(MessageOutcome outcome, @Nullable String cause, @Nullable String country) {
        with(Field.MESSAGE_OUTCOME, outcome).with(Field.REFUSAL, cause);
        measure(
                Map.of(Dimension.OUTCOME, outcome.toString()),
                Map.of(Metric.MESSAGES, 1, Metric.MESSAGE_DURATION, millis()));
        if (cause != null) {
            measure(Map.of(Dimension.CAUSE, cause), Map.of(Metric.REFUSALS, 1));
        }
        if (country != null) {
            measure(Map.of(Dimension.COUNTRY, country), Map.of(Metric.ACCEPTED_MESSAGES, 1));
        }
    }

    /**
     * Counts a code of Amazon Cognito.
     *
     * @param cause why it did not go by WhatsApp; null when it did
     */
    public void codeEnded(CodeOutcome outcome, @Nullable String cause) {
        with(Field.CODE_OUTCOME, outcome).with(Field.CODE_CAUSE, cause);
        measure(Map.of(Dimension.OUTCOME, outcome.toString()), Map.of(Metric.COGNITO_CODES, 1));
    }

    /** Counts a delivery of Meta's webhooks. */
    public void webhookEnded(WebhookOutcome outcome) {
        with(Field.WEBHOOK_OUTCOME, outcome);
        measure(Map.of(Dimension.OUTCOME, outcome.toString()), Map.of(Metric.WEBHOOKS, 1));
    }

    /** Counts the environments of which an App Secret cannot be read. */
    public void webhookSecretsLost(int count) {
        if (count > 0) {
            measure(Map.of(), Map.of(Metric.LOST_WEBHOOK_SECRETS, count));
        }
    }

    /** Counts what was in a delivery. */
    public void webhookEvents(Map<WebhookEvent, Integer> counts) {
        with(Field.WEBHOOK_EVENTS, counts);
        counts.forEach((event, count) ->
                measure(Map.of(Dimension.OUTCOME, event.toString()), Map.of(Metric.WEBHOOK_EVENTS, count)));
    }

    /** Counts something that Meta reported of a template, a number or an account. */
    public void accountEvent(AccountEventOutcome outcome) {
        measure(Map.of(Dimension.OUTCOME, outcome.toString()), Map.of(Metric.ACCOUNT_EVENTS, 1));
    }

    /** Counts what became of what functions had recorded. */
    public void relayed(Map<RelayOutcome, Integer> counts) {
        with(Field.RELAYED, counts);
        counts.forEach((outcome, count) -> measure(
                Map.of(Dimension.FUNCTION, function, Dimension.OUTCOME, outcome.toString()),
                Map.of(Metric.RELAYED_CHANGES, count)));
    }

    /** Counts messages of which Meta said how they ended, in a country. */
    public void deliveries(WebhookEvent end, String country, int count) {
        measure(
                Map.of(Dimension.OUTCOME, end.toString(), Dimension.COUNTRY, country),
                Map.of(Metric.DELIVERIES, count));
    }

    /** Measures how long deliveries took. */
    public void deliveryDurations(List<Duration> durations) {
        for (int i = 0; i < durations.size(); i += MOST_VALUES) {
            List<Number> seconds = durations.subList(i, Math.min(i + MOST_VALUES, durations.size())).stream()
                    .<Number>map(duration -> duration.toMillis() / 1000.0)
                    .toList();
            written(() ->
                    Metrics.writeAll(context.getAwsRequestId(), Map.of(), Map.of(Metric.DELIVERY_DURATION, seconds)));
        }
    }

    /**
     * Counts messages that Meta charges for.
     *
     * @param category Meta's
     */
    public void billed(String category, String country, int count) {
        measure(
                Map.of(Dimension.CATEGORY, category, Dimension.COUNTRY, country),
                Map.of(Metric.BILLED_MESSAGES, count));
    }

    /**
     * Measures how much is used of Meta's messaging limit.
     *
     * @param percent of the recipients within 24 hours
     */
    public void messagingLimitUsed(int percent) {
        with(Field.MESSAGING_LIMIT_USED, percent);
        measure(Map.of(), Map.of(Metric.MESSAGING_LIMIT_USED, percent));
    }

    /** Ends the invocation of a step. */
    public void stepEnded(Outcome outcome, String step) {
        with(Field.STEP, step).with(Field.OUTCOME, outcome);
        measure(Map.of(Dimension.STEP, step), Map.of(Metric.STEP_DURATION, millis()));
        end(outcome);
    }

    /** Ends a request. */
    public void requestEnded(Outcome outcome, int httpStatus) {
        with(Field.HTTP_STATUS, httpStatus).with(Field.OUTCOME, outcome);
        measure(
                Map.of(Dimension.FUNCTION, function, Dimension.STATUS_CLASS, httpStatus / 100 + "xx"),
                Map.of(Metric.REQUESTS, 1, Metric.REQUEST_DURATION, millis()));
        end(outcome);
    }

    /** Ends what is neither a step nor a request; {@code failure} is null when it succeeded. */
    public void ended(@Nullable Throwable failure) {
        if (failure != null) {
            failed("UNEXPECTED", failure);
        }
        Outcome outcome = failure == null ? Outcome.SUCCEEDED : Outcome.FAILED;
        with(Field.OUTCOME, outcome);
        end(outcome);
    }

    /** Ends what is neither a step nor a request, and could not be done for now: it is invoked again. */
    public void retried() {
        with(Field.OUTCOME, Outcome.TEMPORARY_FAILURE);
        end(Outcome.TEMPORARY_FAILURE);
    }

    private void end(Outcome outcome) {
        List<GraphFailure> failures = calls.failures();
        if (calls.value() > 0) {
            with(Field.GRAPH_CALLS, calls.value());
            long throttles = failures.stream()
                    .filter(failure -> failure.kind() == GraphFailure.Kind.WAIT)
                    .count();
            measure(
                    Map.of(Dimension.FUNCTION, function),
                    Map.of(Metric.GRAPH_CALLS, calls.value(), Metric.THROTTLES, throttles));
        }
        if (!failures.isEmpty()) {
            GraphFailure last = failures.getLast();
            with(Field.META_CODE, last.code()).with(Field.META_SUBCODE, last.subcode());
            with(Field.META_TRACE_ID, last.traceId());
        }
        count(failures);
        with(Field.DURATION_MILLIS, millis());
        context.getLogger().log(line(outcome).getBytes(StandardCharsets.UTF_8), outcome.level());
    }

    private void count(List<GraphFailure> failures) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (GraphFailure failure : failures) {
            counts.computeIfAbsent(failure.kind().name(), kind -> new TreeMap<>())
                    .merge(failure.label(), 1, Integer::sum);
        }
        counts.forEach((kind, codes) -> codes.forEach((code, count) ->
                measure(Map.of(Dimension.KIND, kind, Dimension.CODE, code), Map.of(Metric.FAILURES, count))));
    }

    /** Writes values of metrics, each of which has these dimensions. */
    public void measure(Map<Dimension, String> dimensions, Map<Metric, Number> values) {
        written(() -> Metrics.write(context.getAwsRequestId(), dimensions, values));
    }

    private void written(Runnable metrics) {
        try {
            metrics.run();
        } catch (RuntimeException e) {
            // No request fails because it could not be counted.
            with(Field.CAUSES, Causes.places(e));
        }
    }

    private String line(Outcome outcome) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("timestamp", Clock.system().now().toString())
                .put("level", outcome.level().name())
                .put("service", Metrics.SETTINGS.service())
                .put("function", function)
                .put("requestId", context.getAwsRequestId());
        fields.forEach((field, value) -> line.set(field.toString(), Json.MAPPER.valueToTree(value)));
        return line + "\n";
    }

    private long millis() {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }
}

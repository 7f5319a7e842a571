package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one state. */
final class StateReader {

    private static final Pattern RESOURCE = Pattern.compile("arn:aws:states:::[A-Za-z0-9-]+:[A-Za-z0-9-]+");

    private final Fields fields;
    private final Map<String, TaskResource> resources;

    StateReader(Fields fields, Map<String, TaskResource> resources) {
        this.fields = fields;
        this.resources = resources;
    }

    State read() throws InvalidDefinition {
        fields.comment();
        requireJsonPath(fields);
        String type = fields.text("Type");
        State state = switch (type) {
            case "Task" -> task();
            case "Pass" -> pass();
            case "Wait" -> new State.Wait(dataflow(false, false), delay(), next());
            case "Choice" -> choice();
            case "Succeed" -> new State.Succeed(dataflow(false, false));
            case "Fail" -> new State.Fail(textOrPath("Error"), textOrPath("Cause"));
            default -> throw fields.invalid("Type", "State type '" + type + "' is unsupported");
        };
        fields.done();
        return state;
    }

    static void requireJsonPath(Fields fields) throws InvalidDefinition {
        String language = fields.optionalText("QueryLanguage");
        if (language != null && !language.equals("JSONPath")) {
            throw fields.invalid("QueryLanguage", "Query language '" + language + "' is unsupported");
        }
    }

    private State task() throws InvalidDefinition {
        String arn = fields.text("Resource");
        TaskResource resource = resources.get(arn);
        if (resource == null || !RESOURCE.matcher(arn).matches()) {
            throw fields.invalid("Resource", "Resource '" + arn + "' is unsupported");
        }
        requireArguments(resource);
        List<Retrier> retriers = new ArrayList<>();
        List<State.Catcher> catchers = new ArrayList<>();
        if (fields.has("Retry")) {
            List<Fields> elements = fields.objects("Retry");
            for (Fields element : elements) {
                retriers.add(retrier(element, retriers.size() == elements.size() - 1));
            }
        }
        if (fields.has("Catch")) {
            List<Fields> elements = fields.objects("Catch");
            for (Fields element : elements) {
                catchers.add(catcher(element, catchers.size() == elements.size() - 1));
            }
        }
        int timeout = fields.wholeNumber("TimeoutSeconds", 1, 0);
        return new State.Task(dataflow(true, true), arn, resource, timeout, retriers, catchers, next());
    }

    private void requireArguments(TaskResource resource) throws InvalidDefinition {
        Set<String> allowed = new HashSet<>(resource.requiredArguments());
        allowed.addAll(resource.optionalArguments());
        if (allowed.isEmpty()) {
            return;
        }
        Set<String> given = new HashSet<>();
        for (String name : fields.object("Parameters").names()) {
            given.add(name.endsWith(".$") ? name.substring(0, name.length() - 2) : name);
        }
        for (String name : given) {
            if (!allowed.contains(name)) {
                throw fields.invalid("Parameters", "Parameter '" + name + "' is unsupported");
            }
        }
        if (!given.containsAll(resource.requiredArguments())) {
            throw fields.invalid("Parameters", "Parameters " + resource.requiredArguments() + " are required");
        }
    }

    private State pass() throws InvalidDefinition {
        JsonNode result = fields.node("Result");
        if (result != null && fields.has("Parameters")) {
            throw fields.invalid("Result", "Result and Parameters exclude each other");
        }
        return new State.Pass(dataflow(true, false), result, next());
    }

    private State choice() throws InvalidDefinition {
        List<State.Rule> rules = new ArrayList<>();
        for (Fields rule : fields.objects("Choices")) {
            rules.add(ChoiceReader.rule(rule));
        }
        return new State.Choice(dataflow(false, false), rules, fields.text("Default"));
    }

    private State.Dataflow dataflow(boolean withResult, boolean withSelector) throws InvalidDefinition {
        return new State.Dataflow(
                path("InputPath"),
                withResult ? template("Parameters") : null,
                withSelector ? template("ResultSelector") : null,
                withResult ? resultPath(fields) : null,
                path("OutputPath"));
    }

    private Expression path(String name) throws InvalidDefinition {
        if (!fields.has(name)) {
            return Path.parse("$", fields.at(name));
        }
        JsonNode value = fields.node(name);
        return value != null && value.isNull()
                ? Expression.emptyObject()
                : Path.parse(fields.text(name), fields.at(name));
    }

    private @Nullable Expression template(String name) throws InvalidDefinition {
        JsonNode template = fields.node(name);
        return template == null ? null : Template.parse(template, fields.at(name));
    }

    private static @Nullable ReferencePath resultPath(Fields fields) throws InvalidDefinition {
        JsonNode value = fields.node("ResultPath");
        if (value != null && value.isNull()) {
            return null;
        }
        return ReferencePath.parse(value == null ? "$" : fields.text("ResultPath"), fields.at("ResultPath"));
    }

    private @Nullable String next() throws InvalidDefinition {
        String next = fields.optionalText("Next");
        JsonNode end = fields.node("End");
        boolean ends = end != null && end.isBoolean() && end.booleanValue();
        if ((end != null && !end.isBoolean()) || ends == (next != null)) {
            throw new InvalidDefinition(fields.location(), "Exactly one of Next and \"End\": true is required");
        }
        return next;
    }

    private @Nullable Expression textOrPath(String name) throws InvalidDefinition {
        JsonNode text = fields.node(name);
        String path = fields.optionalText(name + "Path");
        if (text != null && (path != null || !text.isTextual())) {
            throw fields.invalid(name, "Either a text or " + name + "Path is required");
        }
        if (path != null) {
            return Expression.parse(path, fields.at(name + "Path"));
        }
        return text == null ? null : Expression.constant(text);
    }

    private State.Delay delay() throws InvalidDefinition {
        Set<String> given = new HashSet<>(fields.names());
        given.retainAll(Set.of("Seconds", "SecondsPath", "Timestamp", "TimestampPath"));
        if (given.size() != 1) {
            throw new InvalidDefinition(
                    fields.location(), "Exactly one of Seconds, SecondsPath, Timestamp and TimestampPath is required");
        }
        String name = given.iterator().next();
        if (name.equals("Seconds")) {
            Duration seconds = Duration.ofSeconds(fields.wholeNumber(name, 0, 0));
            return (now, scope) -> seconds;
        }
        String text = fields.text(name);
        if (name.equals("Timestamp")) {
            Instant time = ChoiceReader.timestamp(Json.MAPPER.getNodeFactory().textNode(text))
                    .orElseThrow(() -> fields.invalid(name, "Not a timestamp: '" + text + "'"));
            return (now, scope) -> Duration.between(now, time);
        }
        Path path = Path.parse(text, fields.at(name));
        if (name.equals("SecondsPath")) {
            return (now, scope) -> {
                JsonNode value = path.evaluate(scope);
                if (!value.isInt() || value.intValue() < 0 || value.intValue() > 99_999_999) {
                    throw StateError.runtime("The SecondsPath parameter does not reference a valid whole number.");
                }
                return Duration.ofSeconds(value.intValue());
            };
        }
        return (now, scope) -> Duration.between(
                now,
                ChoiceReader.timestamp(path.evaluate(scope))
                        .orElseThrow(() -> StateError.runtime(
                                "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time"
                                        + " format string.")));
    }

    private static Retrier retrier(Fields fields, boolean last) throws InvalidDefinition {
        Set<String> errors = errorEquals(fields, last);
        fields.comment();
        String jitter = fields.optionalText("JitterStrategy");
        if (jitter != null && !Set.of("FULL", "NONE").contains(jitter)) {
            throw fields.invalid("JitterStrategy", "FULL or NONE is required");
        }
        int interval = fields.wholeNumber("IntervalSeconds", 1, 1);
        int longest = fields.wholeNumber("MaxDelaySeconds", 1, 0);
        if (fields.has("MaxDelaySeconds") && (longest <= interval || longest >= 31_622_400)) {
            throw fields.invalid("MaxDelaySeconds", "Must be greater than IntervalSeconds and less than 31622400");
        }
        Retrier retrier = new Retrier(
                errors,
                interval,
                fields.wholeNumber("MaxAttempts", 0, 3),
                fields.decimal("BackoffRate", 1.0, 2.0),
                longest,
                "FULL".equals(jitter));
        fields.done();
        return retrier;
    }

    private static State.Catcher catcher(Fields fields, boolean last) throws InvalidDefinition {
        fields.comment();
        State.Catcher catcher = new State.Catcher(errorEquals(fields, last), resultPath(fields), fields.text("Next"));
        fields.done();
        return catcher;
    }

    private static Set<String> errorEquals(Fields fields, boolean last) throws InvalidDefinition {
        JsonNode names = fields.node("ErrorEquals");
        Set<String> errors = new LinkedHashSet<>();
        if (names != null && names.isArray()) {
            for (JsonNode name : names) {
                if (!name.isTextual() || !errors.add(name.textValue())) {
                    throw fields.invalid("ErrorEquals", "Different error names are required");
                }
            }
        }
        if (errors.isEmpty()) {
            throw fields.invalid("ErrorEquals", "Error names are required");
        }
        if (errors.contains(StateError.ALL) && (errors.size() > 1 || !last)) {
            throw fields.invalid("ErrorEquals", "States.ALL must stand alone and last");
        }
        return Set.copyOf(errors);
    }
}

package org.mfasender.local.aws.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one state. */
final class StateReader {

    private final Fields fields;
    private final Map<String, TaskResource> resources;

    StateReader(Fields fields, Map<String, TaskResource> resources) {
        this.fields = fields;
        this.resources = resources;
    }

    State read() throws InvalidDefinition {
        String type = fields.text("Type");
        return switch (type) {
            case "Task" -> task();
            case "Wait" -> waiting();
            case "Choice" -> choice();
            case "Pass" -> pass();
            case "Succeed" -> {
                fields.allow("Type");
                yield new State.Succeed();
            }
            case "Fail" -> {
                fields.allow("Type", "ErrorPath", "CausePath");
                yield new State.Fail(fields.path("ErrorPath"), fields.path("CausePath"));
            }
            default ->
                throw fields.invalid(
                        "Type",
                        "State type '" + type
                                + "' is not supported (supported: Task, Wait, Choice, Pass, Succeed, Fail)");
        };
    }

    private State task() throws InvalidDefinition {
        fields.allow(
                "Type",
                "Resource",
                "Parameters",
                "ResultPath",
                "OutputPath",
                "TimeoutSeconds",
                "Retry",
                "Catch",
                "Next",
                "End");
        String arn = fields.text("Resource");
        TaskResource resource = resources.get(arn);
        if (resource == null) {
            throw fields.invalid("Resource", "Resource '" + arn + "' is not supported");
        }
        return new State.Task(
                arn,
                resource,
                parameters(resource),
                ResultPath.read(fields),
                fields.has("OutputPath") ? fields.path("OutputPath") : Path.parse("$", fields.location()),
                fields.wholeNumber("TimeoutSeconds", 1, 0),
                retriers(),
                catchers(),
                next());
    }

    /** Without the field, the task gets the state's input. */
    private Expression parameters(TaskResource resource) throws InvalidDefinition {
        if (!fields.has("Parameters") && resource.requiredArguments().isEmpty()) {
            return Scope::data;
        }
        Template template = Template.parse(fields.object("Parameters"));
        Set<String> supported = new HashSet<>(resource.requiredArguments());
        supported.addAll(resource.optionalArguments());
        for (String name : template.names()) {
            if (!supported.isEmpty() && !supported.contains(name)) {
                throw fields.invalid("Parameters", "Parameter '" + name + "' is not supported");
            }
        }
        if (!template.names().containsAll(resource.requiredArguments())) {
            throw fields.invalid("Parameters", "Parameters " + resource.requiredArguments() + " are required");
        }
        return template;
    }

    private List<Retrier> retriers() throws InvalidDefinition {
        List<Retrier> retriers = new ArrayList<>();
        List<Fields> elements = fields.has("Retry") ? fields.objects("Retry") : List.of();
        for (Fields element : elements) {
            retriers.add(Retrier.read(element, errorEquals(element, retriers.size() + 1 == elements.size())));
        }
        return retriers;
    }

    private List<State.Catcher> catchers() throws InvalidDefinition {
        List<State.Catcher> catchers = new ArrayList<>();
        List<Fields> elements = fields.has("Catch") ? fields.objects("Catch") : List.of();
        for (Fields element : elements) {
            element.allow("ErrorEquals", "ResultPath", "Next");
            Set<String> errors = errorEquals(element, catchers.size() + 1 == elements.size());
            catchers.add(new State.Catcher(errors, ResultPath.read(element), element.text("Next")));
        }
        return catchers;
    }

    private static Set<String> errorEquals(Fields handler, boolean last) throws InvalidDefinition {
        JsonNode names = handler.node("ErrorEquals");
        Set<String> errors = new HashSet<>();
        if (names != null && names.isArray()) {
            for (JsonNode name : names) {
                if (!name.isTextual() || !errors.add(name.textValue())) {
                    throw handler.invalid("ErrorEquals", "Different error names are required");
                }
            }
        }
        if (errors.isEmpty()) {
            throw handler.invalid("ErrorEquals", "Error names are required");
        }
        if (errors.contains(StateError.ALL) && (errors.size() > 1 || !last)) {
            throw handler.invalid("ErrorEquals", "States.ALL must stand alone and last");
        }
        return Set.copyOf(errors);
    }

    private State choice() throws InvalidDefinition {
        fields.allow("Type", "Choices", "Default");
        List<State.Rule> rules = new ArrayList<>();
        for (Fields rule : fields.objects("Choices")) {
            rule.allow("Variable", "StringEquals", "Next");
            rules.add(new State.Rule(
                    rule.path("Variable"), TextNode.valueOf(rule.text("StringEquals")), rule.text("Next")));
        }
        return new State.Choice(rules, fields.text("Default"));
    }

    private State pass() throws InvalidDefinition {
        fields.allow("Type", "Result", "ResultPath", "Next", "End");
        JsonNode result = fields.node("Result");
        if (result == null) {
            throw fields.invalid("Result", "A Pass state without a result is not supported");
        }
        return new State.Pass(result, ResultPath.read(fields), next());
    }

    private State waiting() throws InvalidDefinition {
        fields.allow("Type", "Seconds", "TimestampPath", "Next", "End");
        if (fields.has("Seconds") == fields.has("TimestampPath")) {
            throw new InvalidDefinition(fields.location(), "Exactly one of Seconds and TimestampPath is required");
        }
        if (fields.has("Seconds")) {
            Duration seconds = Duration.ofSeconds(fields.wholeNumber("Seconds", 0, 0));
            return new State.Wait((now, scope) -> seconds, next());
        }
        Path path = fields.path("TimestampPath");
        return new State.Wait((now, scope) -> Duration.between(now, timestamp(path.text(scope))), next());
    }

    private static Instant timestamp(String text) throws StateError {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notTimestamp) {
            throw StateError.runtime(
                    "The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format"
                            + " string.");
        }
    }

    private @Nullable String next() throws InvalidDefinition {
        JsonNode end = fields.node("End");
        boolean ends = end != null && end.isBoolean() && end.booleanValue();
        if ((end != null && !end.isBoolean()) || ends == fields.has("Next")) {
            throw new InvalidDefinition(fields.location(), "Exactly one of Next and \"End\": true is required");
        }
        return ends ? null : fields.text("Next");
    }
}

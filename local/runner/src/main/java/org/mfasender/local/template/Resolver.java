package org.mfasender.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mfasender.local.template.Value.Intrinsic;
import org.mfasender.local.template.Value.Items;
import org.mfasender.local.template.Value.Members;
import org.mfasender.local.template.Value.Nothing;
import org.mfasender.local.template.Value.Text;

/** Replaces CloudFormation's functions by their values. */
final class Resolver {
    /** {@code ${Name}}, or {@code ${!Literal}} which stands for itself without the exclamation mark. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, String> parameters;
    private final ResourceNames resources;
    private final BiPredicate<String, Value> conditions;

    /**
     * A resolver of everything that the arguments know.
     *
     * @param conditions whether the condition of that name, asked for at that place, holds
     */
    Resolver(Map<String, String> parameters, ResourceNames resources, BiPredicate<String, Value> conditions) {
        this.parameters = parameters;
        this.resources = resources;
        this.conditions = conditions;
    }

    Value resolve(Value value) {
        return switch (value) {
            case Text text -> text;
            case Nothing nothing -> nothing;
            case Items list ->
                new Items(
                        list.items().stream()
                                .map(this::resolve)
                                .filter(item -> !(item instanceof Nothing))
                                .toList(),
                        list.place());
            case Members map -> {
                Map<String, Value> resolved = new LinkedHashMap<>();
                map.members().forEach((name, member) -> {
                    Value there = resolve(member);
                    if (!(there instanceof Nothing)) {
                        resolved.put(name, there);
                    }
                });
                yield new Members(resolved, map.place());
            }
            case Intrinsic intrinsic -> evaluate(intrinsic);
        };
    }

    private Value evaluate(Intrinsic intrinsic) {
        if (intrinsic.function().equals("Fn::If")) {
            return resolve(chosen(intrinsic));
        }
        if (intrinsic.function().equals("Fn::Split")) {
            return split(intrinsic.argument());
        }
        boolean absent = intrinsic.function().equals("Ref")
                && intrinsic.argument() instanceof Text name
                && name.text().equals("AWS::NoValue");
        return absent ? new Nothing(intrinsic.place()) : new Text(call(intrinsic), intrinsic.place());
    }

    private Value chosen(Intrinsic choice) {
        List<Value> items = choice.argument().asItems();
        if (items.size() != 3) {
            throw choice.error("Fn::If takes a condition and two values");
        }
        return conditions.test(items.getFirst().asText(), choice) ? items.get(1) : items.get(2);
    }

    private String call(Intrinsic intrinsic) {
        Value argument = intrinsic.argument();
        return switch (intrinsic.function()) {
            case "Ref" -> reference(argument.asText(), intrinsic);
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Join" -> join(argument);
            default -> throw intrinsic.error("unsupported function " + intrinsic.function());
        };
    }

    private String reference(String name, Value at) {
        String value = Surroundings.PSEUDO_PARAMETERS.get(name);
        if (value == null) {
            value = parameters.get(name);
        }
        if (value == null && resources.has(name)) {
            value = resources.ref(name, this::resolve);
        }
        if (value == null) {
            throw at.error("nothing is called " + name);
        }
        return value;
    }

    private String attribute(Value argument) {
        if (argument instanceof Items items) {
            return attribute(
                    String.join(".", items.items().stream().map(Value::asText).toList()), argument);
        }
        return attribute(argument.asText(), argument);
    }

    private String attribute(String path, Value at) {
        int dot = path.indexOf('.');
        String logicalId = dot < 0 ? path : path.substring(0, dot);
        if (dot < 0 || !resources.has(logicalId)) {
            throw at.error("there is no resource for " + path);
        }
        String value = resources.attribute(logicalId, path.substring(dot + 1), this::resolve);
        if (value == null) {
            throw at.error("unsupported attribute " + path);
        }
        return value;
    }

    private String substitute(Value argument) {
        if (argument instanceof Items list) {
            List<Value> items = list.items();
            if (items.size() != 2) {
                throw argument.error("Fn::Sub takes a text, or a list of a text and a map");
            }
            Members own = resolve(items.get(1)).asMembers();
            return substitute(items.getFirst().asText(), own, argument);
        }
        return substitute(argument.asText(), new Members(Map.of(), argument.place()), argument);
    }

    private String substitute(String text, Members own, Value at) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(match -> {
            String name = match.group(1);
            Value value = own.get(name);
            String replacement;
            if (name.startsWith("!")) {
                replacement = "${" + name.substring(1) + "}";
            } else if (value != null) {
                replacement = value.asText();
            } else {
                replacement = name.contains(".") ? attribute(name, at) : reference(name, at);
            }
            return Matcher.quoteReplacement(replacement);
        });
    }

    private Items split(Value argument) {
        List<Value> items = argument.asItems();
        if (items.size() != 2) {
            throw argument.error("Fn::Split takes a delimiter and a text");
        }
        String delimiter = Pattern.quote(items.getFirst().asText());
        return new Items(
                Pattern.compile(delimiter)
                        .splitAsStream(resolve(items.get(1)).asText())
                        .<Value>map(part -> new Text(part, argument.place()))
                        .toList(),
                argument.place());
    }

    private String join(Value argument) {
        List<Value> items = argument.asItems();
        if (items.size() != 2) {
            throw argument.error("Fn::Join takes a delimiter and a list");
        }
        List<String> parts = new ArrayList<>();
        for (Value part : resolve(items.get(1)).asItems()) {
            parts.add(part.asText());
        }
        return String.join(items.getFirst().asText(), parts);
    }
}

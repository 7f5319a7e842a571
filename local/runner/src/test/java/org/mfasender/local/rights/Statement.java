package org.mfasender.local.rights;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement of a policy; all are {@code Allow}.
 *
 * @param conditions all of them have to hold
 */
public record Statement(List<Action> actions, List<String> resources, List<Condition> conditions) {

    /**
     * What a statement allows.
     *
     * @param name such as {@code dynamodb:GetItem}
     * @param place where it is in the template, with its reason beside it
     */
    public record Action(String name, String place) {
        @Override
        public String toString() {
            return name + " (" + place + ")";
        }
    }

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /** Whether it is enough for what is asked. */
    public boolean allows(AccessRequest request) {
        return actions.stream().anyMatch(action -> Condition.isLike(action.name(), request.action()))
                && resources.stream().anyMatch(resource -> Condition.isLike(resource, request.resource()))
                && conditions.stream().allMatch(condition -> condition.holds(request));
    }

    /** The same with one action, one resource and one value a condition each: all that may be too much by itself. */
    public List<Statement> parts() {
        List<List<Condition>> alternatives = List.of(List.of());
        for (Condition condition : conditions) {
            alternatives = alternatives.stream()
                    .flatMap(chosen -> condition.parts().stream()
                            .map(part -> Stream.concat(chosen.stream(), Stream.of(part))
                                    .toList()))
                    .toList();
        }
        return alternatives.stream()
                .flatMap(chosen -> actions.stream()
                        .flatMap(action -> resources.stream()
                                .map(resource -> new Statement(List.of(action), List.of(resource), chosen))))
                .toList();
    }

    /** The actions' names. */
    List<String> actionNames() {
        return actions.stream().map(Action::name).toList();
    }

    @Override
    public String toString() {
        return actions.stream().map(Action::toString).collect(Collectors.joining(", "));
    }
}

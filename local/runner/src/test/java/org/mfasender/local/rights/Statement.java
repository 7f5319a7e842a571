package org.mfasender.local.rights;

import java.util.List;

/**
 * A statement of a policy; all are {@code Allow}.
 *
 * @param place where it stands in the template
 * @param conditions all of them have to hold
 */
public record Statement(String place, List<String> actions, List<String> resources, List<Condition> conditions) {

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /** Whether it is enough for what is asked. */
    public boolean allows(AccessRequest request) {
        return actions.stream().anyMatch(action -> Condition.isLike(action, request.action()))
                && resources.stream().anyMatch(resource -> Condition.isLike(resource, request.resource()))
                && conditions.stream().allMatch(condition -> condition.holds(request));
    }

    @Override
    public String toString() {
        return String.join(", ", actions) + " (" + place + ")";
    }
}

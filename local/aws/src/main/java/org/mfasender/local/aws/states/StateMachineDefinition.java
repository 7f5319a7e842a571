package org.mfasender.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A complete definition: every state is supported, defined and reachable. */
public final class StateMachineDefinition {

    private static final int LONGEST_NAME = 80;

    private final String source;
    private final String startAt;
    private final Map<String, State> states;
    private final int timeoutSeconds;

    private StateMachineDefinition(String source, String startAt, Map<String, State> states, int timeoutSeconds) {
        this.source = source;
        this.startAt = startAt;
        this.states = Map.copyOf(states);
        this.timeoutSeconds = timeoutSeconds;
    }

    /**
     * Reads a definition.
     *
     * @param source Amazon States Language, JSON
     * @param resources the task resources by ARN
     */
    public static StateMachineDefinition parse(String source, Map<String, TaskResource> resources)
            throws InvalidDefinition {
        Fields fields = Fields.of(json(source), "/").allow("StartAt", "TimeoutSeconds", "States");
        String startAt = fields.text("StartAt");
        int timeout = fields.wholeNumber("TimeoutSeconds", 1, 0);
        Fields named = fields.object("States");
        Map<String, State> states = new LinkedHashMap<>();
        for (String name : new TreeSet<>(named.names())) {
            if (name.length() > LONGEST_NAME) {
                throw named.invalid(name, "The name of a state can have at most " + LONGEST_NAME + " characters");
            }
            states.put(name, new StateReader(named.object(name), resources).read());
        }
        if (!states.containsKey(startAt)) {
            throw fields.invalid("StartAt", "State '" + startAt + "' is not defined");
        }
        requireReachable(startAt, states);
        return new StateMachineDefinition(source, startAt, states, timeout);
    }

    private static JsonNode json(String source) throws InvalidDefinition {
        try {
            return Json.parse(source);
        } catch (JsonProcessingException malformed) {
            throw new InvalidDefinition("/", "Not JSON: " + malformed.getOriginalMessage());
        }
    }

    private static void requireReachable(String startAt, Map<String, State> states) throws InvalidDefinition {
        Set<String> reached = new HashSet<>(Set.of(startAt));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            String name = open.pop();
            State state = states.get(name);
            for (String successor : state == null ? Set.<String>of() : state.successors()) {
                if (!states.containsKey(successor)) {
                    throw new InvalidDefinition("/States/" + name, "State '" + successor + "' is not defined");
                }
                if (reached.add(successor)) {
                    open.push(successor);
                }
            }
        }
        for (String name : states.keySet()) {
            if (!reached.contains(name)) {
                throw new InvalidDefinition("/States/" + name, "State '" + name + "' is not reachable");
            }
        }
    }

    /** The definition as given. */
    public String source() {
        return source;
    }

    String startAt() {
        return startAt;
    }

    State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalArgumentException(name);
        }
        return state;
    }

    /** The limit of the whole execution; 0 if there is none. */
    int timeoutSeconds() {
        return timeoutSeconds;
    }
}

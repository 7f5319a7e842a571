package org.mfasender.local.aws.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A registered definition, ready to be started. */
public final class StateMachine {

    private final String arn;
    private final StateMachineDefinition definition;
    private final Engine engine;
    private final Instant creationDate;
    private volatile boolean deleted;

    /** The ARN is {@code arn:aws:states:region:account:stateMachine:name}. */
    public StateMachine(String arn, StateMachineDefinition definition, Engine engine) {
        this.arn = arn;
        this.definition = definition;
        this.engine = engine;
        this.creationDate = engine.clock().instant();
    }

    /** Starts an execution on its own thread and returns immediately. */
    public Execution start(String name, String input) throws JsonProcessingException {
        JsonNode parsed = Json.parse(input);
        Execution execution = new Execution(this, name, input);
        execution.begin(parsed);
        return execution;
    }

    public String arn() {
        return arn;
    }

    public String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    public StateMachineDefinition definition() {
        return definition;
    }

    public Instant creationDate() {
        return creationDate;
    }

    /**
     * Lets no execution of it take another step.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html">DeleteStateMachine</a>
     */
    public void delete() {
        deleted = true;
    }

    public boolean isDeleted() {
        return deleted;
    }

    Engine engine() {
        return engine;
    }
}

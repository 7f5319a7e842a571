package org.mfasender.local.aws;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.aws.states.StateMachine;

/**
 * The registered state machines by ARN, and the keys that encrypt them. A definition that replaces another keeps its ARN; executions keep
 * the definition, and so the key, that they started with.
 */
final class StateMachines {

    private final LocalKeys keys;
    private final Map<String, StateMachine> machines = new LinkedHashMap<>();
    /** Only of those that have one. */
    private final Map<StateMachine, String> keyOf = new HashMap<>();

    StateMachines(LocalKeys keys) {
        this.keys = keys;
    }

    void put(StateMachine machine, @Nullable String keyArn) {
        machines.put(machine.arn(), machine);
        if (keyArn != null) {
            keyOf.put(machine, keyArn);
        }
    }

    List<StateMachine> all() {
        return List.copyOf(machines.values());
    }

    /** The machine, whose key can be used. */
    StateMachine find(String arn) throws AwsError {
        StateMachine machine = machines.get(arn);
        if (machine == null) {
            throw new AwsError("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
        }
        requireKey(machine);
        return machine;
    }

    /** Ends the machine's life: an execution of it that runs ends with its next step. */
    void delete(String arn) throws AwsError {
        find(arn).delete();
        machines.remove(arn);
    }

    /** What AWS does with a running execution whose key is disabled is not documented; here it goes on. */
    void requireKey(StateMachine machine) throws AwsError {
        String key = keyOf.get(machine);
        if (key != null && !keys.isEnabled(key)) {
            throw new AwsError("KmsInvalidStateException", "The KMS key " + key + " is not enabled");
        }
    }
}

package org.mfasender.local.template;

import java.util.Set;
import org.mfasender.local.template.Value.Members;

/**
 * What EventBridge calls a function with, again and again. Nothing does so here, since nobody waits for hours.
 *
 * @param function its logical ID
 * @param enabled whether it is called
 * @param input the payload
 */
public record ScheduleDefinition(String function, boolean enabled, String input) {

    static ScheduleDefinition of(String function, Members properties) {
        properties.onlyKnows(Set.of("Schedule", "State", "Input"));
        return new ScheduleDefinition(
                function,
                properties.require("State").asText().equals("ENABLED"),
                properties.require("Input").asText());
    }
}

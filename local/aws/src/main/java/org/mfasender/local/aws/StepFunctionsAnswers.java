package org.mfasender.local.aws;

import static org.mfasender.local.aws.Answer.object;
import static org.mfasender.local.aws.Answer.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.mfasender.local.aws.states.Execution;
import org.mfasender.local.aws.states.HistoryEvent;
import org.mfasender.local.aws.states.StateMachine;

/** State machines, executions and their events, as Step Functions answers them. */
final class StepFunctionsAnswers {

    private StepFunctionsAnswers() {}

    static ObjectNode summary(StateMachine machine) {
        ObjectNode summary = object().put("stateMachineArn", machine.arn())
                .put("name", machine.name())
                .put("type", "STANDARD");
        return time(summary, "creationDate", machine.creationDate());
    }

    static ObjectNode summary(Execution execution) {
        ObjectNode summary = object().put("executionArn", execution.arn())
                .put("stateMachineArn", execution.stateMachine().arn())
                .put("name", execution.name())
                .put("status", execution.status().name());
        time(summary, "startDate", execution.startDate());
        return time(summary, "stopDate", execution.stopDate());
    }

    static ObjectNode event(HistoryEvent event, boolean withData) {
        ObjectNode answer = object().put("id", event.id())
                .put("previousEventId", event.previousEventId())
                .put("type", event.type());
        time(answer, "timestamp", event.timestamp());
        if (event.detailsName() != null && event.details() != null) {
            ObjectNode details = event.details().deepCopy();
            answer.set(
                    event.detailsName(), withData ? details : details.without(Set.of("input", "output", "parameters")));
        }
        return answer;
    }
}

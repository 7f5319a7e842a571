package org.mfasender.local.rights;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Actions that no call of ours uses: Lambda and Step Functions use them by themselves, in the name of the role. */
public final class Unrecorded {

    private static final Set<String> WORKFLOWS = Set.of("ConfigureSenderRole", "CheckHealthWorkflowRole");

    private static final String DEFINITION = "kms:EncryptionContext:aws:states:stateMachineArn";
    private static final String DELIVERY = "kms:EncryptionContext:SourceArn";

    private static final Set<String> LOGS = Set.of("logs:CreateLogStream", "logs:PutLogEvents");
    private static final Set<String> TRACES = Set.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");
    private static final Set<String> STREAMS = Set.of("dynamodb:ListStreams");
    private static final Set<String> SAMPLING = Set.of("xray:GetSamplingRules", "xray:GetSamplingTargets");
    private static final Set<String> LOG_DELIVERY = Set.of(
            "logs:CreateLogDelivery",
            "logs:GetLogDelivery",
            "logs:UpdateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:DescribeResourcePolicies",
            "logs:DescribeLogGroups");
    /** By the condition key that separates them from what is recorded. */
    private static final Map<String, Set<String>> KEY = Map.of(
            DEFINITION, Set.of("kms:Decrypt", "kms:GenerateDataKey"),
            DELIVERY, Set.of("kms:GenerateDataKey"));

    private Unrecorded() {}

    /**
     * Why a statement may stay although nothing recorded uses it.
     *
     * @param bearer logical id of the function or role that has it
     * @param statement one of {@link Statement#parts()}: others of its actions may be recorded
     */
    public static Optional<String> reason(String bearer, Statement statement) {
        return WORKFLOWS.contains(bearer) ? ofStepFunctions(statement) : ofLambda(statement);
    }

    private static Optional<String> ofLambda(Statement statement) {
        if (isOneOf(LOGS, statement)) {
            return Optional.of("Lambda writes the function's log");
        }
        if (isOneOf(STREAMS, statement)) {
            return Optional.of("Lambda looks for the stream when it begins to read it");
        }
        return isOneOf(TRACES, statement) ? Optional.of("Lambda writes the function's traces") : Optional.empty();
    }

    private static Optional<String> ofStepFunctions(Statement statement) {
        if (isOneOf(LOG_DELIVERY, statement)) {
            return Optional.of("delivers logs");
        }
        if (isOneOf(TRACES, statement) || isOneOf(SAMPLING, statement)) {
            return Optional.of("delivers traces");
        }
        boolean key = statement.conditions().stream()
                .anyMatch(condition -> isOneOf(KEY.getOrDefault(condition.key(), Set.of()), statement));
        return key ? Optional.of("encrypts definition, executions and logs") : Optional.empty();
    }

    /**
     * Whether AWS offers the statement's actions on {@code *} only.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html">Actions for X-Ray</a>
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-iam-policy">Step Functions: policies for
     *     logs</a>
     */
    static boolean hasNoResource(Statement statement) {
        return isOneOf(TRACES, statement) || isOneOf(SAMPLING, statement) || isOneOf(LOG_DELIVERY, statement);
    }

    static boolean isLog(Statement statement) {
        return isOneOf(LOGS, statement);
    }

    private static boolean isOneOf(Set<String> actions, Statement statement) {
        return actions.containsAll(statement.actionNames());
    }
}

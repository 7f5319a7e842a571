package org.mfasender.local.rights;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements that no call of ours uses: Step Functions uses them itself, in the name of the state machine's role. */
public final class Unrecorded {

    private static final Map<List<String>, String> REASONS = Map.of(
            List.of("kms:Decrypt", "kms:GenerateDataKey"),
            "encrypts the state machine's definition and executions; AWS documents the two as a pair for one encryption context",
            List.of("kms:GenerateDataKey"),
            "encrypts what is handed to the delivery of logs",
            List.of(
                    "logs:CreateLogDelivery",
                    "logs:GetLogDelivery",
                    "logs:UpdateLogDelivery",
                    "logs:DeleteLogDelivery",
                    "logs:ListLogDeliveries",
                    "logs:PutResourcePolicy",
                    "logs:DescribeResourcePolicies",
                    "logs:DescribeLogGroups",
                    "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                    "xray:GetSamplingRules",
                    "xray:GetSamplingTargets"),
            "delivers logs and traces; AWS offers these actions on every resource only");

    private Unrecorded() {}

    /**
     * Why a statement may stay although nothing recorded uses it, may have several actions, or {@code *} as its resource.
     *
     * @param role logical id of the function or role that has it
     */
    public static Optional<String> reason(String role, Statement statement) {
        return role.equals("ConfigureSenderRole")
                ? Optional.ofNullable(REASONS.get(statement.actions()))
                : Optional.empty();
    }
}

package org.mfasender.local.template;

import java.net.URI;
import java.util.Map;

/**
 * What the template's pseudo parameters and generated names stand for on one machine.
 *
 * @param apiEndpoint base address of the HTTP API, without a trailing slash
 */
public record Surroundings(URI apiEndpoint) {
    /** The region that everything local claims to be in. */
    public static final String REGION = "us-east-1";

    /** The account that everything local claims to belong to. */
    public static final String ACCOUNT_ID = "000000000000";

    static final String STACK_NAME = "local";

    static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::Region", REGION,
            "AWS::AccountId", ACCOUNT_ID,
            "AWS::Partition", "aws",
            "AWS::URLSuffix", "amazonaws.com",
            "AWS::StackName", STACK_NAME);

    static String functionArn(String name) {
        return arn("lambda", "function:" + name);
    }

    /** ARN of a table's stream. In AWS it ends in the time at which the stream was made. */
    public static String streamArn(String table) {
        return arn("dynamodb", "table/" + table + "/stream/latest");
    }

    static String stateMachineArn(String name) {
        return arn("states", "stateMachine:" + name);
    }

    static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT_ID + ":" + resource;
    }
}

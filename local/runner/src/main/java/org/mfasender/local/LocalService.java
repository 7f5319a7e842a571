package org.mfasender.local;

/** The services that functions and workflow call. */
public enum LocalService {
    /** Amazon DynamoDB. */
    DYNAMODB,
    /** AWS Secrets Manager. */
    SECRETS_MANAGER,
    /** AWS Step Functions. */
    STEP_FUNCTIONS,
    /** AWS KMS. */
    KMS,
    /** Amazon EventBridge. */
    EVENT_BRIDGE,
    /** Amazon SNS. */
    SNS,
    /** Meta's Graph API. */
    GRAPH
}

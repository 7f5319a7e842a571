package org.mfasender.firstaccount;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The services that are asked, with the credentials of the person who asks. */
public record Aws(
        AwsCredentialsProvider credentials,
        CloudFormationClient cloudFormation,
        LambdaClient lambda,
        ApiGatewayV2Client apiGateway,
        CloudWatchClient cloudWatch,
        CloudWatchLogsClient logs,
        KmsClient kms,
        DynamoDbClient dynamoDb,
        SecretsManagerClient secretsManager,
        SfnClient stepFunctions)
        implements AutoCloseable {

    /** Region and credentials as for the AWS CLI: environment variables or a profile. */
    public static Aws ofThisMachine() {
        return new Aws(
                DefaultCredentialsProvider.builder().build(),
                CloudFormationClient.create(),
                LambdaClient.create(),
                ApiGatewayV2Client.create(),
                CloudWatchClient.create(),
                CloudWatchLogsClient.create(),
                KmsClient.create(),
                DynamoDbClient.create(),
                SecretsManagerClient.create(),
                SfnClient.create());
    }

    @Override
    public void close() {
        List.<SdkAutoCloseable>of(
                        cloudFormation,
                        lambda,
                        apiGateway,
                        cloudWatch,
                        logs,
                        kms,
                        dynamoDb,
                        secretsManager,
                        stepFunctions)
                .forEach(SdkAutoCloseable::close);
    }
}

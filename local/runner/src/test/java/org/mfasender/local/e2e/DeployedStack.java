package org.mfasender.local.e2e;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mfasender.firstaccount.Aws;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.functions.CollectedLog;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.template.Authorization;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;

/**
 * A local system as it would be described if AWS had deployed it as the template says. DynamoDB's items, secrets, executions, functions
 * and logs are the system's own.
 */
final class DeployedStack {
    static final String NAME = "local";
    static final String ACCOUNT = "210987654321";
    private static final String SENDER =
            " /v1/environments/{environmentId}/notificationsSettings/instantMessagingDeliverySettings/whatsApp";

    private static final Pattern RESOURCE = Pattern.compile("(?m)^  (\\w+):\\n    Type: (AWS::\\S+)");
    private static final Pattern LOG_GROUP = Pattern.compile("(?s)^.*?LogGroupName: !Sub \"?([^\"\\s]+)");

    private final LocalSystem system;
    private final CollectedLog log;
    private final List<StackResourceSummary> resources;
    private final AwsAnswers answers = new AwsAnswers();

    DeployedStack(LocalSystem system, CollectedLog log, String template) {
        this.system = system;
        this.log = log;
        this.resources = RESOURCE.matcher(template)
                .results()
                .map(found -> resource(found, template.substring(found.end())))
                .toList();
        answerOfCloudFormation();
        answerOfLambda();
        answerOfApiGateway();
        answerOfCloudWatch();
        answerOfStores();
    }

    /** Whatever AWS answers otherwise. */
    AwsAnswers answers() {
        return answers;
    }

    Aws asAws(AwsCredentials credentials) {
        Services services = Services.of(system);
        return new Aws(
                StaticCredentialsProvider.create(credentials),
                answers.client(CloudFormationClient.class, null),
                answers.client(LambdaClient.class, null),
                answers.client(ApiGatewayV2Client.class, null),
                answers.client(CloudWatchClient.class, null),
                answers.client(CloudWatchLogsClient.class, null),
                answers.client(KmsClient.class, null),
                answers.client(DynamoDbClient.class, services.dynamoDb()),
                answers.client(SecretsManagerClient.class, services.secretsManager()),
                answers.client(SfnClient.class, services.stepFunctions()));
    }

    /** What SAM writes functions, routes and the API as. */
    private static StackResourceSummary resource(MatchResult found, String rest) {
        String type = found.group(2)
                .replace("AWS::Serverless::Function", "AWS::Lambda::Function")
                .replace("AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api");
        String name = found.group(1);
        if (type.equals("AWS::Logs::LogGroup")) {
            name = LOG_GROUP
                    .matcher(rest)
                    .results()
                    .map(group -> group.group(1).replace("${AWS::StackName}", NAME))
                    .findFirst()
                    .orElseThrow();
        }
        return StackResourceSummary.builder()
                .logicalResourceId(found.group(1))
                .physicalResourceId(name)
                .resourceType(type)
                .resourceStatus("CREATE_COMPLETE")
                .build();
    }

    private void answerOfCloudFormation() {
        Map<String, String> outputs =
                Map.of("ApiUrl", system.httpUri().toString(), "StateMachineArn", system.stateMachineArn());
        answers.on(
                DescribeStacksRequest.class,
                request -> DescribeStacksResponse.builder()
                        .stacks(Stack.builder()
                                .stackName(NAME)
                                .stackId("arn:aws:cloudformation:eu-central-1:" + ACCOUNT + ":stack/local/1")
                                .stackStatus("CREATE_COMPLETE")
                                .parameters(system.template().parameters().entrySet().stream()
                                        .map(entry -> Parameter.builder()
                                                .parameterKey(entry.getKey())
                                                .parameterValue(entry.getValue())
                                                .build())
                                        .toList())
                                .outputs(outputs.entrySet().stream()
                                        .map(entry -> Output.builder()
                                                .outputKey(entry.getKey())
                                                .outputValue(entry.getValue())
                                                .build())
                                        .toList())
                                .build())
                        .build());
        answers.on(
                ListStackResourcesRequest.class,
                request -> ListStackResourcesResponse.builder()
                        .stackResourceSummaries(resources)
                        .build());
    }

    private void answerOfLambda() {
        answers.on(GetFunctionConfigurationRequest.class, request -> {
            String name = request.functionName().replaceAll("Function$", "");
            return GetFunctionConfigurationResponse.builder()
                    .state("Active")
                    .lastUpdateStatus("Successful")
                    .runtime("java25")
                    .tracingConfig(tracing -> tracing.mode("Active"))
                    .loggingConfig(logging -> logging.logFormat("JSON").logGroup(logGroup(name)))
                    .codeSha256("same")
                    .memorySize(1024)
                    .environment(environment -> environment.variables(system.environment(request.functionName())))
                    .version(request.qualifier() == null ? "$LATEST" : "1")
                    .build();
        });
        answers.on(
                ListEventSourceMappingsRequest.class,
                request -> ListEventSourceMappingsResponse.builder()
                        .eventSourceMappings(
                                mapping(request.functionName().equals("ApplyFunction") ? "OK" : "No records processed"))
                        .build());
        answers.on(
                GetAccountSettingsRequest.class,
                request -> GetAccountSettingsResponse.builder()
                        .accountLimit(limit -> limit.unreservedConcurrentExecutions(1000))
                        .build());
        answers.on(InvokeRequest.class, request -> {
            try {
                FunctionResult result =
                        system.invoke(request.functionName(), request.payload().asByteArray());
                return InvokeResponse.builder()
                        .payload(SdkBytes.fromByteArray(result.payload()))
                        .functionError(result.functionError())
                        .build();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    static EventSourceMappingConfiguration mapping(String result) {
        return EventSourceMappingConfiguration.builder()
                .state("Enabled")
                .lastProcessingResult(result)
                .eventSourceArn("arn:aws:dynamodb:eu-central-1:" + ACCOUNT + ":table/MessagesTable/stream/1")
                .build();
    }

    /** {@code ProvisionTemplates} logs to {@code .../provision-templates}. */
    private static String logGroup(String function) {
        return "/aws/lambda/" + NAME + "/"
                + function.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private void answerOfApiGateway() {
        List<Route> routes = new ArrayList<>();
        system.template().authorizations().forEach((route, authorization) -> {
            Route.Builder builder = Route.builder().routeKey(route.routeKey());
            switch (authorization) {
                case Authorization.Open ignored -> builder.authorizationType("NONE");
                case Authorization.Signed ignored -> builder.authorizationType("AWS_IAM");
                case Authorization.Token token ->
                    builder.authorizationType("JWT").authorizationScopes(token.scopes());
            }
            routes.add(builder.build());
        });
        // In pages, as AWS answers them.
        int half = routes.size() / 2;
        answers.on(
                GetRoutesRequest.class,
                request -> request.nextToken() == null
                        ? GetRoutesResponse.builder()
                                .items(routes.subList(0, half))
                                .nextToken("second")
                                .build()
                        : GetRoutesResponse.builder()
                                .items(routes.subList(half, routes.size()))
                                .build());
        answers.on(
                GetStagesRequest.class,
                request -> GetStagesResponse.builder()
                        .items(Stage.builder()
                                .accessLogSettings(access -> access.format("{}"))
                                .defaultRouteSettings(limit -> limit.throttlingRateLimit(50.0))
                                .routeSettings(Map.of(
                                        "POST /v1/environments/{environmentId}/templates/{templateName}/messages",
                                        limit(100),
                                        "POST /v1/webhooks/{appId}",
                                        limit(300),
                                        "POST /v1/hooks/{environmentId}/{product}",
                                        limit(100),
                                        "POST" + SENDER + "/checks",
                                        limit(50),
                                        "PUT" + SENDER,
                                        limit(10)))
                                .build())
                        .build());
    }

    private static RouteSettings limit(double requestsPerSecond) {
        return RouteSettings.builder().throttlingRateLimit(requestsPerSecond).build();
    }

    private void answerOfCloudWatch() {
        answers.on(
                DescribeAlarmsRequest.class,
                request -> DescribeAlarmsResponse.builder()
                        .metricAlarms(request.alarmNames().stream()
                                .map(name -> MetricAlarm.builder()
                                        .alarmName(name)
                                        .stateValue("INSUFFICIENT_DATA")
                                        .build())
                                .toList())
                        .build());
        answers.on(
                GetDashboardRequest.class,
                request -> GetDashboardResponse.builder()
                        .dashboardBody("{\"widgets\": [{\"type\": \"metric\"}]}")
                        .build());
        answers.on(
                ListMetricsRequest.class,
                request -> ListMetricsResponse.builder()
                        .metrics(Stream.of("Requests", "Runs", "StepDuration")
                                .map(name -> Metric.builder().metricName(name).build())
                                .toList())
                        .build());
        answers.on(
                DescribeLogGroupsRequest.class,
                request -> DescribeLogGroupsResponse.builder()
                        .logGroups(LogGroup.builder()
                                .logGroupName(request.logGroupNamePrefix())
                                .kmsKeyId(key())
                                .retentionInDays(90)
                                .build())
                        .build());
        answers.on(
                FilterLogEventsRequest.class,
                request -> FilterLogEventsResponse.builder()
                        .events(lines(request.logGroupName())
                                .map(line -> FilteredLogEvent.builder()
                                        .timestamp(Instant.now().toEpochMilli())
                                        .message(line)
                                        .build())
                                .toList())
                        .build());
    }

    private Stream<String> lines(String group) {
        return group.endsWith("/access")
                ? Stream.of("{\"status\":\"200\"}")
                : log.lines().stream()
                        .filter(line -> logGroup(line.function().replaceAll("Function$", ""))
                                .equals(group))
                        .map(CollectedLog.Line::message);
    }

    private void answerOfStores() {
        answers.on(
                DescribeKeyRequest.class,
                request -> DescribeKeyResponse.builder()
                        .keyMetadata(metadata -> metadata.keyState("Enabled"))
                        .build());
        answers.on(
                GetKeyRotationStatusRequest.class,
                request -> GetKeyRotationStatusResponse.builder()
                        .keyRotationEnabled(true)
                        .build());
        answers.on(
                DescribeTableRequest.class,
                request -> DescribeTableResponse.builder()
                        .table(table -> table.tableName(request.tableName())
                                .sseDescription(encryption -> encryption.kmsMasterKeyArn(key()))
                                .deletionProtectionEnabled(true)
                                .streamSpecification(stream -> stream.streamViewType("NEW_AND_OLD_IMAGES")))
                        .build());
        answers.on(
                DescribeContinuousBackupsRequest.class,
                request -> DescribeContinuousBackupsResponse.builder()
                        .continuousBackupsDescription(backups -> backups.pointInTimeRecoveryDescription(
                                recovery -> recovery.pointInTimeRecoveryStatus("ENABLED")))
                        .build());
        answers.on(
                DescribeTimeToLiveRequest.class,
                request -> DescribeTimeToLiveResponse.builder()
                        .timeToLiveDescription(expiry -> expiry.timeToLiveStatus("ENABLED"))
                        .build());
        answers.on(
                DescribeSecretRequest.class,
                request -> DescribeSecretResponse.builder().kmsKeyId(key()).build());
        answers.on(
                DescribeStateMachineRequest.class,
                request -> DescribeStateMachineResponse.builder()
                        .status("ACTIVE")
                        .encryptionConfiguration(encryption ->
                                encryption.type("CUSTOMER_MANAGED_KMS_KEY").kmsKeyId(key()))
                        .loggingConfiguration(logging -> logging.level("ERROR").includeExecutionData(false))
                        .build());
    }

    private static String key() {
        return "arn:aws:kms:eu-central-1:" + ACCOUNT + ":key/DataKey";
    }
}

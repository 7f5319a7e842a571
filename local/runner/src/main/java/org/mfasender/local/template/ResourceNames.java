package org.mfasender.local.template;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.template.Value.Members;

/** What {@code Ref} and {@code Fn::GetAtt} answer for a resource. */
final class ResourceNames {
    static final String FUNCTION = "AWS::Serverless::Function";
    static final String STATE_MACHINE = "AWS::StepFunctions::StateMachine";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String HTTP_API = "AWS::Serverless::HttpApi";
    private static final String DOMAIN = "AWS::ApiGatewayV2::DomainName";
    private static final String DOMAIN_MAPPING = "AWS::ApiGatewayV2::ApiMapping";
    private static final String LOG_GROUP = "AWS::Logs::LogGroup";
    private static final String KEY = "AWS::KMS::Key";
    private static final String ROLE = "AWS::IAM::Role";
    static final String SECRET = "AWS::SecretsManager::Secret";
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final String DASHBOARD = "AWS::CloudWatch::Dashboard";
    private static final String QUERY = "AWS::Logs::QueryDefinition";
    private static final String PERMISSION = "AWS::Lambda::Permission";
    /**
     * Of keys and roles only the names matter here: nothing is encrypted, and rights are not evaluated. Nor is anything watched by
     * alarms, dashboards and queries, nor reached by a domain's name; what they refer to has to exist.
     */
    static final Set<String> TYPES = Set.of(
            FUNCTION,
            STATE_MACHINE,
            TABLE,
            HTTP_API,
            DOMAIN,
            DOMAIN_MAPPING,
            SECRET,
            LOG_GROUP,
            KEY,
            ROLE,
            ALARM,
            DASHBOARD,
            QUERY,
            PERMISSION);

    /** What SAM makes for an API, and a template refers to as to an attribute. */
    private static final String STAGE = ".Stage";

    private final Members resources;
    private final Surroundings surroundings;

    ResourceNames(Members resources, Surroundings surroundings) {
        this.resources = resources;
        this.surroundings = surroundings;
    }

    /** Whether {@code Ref} may name it: a resource, or the stage of an API. */
    boolean has(String name) {
        return resources.get(name) != null || isStage(name);
    }

    private boolean isStage(String name) {
        String api = name.endsWith(STAGE) ? name.substring(0, name.length() - STAGE.length()) : "";
        return resources.get(api) != null && type(api).equals(HTTP_API);
    }

    /** The resource's {@code Ref}. */
    String ref(String logicalId, UnaryOperator<Value> resolve) {
        if (isStage(logicalId)) {
            return "$default";
        }
        String name = physicalName(logicalId, resolve);
        return switch (type(logicalId)) {
            case STATE_MACHINE -> Surroundings.stateMachineArn(name);
            case SECRET -> Surroundings.arn("secretsmanager", "secret:" + name);
            default -> name;
        };
    }

    /** The attribute's value, or null when nothing is known of it. */
    @Nullable
    String attribute(String logicalId, String attribute, UnaryOperator<Value> resolve) {
        String name = physicalName(logicalId, resolve);
        return switch (type(logicalId) + "." + attribute) {
            case FUNCTION + ".Arn" -> Surroundings.functionArn(name);
            case STATE_MACHINE + ".Arn" -> Surroundings.stateMachineArn(name);
            case STATE_MACHINE + ".Name" -> name;
            case TABLE + ".Arn" -> Surroundings.arn("dynamodb", "table/" + name);
            case TABLE + ".StreamArn" -> Surroundings.streamArn(name);
            case LOG_GROUP + ".Arn" -> Surroundings.arn("logs", "log-group:" + name + ":*");
            case KEY + ".Arn" -> Surroundings.arn("kms", "key/" + name);
            case ROLE + ".Arn" -> Surroundings.arn("iam", "role/" + name);
            case DOMAIN + ".RegionalDomainName" -> name + ".execute-api." + Surroundings.REGION + ".amazonaws.com";
            case HTTP_API + ".ApiEndpoint" -> surroundings.apiEndpoint().toString();
            default -> null;
        };
    }

    String physicalName(String logicalId, UnaryOperator<Value> resolve) {
        String property = Map.of(
                        STATE_MACHINE, "StateMachineName",
                        TABLE, "TableName",
                        SECRET, "Name",
                        LOG_GROUP, "LogGroupName",
                        DASHBOARD, "DashboardName")
                .get(type(logicalId));
        Members resource = resources.require(logicalId).asMembers();
        Value given = property == null ? null : resource.orEmpty("Properties").get(property);
        return given == null ? logicalId : resolve.apply(given).asText();
    }

    private String type(String logicalId) {
        return resources.require(logicalId).asMembers().require("Type").asText();
    }
}

package org.mfasender.platform.aws;

import java.net.URI;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * A service that speaks the
 * <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON protocol</a>. Of its errors, those that the functions
 * tell apart have their type; all others are its common one.
 */
enum JsonService {
    DYNAMODB("dynamodb", "DynamoDB_20120810", "1.0") {
        @Override
        AwsServiceException.Builder error(String code) {
            return switch (code) {
                case "ConditionalCheckFailedException" -> ConditionalCheckFailedException.builder();
                case "TransactionCanceledException" -> TransactionCanceledException.builder();
                case "TransactionConflictException" -> TransactionConflictException.builder();
                case "TransactionInProgressException" -> TransactionInProgressException.builder();
                default -> DynamoDbException.builder();
            };
        }
    },
    SECRETS_MANAGER("secretsmanager", "secretsmanager", "1.1") {
        @Override
        AwsServiceException.Builder error(String code) {
            return switch (code) {
                case "InvalidRequestException" -> InvalidRequestException.builder();
                case "LimitExceededException" -> LimitExceededException.builder();
                case "ResourceExistsException" -> ResourceExistsException.builder();
                case "ResourceNotFoundException" -> ResourceNotFoundException.builder();
                default -> SecretsManagerException.builder();
            };
        }
    },
    STEP_FUNCTIONS("states", "AWSStepFunctions", "1.0") {
        @Override
        AwsServiceException.Builder error(String code) {
            return switch (code) {
                case "ExecutionAlreadyExists" -> ExecutionAlreadyExistsException.builder();
                case "ExecutionDoesNotExist" -> ExecutionDoesNotExistException.builder();
                default -> SfnException.builder();
            };
        }
    },
    KMS("kms", "TrentService", "1.1") {
        @Override
        AwsServiceException.Builder error(String code) {
            return code.equals("InvalidCiphertextException")
                    ? InvalidCiphertextException.builder()
                    : KmsException.builder();
        }
    },
    EVENTBRIDGE("events", "AWSEvents", "1.1") {
        @Override
        AwsServiceException.Builder error(String code) {
            return EventBridgeException.builder();
        }
    };

    private final String id;
    private final String target;
    private final String version;

    JsonService(String id, String target, String version) {
        this.id = id;
        this.target = target;
        this.version = version;
    }

    /** The exception of an error, by the code in the service's answer. */
    abstract AwsServiceException.Builder error(String code);

    /** In the scope of a signature, and the first label of its host name. */
    String id() {
        return id;
    }

    /** The header {@code X-Amz-Target} of an operation. */
    String target(String operation) {
        return target + "." + operation;
    }

    String contentType() {
        return "application/x-amz-json-" + version;
    }

    /** AWS's own, by the DNS suffix of the region's partition. */
    URI endpoint(String region) {
        return URI.create("https://" + id + "." + region + "." + dnsSuffix(region));
    }

    /** A test compares these with the SDK's list of regions, which is large. */
    private static String dnsSuffix(String region) {
        return switch (region.split("-", 2)[0] + "-" + region.split("-", 3)[1]) {
            case "cn-north", "cn-northwest" -> "amazonaws.com.cn";
            case "eusc-de" -> "amazonaws.eu";
            case "us-iso" -> "c2s.ic.gov";
            case "us-isob" -> "sc2s.sgov.gov";
            case "eu-isoe" -> "cloud.adc-e.uk";
            case "us-isof" -> "csp.hci.ic.gov";
            default -> "amazonaws.com";
        };
    }
}

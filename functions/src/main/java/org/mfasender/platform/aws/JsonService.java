package org.mfasender.platform.aws;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A service that speaks the <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON protocol</a>. */
enum JsonService {
    DYNAMODB("dynamodb", "DynamoDB_20120810", "1.0", "dynamodb.model.DynamoDbException"),
    SECRETS_MANAGER("secretsmanager", "secretsmanager", "1.1", "secretsmanager.model.SecretsManagerException"),
    STEP_FUNCTIONS("states", "AWSStepFunctions", "1.0", "sfn.model.SfnException"),
    KMS("kms", "TrentService", "1.1", "kms.model.KmsException"),
    EVENTBRIDGE("events", "AWSEvents", "1.1", "eventbridge.model.EventBridgeException");

    /** Of the SDK. */
    private static final String SDK = "software.amazon.awssdk.services.";

    private static final Pattern NAME = Pattern.compile("[A-Za-z]+");

    private final String id;
    private final String target;
    private final String version;
    private final String exception;

    JsonService(String id, String target, String version, String exception) {
        this.id = id;
        this.target = target;
        this.version = version;
        this.exception = SDK + exception;
    }

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

    /**
     * The SDK's exception of an error. Its types have the names of the codes, in the package of the service's common one, which is for
     * all others. They are looked for when there is an error: a function that starts loads none.
     *
     * @param code of the service's answer
     */
    AwsServiceException.Builder error(String code) {
        String name = exception.substring(0, exception.lastIndexOf('.') + 1) + code.replaceFirst("^KMS", "Kms");
        return (NAME.matcher(code).matches() ? Stream.of(name, name + "Exception", exception) : Stream.of(exception))
                .flatMap(JsonService::builder)
                .findFirst()
                .orElseThrow();
    }

    /** Of that exception, if there is one. */
    private static Stream<AwsServiceException.Builder> builder(String exception) {
        try {
            return Stream.of((AwsServiceException.Builder) Class.forName(exception)
                    .asSubclass(AwsServiceException.class)
                    .getMethod("builder")
                    .invoke(null));
        } catch (ReflectiveOperationException | ClassCastException e) {
            return Stream.empty();
        }
    }

    /** AWS's own, by the DNS suffix of the region's partition. */
    URI endpoint(String region) {
        return URI.create("https://" + id + "." + region + "." + dnsSuffix(region));
    }

    /** A test compares these with the SDK's list of regions, which is large. */
    private static String dnsSuffix(String region) {
        return switch (region.substring(0, region.indexOf('-', region.indexOf('-') + 1))) {
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

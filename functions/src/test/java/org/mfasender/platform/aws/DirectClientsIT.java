package org.mfasender.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.AwsServices;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.RudeServer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Every operation that the functions use, beside the SDK's own client: the same request, the same answer, the same refusal. */
class DirectClientsIT {

    private static final int DEEP = 3;

    private static final Map<MarshallingType<?>, Object> SCALARS = Map.of(
            MarshallingType.STRING,
            "\u00e9 \"text\"",
            MarshallingType.INTEGER,
            7,
            MarshallingType.LONG,
            8L,
            MarshallingType.DOUBLE,
            9.5,
            MarshallingType.BOOLEAN,
            true,
            MarshallingType.INSTANT,
            Instant.parse("2026-01-02T03:04:05Z"),
            MarshallingType.SDK_BYTES,
            SdkBytes.fromUtf8String("bytes"));

    /**
     * A service's clients.
     *
     * @param name of its package
     */
    record Clients(
            JsonService service, String name, Function<AwsClients, Object> functions, Function<URI, Object> sdk) {}

    private static final List<Clients> SERVICES = List.of(
            new Clients(
                    JsonService.DYNAMODB,
                    "dynamodb",
                    AwsClients::dynamoDb,
                    uri -> AwsServices.sdk(DynamoDbClient.builder(), uri)),
            new Clients(
                    JsonService.SECRETS_MANAGER,
                    "secretsmanager",
                    AwsClients::secretsManager,
                    uri -> AwsServices.sdk(SecretsManagerClient.builder(), uri)),
            new Clients(
                    JsonService.STEP_FUNCTIONS,
                    "sfn",
                    AwsClients::stepFunctions,
                    uri -> AwsServices.sdk(SfnClient.builder(), uri)),
            new Clients(JsonService.KMS, "kms", AwsClients::kms, uri -> AwsServices.sdk(KmsClient.builder(), uri)),
            new Clients(
                    JsonService.EVENTBRIDGE,
                    "eventbridge",
                    AwsClients::eventBridge,
                    uri -> AwsServices.sdk(EventBridgeClient.builder(), uri)));

    static Stream<Arguments> operations() {
        return SERVICES.stream()
                .flatMap(service -> operations(service)
                        .map(operation -> Arguments.argumentSet(operation.getName(), service, operation)));
    }

    private static Stream<Method> operations(Clients service) {
        Class<?> direct = service.functions()
                .apply(AwsServices.clients(Map.of("AWS_ENDPOINT_URL", URI.create("http://127.0.0.1:9"))))
                .getClass();
        return Arrays.stream(direct.getMethods())
                .filter(method -> method.getDeclaringClass().equals(direct))
                .filter(method -> Arrays.stream(method.getParameterTypes())
                        .anyMatch(type -> type.getName().endsWith("Request")))
                .map(method -> {
                    try {
                        return direct.getInterfaces()[0].getMethod(method.getName(), method.getParameterTypes());
                    } catch (NoSuchMethodException e) {
                        throw new AssertionError(e);
                    }
                })
                .sorted(Comparator.comparing(Method::getName));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void asksAndUnderstandsLikeTheSdk(Clients clients, Method operation) throws Exception {
        Object request = filled(operation.getParameterTypes()[0], 0);
        Object answer = filled(operation.getReturnType(), 0);
        String json = new String(JsonBody.write((SdkPojo) answer), StandardCharsets.UTF_8);
        try (RudeServer server = RudeServer.answering(200, json)) {
            SdkPojo byFunctions = (SdkPojo) operation.invoke(functions(clients, server), request);
            SdkPojo bySdk = (SdkPojo) operation.invoke(clients.sdk().apply(server.uri()), request);

            assertThat(byFunctions.equalsBySdkFields(bySdk))
                    .as(byFunctions + " and " + bySdk)
                    .isTrue();
            assertThat(byFunctions.equalsBySdkFields(answer))
                    .as(byFunctions + " and " + answer)
                    .isTrue();
            assertThat(server.requests()).hasSize(2);
            assertThat(asked(server.requests().getFirst()))
                    .isEqualTo(asked(server.requests().getLast()));
        }
    }

    /** A refusal: the service, what the answer says, and the exception that the functions tell apart, if they do. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            DYNAMODB        ; com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException ; , "Item": {"a": {"N": "1"}} ; ConditionalCheckFailedException
            DYNAMODB        ; com.amazonaws.dynamodb.v20120810#TransactionConflictException    ; -  ; TransactionConflictException
            DYNAMODB        ; com.amazonaws.dynamodb.v20120810#TransactionInProgressException  ; -  ; TransactionInProgressException
            DYNAMODB        ; com.amazonaws.dynamodb.v20120810#TransactionCanceledException    ; , "CancellationReasons": [{"Code": "None"}, {"Code": "ConditionalCheckFailed", "Item": {"a": {"L": []}}}] ; TransactionCanceledException
            DYNAMODB        ; com.amazon.coral.validate#ValidationException                    ; -  ; -
            SECRETS_MANAGER ; ResourceNotFoundException                                        ; -  ; ResourceNotFoundException
            SECRETS_MANAGER ; ResourceExistsException                                          ; -  ; ResourceExistsException
            SECRETS_MANAGER ; InvalidRequestException                                          ; -  ; InvalidRequestException
            SECRETS_MANAGER ; LimitExceededException                                           ; -  ; LimitExceededException
            SECRETS_MANAGER ; AccessDeniedException                                            ; -  ; -
            STEP_FUNCTIONS  ; com.amazonaws.swf.service.v2.model#ExecutionAlreadyExists        ; -  ; ExecutionAlreadyExistsException
            STEP_FUNCTIONS  ; com.amazonaws.swf.service.v2.model#ExecutionDoesNotExist         ; -  ; ExecutionDoesNotExistException
            KMS             ; InvalidCiphertextException                                       ; -  ; InvalidCiphertextException
            KMS             ; AccessDeniedException                                            ; -  ; -
            EVENTBRIDGE     ; ThrottlingException                                              ; -  ; -
            EVENTBRIDGE     ; whatever:http://example.com/                                     ; -  ; -
            """)
    void refusesLikeTheSdk(JsonService service, String type, @Nullable String more, @Nullable String apart)
            throws Exception {
        Clients clients = clients(candidate -> candidate.service().equals(service));
        Method operation = operations(clients).findFirst().orElseThrow();
        Object request = filled(operation.getParameterTypes()[0], DEEP);
        for (String message : List.of("message", "Message")) {
            String body =
                    "{\"__type\": \"" + type + "\", \"" + message + "\": \"no\"" + Objects.toString(more, "") + "}";
            try (RudeServer server = RudeServer.answering(400, body)) {
                AwsServiceException expected = refusal(clients.sdk().apply(server.uri()), operation, request);
                AwsServiceException actual = refusal(functions(clients, server), operation, request);

                assertThat(actual.getMessage()).startsWith("no (Service: ");
                assertThat(actual.statusCode()).isEqualTo(400);
                assertThat(actual.awsErrorDetails().errorCode())
                        .isEqualTo(expected.awsErrorDetails().errorCode());
                assertThat(actual.isThrottlingException()).isEqualTo(expected.isThrottlingException());
                if (apart != null) {
                    assertThat(expected.getClass().getSimpleName()).isEqualTo(apart);
                    assertThat(actual).hasSameClassAs(expected);
                    assertThat(((SdkPojo) actual.toBuilder()).sdkFields())
                            .allSatisfy(field -> assertThat(field.getValueOrDefault(actual))
                                    .isEqualTo(field.getValueOrDefault(expected)));
                }
            }
        }
    }

    @Test
    void whatTheFunctionsTellApartHasItsType() throws IOException {
        Pattern told =
                Pattern.compile("import software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.model\\.((\\w+)Exception);");
        Set<String> packages = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/mfasender"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("platform/aws"))
                    .toList()) {
                for (MatchResult type :
                        told.matcher(Files.readString(file)).results().toList()) {
                    packages.add(type.group(1));
                    JsonService service = clients(candidate -> candidate.name().equals(type.group(1)))
                            .service();
                    assertThat(Stream.of(type.group(2), type.group(3))
                                    .map(code -> service.error(code)
                                            .build()
                                            .getClass()
                                            .getSimpleName()))
                            .as(file + ": " + type.group(2))
                            .contains(type.group(2));
                }
            }
        }
        assertThat(packages).contains("dynamodb", "secretsmanager", "sfn", "kms");
    }

    private static Clients clients(Predicate<Clients> wanted) {
        return SERVICES.stream().filter(wanted).findFirst().orElseThrow();
    }

    private static Object functions(Clients clients, RudeServer server) {
        return clients.functions().apply(AwsServices.clients(Map.of("AWS_ENDPOINT_URL", server.uri())));
    }

    private static AwsServiceException refusal(Object client, Method operation, Object request) {
        return catchThrowableOfType(AwsServiceException.class, () -> {
            try {
                operation.invoke(client, request);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** What a request asks: the operation, and the body without its layout. */
    private static List<Object> asked(String request) throws IOException {
        String[] parts = request.split("\r\n\r\n", 2);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parts[0].lines().skip(1).forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        String credential = Objects.requireNonNull(headers.get("Authorization")).replaceAll(", SignedHeaders.*", "");
        return List.of(
                parts[0].lines().findFirst().orElseThrow(),
                headers.get("X-Amz-Target"),
                headers.get("Content-Type"),
                credential,
                // A number may be 1 or 1.0.
                Json.MAPPER.readValue(parts[1].replaceAll("([0-9])\\.0\\b", "$1"), JsonNode.class));
    }

    /** A request or an answer of which every member has a value. */
    private static Object filled(Class<?> type, int depth) throws ReflectiveOperationException {
        return filled((SdkPojo) type.getMethod("builder").invoke(null), depth);
    }

    private static Object filled(SdkPojo builder, int depth) {
        for (SdkField<?> field : builder.sdkFields()) {
            // The SDK calls another host for an endpoint of several regions.
            boolean elsewhere = field.memberName().equals("EndpointId");
            if (!elsewhere && (depth < DEEP || field.marshallingType().equals(MarshallingType.STRING))) {
                field.set(builder, value(field, depth + 1));
            }
        }
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static Object value(SdkField<?> field, int depth) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.SDK_POJO)) {
            return filled(field.constructor().get(), depth);
        }
        if (type.equals(MarshallingType.MAP)) {
            return Map.of("a", value(field.getTrait(MapTrait.class).valueFieldInfo(), depth + 1));
        }
        if (type.equals(MarshallingType.LIST)) {
            Object member = value(field.getTrait(ListTrait.class).memberFieldInfo(), depth + 1);
            return List.of(member, member);
        }
        return Objects.requireNonNull(SCALARS.get(type), field.memberName());
    }
}

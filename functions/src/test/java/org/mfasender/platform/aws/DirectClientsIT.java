package org.mfasender.platform.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** A service's clients. */
    record Clients(Function<AwsClients, Object> functions, Function<URI, Object> sdk) {}

    private static final List<Clients> SERVICES = List.of(
            new Clients(AwsClients::dynamoDb, uri -> AwsServices.sdk(DynamoDbClient.builder(), uri)),
            new Clients(AwsClients::secretsManager, uri -> AwsServices.sdk(SecretsManagerClient.builder(), uri)),
            new Clients(AwsClients::stepFunctions, uri -> AwsServices.sdk(SfnClient.builder(), uri)),
            new Clients(AwsClients::kms, uri -> AwsServices.sdk(KmsClient.builder(), uri)),
            new Clients(AwsClients::eventBridge, uri -> AwsServices.sdk(EventBridgeClient.builder(), uri)));

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

    /** The exceptions that the operations may throw, each with an operation of its service. */
    static Stream<Arguments> exceptions() {
        return SERVICES.stream().flatMap(service -> {
            Method any = operations(service).findFirst().orElseThrow();
            return operations(service)
                    .flatMap(operation -> Arrays.stream(operation.getExceptionTypes()))
                    .filter(type -> type.getPackageName().endsWith(".model"))
                    .distinct()
                    .map(type -> Arguments.argumentSet(
                            any.getDeclaringClass().getSimpleName() + " " + type.getSimpleName(), service, any, type));
        });
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void refusesLikeTheSdk(Clients clients, Method operation, Class<?> exception) throws Exception {
        String name = exception.getSimpleName();
        boolean found = false;
        // Some of the types are spelled differently than the code.
        for (String code : List.of(name, name.replaceFirst("^Kms", "KMS"), name.replaceFirst("Exception$", ""))) {
            String body = "{\"__type\": \"a.b#" + code + ":http://example.com/\", \"message\": \"no\"}";
            found |= refusal(clients, operation, body, exception);
        }
        assertThat(found).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"__type\": \"ConditionalCheckFailedException\", \"message\": \"no\", \"Item\": {\"a\": {\"N\": \"1\"}}}",
                "{\"__type\": \"TransactionCanceledException\", \"Message\": \"no\", \"CancellationReasons\":"
                        + " [{\"Code\": \"None\"}, {\"Code\": \"ConditionalCheckFailed\", \"Item\": {\"a\": {\"L\": []}}}]}",
                "{\"__type\": \"com.amazon.coral.validate#ValidationException\", \"message\": \"no\"}",
                "{\"__type\": \"GetItemRequest\", \"message\": \"no\"}",
            })
    void saysWhyLikeTheSdk(String refusal) throws Exception {
        Clients dynamoDb = SERVICES.getFirst();
        refusal(dynamoDb, operations(dynamoDb).findFirst().orElseThrow(), refusal, AwsServiceException.class);
    }

    /** Compares what both throw; whether it is an exception of this type. */
    private static boolean refusal(Clients clients, Method operation, String body, Class<?> type) throws Exception {
        Object request = filled(operation.getParameterTypes()[0], DEEP);
        try (RudeServer server = RudeServer.answering(400, body)) {
            AwsServiceException sdk = refusal(clients.sdk().apply(server.uri()), operation, request);
            AwsServiceException functions = refusal(functions(clients, server), operation, request);

            assertThat(functions.getMessage()).startsWith("no (Service: ");
            assertThat(functions.statusCode()).isEqualTo(sdk.statusCode());
            assertThat(functions.awsErrorDetails().errorCode())
                    .isEqualTo(sdk.awsErrorDetails().errorCode());
            assertThat(functions.isThrottlingException()).isEqualTo(sdk.isThrottlingException());
            if (!type.isInstance(sdk)) {
                return false;
            }
            assertThat(functions).hasSameClassAs(sdk);
            assertThat(((SdkPojo) functions.toBuilder()).sdkFields())
                    .allSatisfy(field ->
                            assertThat(field.getValueOrDefault(functions)).isEqualTo(field.getValueOrDefault(sdk)));
            return true;
        }
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

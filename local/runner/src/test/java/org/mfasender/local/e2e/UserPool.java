package org.mfasender.local.e2e;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.functions.CollectedLog;
import org.mfasender.local.functions.FunctionResult;
import org.mfasender.local.graph.webhooks.Delivery;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.TemplateRights;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** A user pool of Amazon Cognito, which encrypts its codes with the AWS Encryption SDK and calls its custom SMS sender. */
final class UserPool {

    static final String PHONE = "+436605550123";
    static final String KEY = Objects.requireNonNull(TemplateRights.EVERYTHING.get("CognitoKeyArn"));
    static final String FUNCTION = "CognitoFunction";

    private final LocalSystem system;

    UserPool(LocalSystem system) {
        this.system = system;
    }

    /** A system that serves it, behind a proxy. */
    static Faulty start(boolean smsFallback) {
        FaultProxy proxy = new FaultProxy();
        CollectedLog log = new CollectedLog();
        List<String> printed = new CopyOnWriteArrayList<>();
        LocalOptions options = LocalOptions.of(Path.of(System.getProperty("project.root", "../..")))
                .withReviewDelay(Duration.ZERO)
                .withLog(log)
                .withPrinter(printed::add);
        for (LocalService service : LocalService.values()) {
            options = options.withRewrite(service, proxy::inFrontOf);
        }
        for (Map.Entry<String, String> parameter : TemplateRights.EVERYTHING.entrySet()) {
            options = options.withParameter(parameter.getKey(), parameter.getValue());
        }
        options = options.withParameter("CognitoSmsFallback", Boolean.toString(smsFallback));
        if (!smsFallback) {
            options = options.withParameter("RecipientMessagesPerHour", "0");
        }
        return new Faulty(LocalSystem.start(options), proxy, log, printed);
    }

    /** The account that sends the pool's codes. Meta reports at once that they are delivered. */
    static SendingAccount account(Faulty faulty) {
        LocalSystem system = faulty.system();
        SimulatedAccount account = system.graph().world().newAccount().create();
        system.graph().webhooks().script(account.wabaId(), List.of(Delivery.of("delivered")));
        SenderApi api =
                new SenderApi(system.httpUri(), UUID.fromString(TemplateRights.EVERYTHING.get("CognitoEnvironmentId")));
        api.put(account);
        return new SendingAccount(
                faulty,
                account,
                new MessagesApi(api),
                api.awaitReady(1).at("/numbers/0/numberId").asText());
    }

    /** An event as Cognito documents it. */
    ObjectNode event(String trigger, String code) {
        return event(trigger, code, PHONE);
    }

    ObjectNode event(String trigger, String code, String phone) {
        ObjectNode event = SenderApi.JSON
                .createObjectNode()
                .put("version", "1")
                .put("region", Surroundings.REGION)
                .put("userPoolId", "us-east-1_Example01")
                .put("userName", "example")
                .put("triggerSource", "CustomSMSSender_" + trigger);
        ObjectNode request = event.putObject("request")
                .put("type", "customSMSSenderRequestV1")
                .put("code", encrypted(code, KEY));
        request.putObject("userAttributes").put("phone_number", phone);
        request.putObject("clientMetadata");
        event.putObject("response");
        return event;
    }

    /** A code as Cognito encrypts it: the context has the pool's ID. */
    String encrypted(String code, String key) {
        try (KmsClient kms = KmsClient.builder()
                .endpointOverride(system.endpoint(LocalService.KMS))
                .region(Region.of(Surroundings.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("cognito", "x")))
                .build()) {
            KmsMasterKeyProvider provider = KmsMasterKeyProvider.builder()
                    .customRegionalClientSupplier(region -> kms)
                    .buildStrict(key);
            byte[] message = AwsCrypto.standard()
                    .encryptData(
                            provider,
                            code.getBytes(StandardCharsets.UTF_8),
                            Map.of("userpool-id", "us-east-1_Example01"))
                    .getResult();
            return Base64.getEncoder().encodeToString(message);
        }
    }

    /** One attempt of Lambda's; whether it succeeded, after which there is no other. */
    boolean deliver(ObjectNode event) {
        try {
            FunctionResult result = system.invoke(FUNCTION, SenderApi.JSON.writeValueAsBytes(event));
            return result.functionError() == null;
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same event, several times at once. Not on the common pool, which the JDK's HTTP client needs. */
    void deliverAtOnce(int times, ObjectNode event) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(Collections.nCopies(times, () -> deliver(event)));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

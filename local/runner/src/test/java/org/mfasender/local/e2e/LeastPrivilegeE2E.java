package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.local.e2e.ContentsApi.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.graph.messages.MessageProblem;
import org.mfasender.local.graph.webhooks.Delivery;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.rights.AccessRequest;
import org.mfasender.local.rights.AwsCalls;
import org.mfasender.local.rights.Role;
import org.mfasender.local.rights.Statement;
import org.mfasender.local.rights.Unrecorded;
import org.mfasender.local.template.Surroundings;
import org.mfasender.local.template.TemplateRights;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every route and every step is driven once, with what may happen to them; each call of AWS that functions and workflow make is asked
 * against the statements of template.yaml. What is missing there would be refused in AWS; what is never used is a right too many.
 */
class LeastPrivilegeE2E {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String WORKFLOW = "workflow";
    private static final String WORKFLOW_ROLE = "ConfigureSenderRole";
    private static final Map<String, Role> GRANTED = TemplateRights.read(ROOT.resolve("template.yaml"));
    private static final RecordedRights RECORDED = new RecordedRights(new AwsCalls(
            Surroundings.REGION,
            Surroundings.ACCOUNT_ID,
            "arn:aws:kms:" + Surroundings.REGION + ":111111111111:key/former",
            "arn:aws:kms:" + Surroundings.REGION + ":" + Surroundings.ACCOUNT_ID + ":key/DataKey"));

    /** Of one call of the SDK. */
    private static final int ATTEMPTS = 3;

    private static final AtomicReference<@Nullable Interruption> INTERRUPTION = new AtomicReference<>();

    /** What is done before the first call that it waits for. */
    private record Interruption(Predicate<FaultProxy.Passing> call, Runnable action) {}

    private static FaultProxy proxy;
    private static LocalSystem system;
    private static Map<String, Set<AccessRequest>> needed;

    @BeforeAll
    static void driveEverything() {
        proxy = new FaultProxy(LeastPrivilegeE2E::witness);
        LocalOptions options = LocalOptions.of(ROOT).withReviewDelay(Duration.ZERO);
        for (LocalService service : LocalService.values()) {
            options = options.withRewrite(service, proxy::inFrontOf);
        }
        for (Map.Entry<String, String> parameter : TemplateRights.EVERYTHING.entrySet()) {
            options = options.withParameter(parameter.getKey(), parameter.getValue());
        }
        system = LocalSystem.start(options);
        settingUpAndRotating();
        contents();
        policies();
        sending();
        codesOfAUserPool();
        hooks();
        webhooks();
        relaying();
        choosingANumber();
        replacingTokensAlone();
        aCrash();
        candidates();
        anAccountOfTheFirstRelease();
        deletionAndReturn();
        deletionBeforeTheSecretIsStored();
        deletionWhileWebhooksAreSubscribed();
        anUnknownRoute();
        aSweep();
        watching();
        needed = RECORDED.needed(
                system, execution -> execution.contains("-check-health:") ? "CheckHealthWorkflowRole" : WORKFLOW);
    }

    @AfterAll
    static void stop() {
        system.close();
        proxy.close();
    }

    @Test
    void everyCallIsAllowed() {
        Map<String, String> refused = new TreeMap<>();
        needed.forEach((caller, requests) -> requests.stream()
                .filter(request -> statements(caller).stream().noneMatch(statement -> statement.allows(request)))
                .forEach(request -> refused.putIfAbsent(
                        role(caller) + " needs " + request.action(),
                        "on " + request.resource() + " with " + request.context()
                                + ": add the statement to template.yaml, or do without the call")));

        assertThat(refused).isEmpty();
    }

    @Test
    void everyRightIsUsed() {
        List<String> unused = new ArrayList<>();
        GRANTED.forEach((role, granted) -> granted.statements().stream()
                .flatMap(statement -> statement.parts().stream())
                .filter(part -> Unrecorded.reason(role, part).isEmpty())
                .filter(part -> uses(role).stream().noneMatch(part::allows))
                .forEach(part -> unused.add(role + " never uses " + part + " on " + part.resources() + " if "
                        + part.conditions() + ": remove it from template.yaml, or drive here what needs it")));

        assertThat(unused).isEmpty();
    }

    @Test
    void everyCallerIsKnown() {
        assertThat(needed.keySet()).allMatch(caller -> GRANTED.containsKey(role(caller)));
    }

    private static void settingUpAndRotating() {
        SenderApi api = new SenderApi(system.httpUri());
        SimulatedAccount former = newAccount();
        SimulatedAccount account = newAccount();
        succeeds(api.check(SenderApi.body(former)));
        succeeds(api.put(former));
        api.awaitStatus("READY");
        succeeds(api.put(former));
        succeeds(api.check(null));
        succeeds(api.put(account));
        api.awaitReady(2);
        succeeds(api.put(system.graph().world().reissueToken(account)));
        api.awaitReady(3);
        succeeds(api.send("POST", api.path() + "/templates/plan", null));
        new Console(system).start(api.environment(), "by-hand").awaitEnd();
        succeeds(api.history());
        succeeds(api.send("POST", api.path() + "/runs", null));
        JsonNode again = api.awaitEnd();
        succeeds(api.send(
                "DELETE",
                api.path() + "/runs/" + again.at("/provisioning/generation").asText(),
                null));
    }

    private static void policies() {
        SenderApi api = new SenderApi(system.httpUri());
        api.put(newAccount());
        api.awaitStatus("READY");
        PoliciesApi policies = new PoliciesApi(api);
        succeeds(policies.readiness());
        SenderApi.Answer made = policies.create(PoliciesApi.policy());
        succeeds(made);
        succeeds(policies.replace(made, PoliciesApi.policy().put("name", "another")));
        succeeds(policies.list());
        succeeds(policies.read(made));
        succeeds(policies.delete(made));
    }

    private static void contents() {
        SenderApi api = new SenderApi(system.httpUri());
        SimulatedAccount account = newAccount();
        Waba waba = system.graph().world().waba(account.wabaId());
        ContentsApi contents = new ContentsApi(api);
        api.put(account);
        api.awaitStatus("READY");
        Template own = system.graph().world().addTemplate(waba, "contoso_passcode", "de", "AUTHENTICATION", "APPROVED");

        succeeds(contents.get(contents.templatesPath()));
        succeeds(contents.get(contents.templatesPath() + "/" + ContentsApi.PAIRING));
        succeeds(contents.add(binding("de", own)));
        JsonNode content = contents.content("de");
        succeeds(contents.replace(content, binding("de", own)));
        succeeds(contents.get(ContentsApi.self(content)));
        succeeds(contents.preview(content));
        succeeds(contents.serving("de", null));
        succeeds(contents.remove(content));
        runAgain(api, account);
        waba.templates().remove(own, null);
        runAgain(api, account);
        assertThat(api.get().body().path("whatsAppTemplates").findValuesAsText("name"))
                .isNotEmpty()
                .doesNotContain("contoso_passcode");
    }

    /** A message, a sample, one that Meta refuses for now, and one to a recipient without WhatsApp. */
    private static void sending() {
        SenderApi api = new SenderApi(system.httpUri());
        api.put(newAccount());
        JsonNode ready = api.awaitStatus("READY");
        MessagesApi messages = new MessagesApi(api);
        SenderApi.Answer sent = messages.send("493027");
        succeeds(sent);
        succeeds(messages.send("493027"));
        succeeds(messages.get(sent.body().path("id").asText()));
        succeeds(messages.outcome(sent.body().path("id").asText(), "{\"outcome\": \"VERIFIED\"}"));
        succeeds(messages.test("{\"to\": \"" + MessagesApi.TO + "\"}"));
        succeeds(messages.turn(false));
        succeeds(messages.turn(true));
        String call = "POST /" + system.environment("SendFunction").get("GRAPH_VERSION") + "/"
                + ready.at("/numbers/0/numberId").asText() + "/messages";
        try (Rule rule = proxy.answer(call, 500, "{\"error\": {\"code\": 131016}}")) {
            assertThat(messages.send("111111").status()).isEqualTo(503);
            assertThat(rule.struck()).isEqualTo(1);
        }
        try (Rule rule = proxy.answer(call, 400, "{\"error\": {\"code\": 131026}}")) {
            assertThat(messages.send("222222").status()).isEqualTo(502);
            assertThat(rule.struck()).isEqualTo(1);
        }
    }

    /** A code that nobody can send by WhatsApp, one that is sent, and one that Meta refuses for now. */
    private static void codesOfAUserPool() {
        SenderApi api =
                new SenderApi(system.httpUri(), UUID.fromString(TemplateRights.EVERYTHING.get("CognitoEnvironmentId")));
        UserPool pool = new UserPool(system);
        assertThat(pool.deliver(pool.event("SignUp", "271828"))).isTrue();
        assertThat(system.sns().sent()).hasSize(1);
        api.put(newAccount());
        JsonNode ready = api.awaitStatus("READY");
        assertThat(pool.deliver(pool.event("Authentication", "314159"))).isTrue();
        String call = "POST /" + system.environment(UserPool.FUNCTION).get("GRAPH_VERSION") + "/"
                + ready.at("/numbers/0/numberId").asText() + "/messages";
        try (Rule rule = proxy.answer(call, 500, "{\"error\": {\"code\": 131016}}")) {
            assertThat(pool.deliver(pool.event("Authentication", "141421"))).isTrue();
            assertThat(rule.struck()).isEqualTo(1);
        }
        assertThat(system.sns().sent()).hasSize(2);
    }

    /** A key is made, used, shown and revoked; one is left to the deletion of its account. */
    private static void hooks() {
        SenderApi unusable = new SenderApi(system.httpUri());
        unusable.put(SenderApi.body(newAccount()).put("userAccessToken", "EAAsimulatedTokenThatNeverWas"));
        unusable.awaitStatus("ACTION_REQUIRED");
        HooksApi refused = new HooksApi(unusable);
        String early = refused.makeKey("Keycloak").body().path("key").asText();
        assertThat(refused.send(early, "493027").status()).isEqualTo(409);

        SenderApi api = new SenderApi(system.httpUri());
        api.put(newAccount());
        JsonNode ready = api.awaitStatus("READY");
        HooksApi hooks = new HooksApi(api);
        SenderApi.Answer made = hooks.makeKey("Keycloak");
        succeeds(made);
        succeeds(hooks.send(made.body().path("key").asText(), "493027"));
        String call = "POST /" + system.environment("HookFunction").get("GRAPH_VERSION") + "/"
                + ready.at("/numbers/0/numberId").asText() + "/messages";
        try (Rule rule = proxy.answer(call, 500, "{\"error\": {\"code\": 131016}}")) {
            assertThat(hooks.send(made.body().path("key").asText(), "222222").status())
                    .isEqualTo(503);
            assertThat(rule.struck()).isEqualTo(1);
        }
        succeeds(hooks.keys());
        SenderApi.Answer signing = hooks.makeKey(HooksApi.named("Supabase").put("kind", "SUPABASE"));
        succeeds(signing);
        succeeds(hooks.supabase(signing.body().path("key").asText(), "436605550123", "111111"));
        succeeds(hooks.revoke(made.body().path("id").asText()));
        succeeds(hooks.makeKey("Keycloak"));
        succeeds(api.deleteWithTemplates());
    }

    /** Meta's handshake, a message that is delivered, one that is not, and a webhook that nobody can read. */
    private static void webhooks() {
        SenderApi api = new SenderApi(system.httpUri());
        SimulatedAccount account = newAccount();
        api.put(account);
        api.awaitStatus("READY");
        SenderApi.Answer addresses = api.send("GET", api.path() + "/webhooks", null);
        succeeds(addresses);
        JsonNode address = addresses.body().at("/webhooks/0");
        URI callback = URI.create(address.path("callbackUrl").asText());
        Webhooks webhooks = system.graph().webhooks();
        assertThat(webhooks.handshake(callback, address.path("verifyToken").asText(), "1"))
                .isEqualTo("1");
        webhooks.subscribe(account.wabaId(), account.appId(), callback);
        webhooks.script(message -> List.of(Delivery.of(message.failure() == null ? "delivered" : "failed")));
        system.graph().messages().recipients().fail(account.wabaId(), "436605550123", MessageProblem.UNDELIVERABLE, 1);
        MessagesApi messages = new MessagesApi(api);
        for (String status : List.of("FAILED", "DELIVERED")) {
            String to = status.equals("FAILED") ? MessagesApi.TO : "+436605550124";
            SenderApi.Answer sent = messages.post(MessagesApi.body(to, "493027").toString(), "strong_authentication");
            succeeds(sent);
            String id = sent.body().path("id").asText();
            while (!messages.get(id).body().path("status").asText().equals(status)) {
                SenderApi.pause();
            }
        }
        assertThat(webhooks.deliver(callback, notRequested(), account.appSecret()))
                .isTrue();
        while (system.eventBridge().events().size() < 2) {
            SenderApi.pause();
        }
        assertThat(webhooks.deliver(callback, "no webhook".getBytes(StandardCharsets.UTF_8), account.appSecret()))
                .isTrue();
    }

    private static byte[] notRequested() {
        return """
                {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value": {"messages": [
                  {"from": "436605550123", "timestamp": "1784030412", "type": "button", "context": {"id": "wamid.x"},
                   "button": {"payload": "DID_NOT_REQUEST_CODE", "text": "x"}}]}}]}]}""".getBytes(StandardCharsets.UTF_8);
    }

    /** What Meta reports of the account and of a template, and a run that sending has asked for. */
    private static void relaying() {
        SenderApi api = new SenderApi(system.httpUri());
        SimulatedAccount account = newAccount();
        api.put(account);
        api.awaitStatus("READY");
        Stored stored = new Stored(system);
        String template = stored.items(api.environment()).stream()
                .filter(item -> Objects.requireNonNull(item.get("sk")).s().startsWith("CONTENT#"))
                .map(item -> Objects.requireNonNull(
                                Objects.requireNonNull(item.get("template")).m().get("id"))
                        .s())
                .findFirst()
                .orElseThrow();
        URI callback = URI.create(api.send("GET", api.path() + "/webhooks", null)
                .body()
                .at("/webhooks/0/callbackUrl")
                .asText());
        String body = """
                {"entry": [{"id": "%s", "time": %d, "changes": [{"field": "message_template_status_update",
                  "value": {"event": "PAUSED", "message_template_id": %s}}]}]}
                """.formatted(account.wabaId(), Instant.now().getEpochSecond() + 5, template);
        assertThat(system.graph()
                        .webhooks()
                        .deliver(callback, body.getBytes(StandardCharsets.UTF_8), account.appSecret()))
                .isTrue();
        api.await("nothing is sent", resource -> !resource.path("canSend").asBoolean());
        String now = Instant.now().toString();
        stored.putMessage(Map.of(
                "pk", AttributeValue.fromS("CHECK#" + api.environment()),
                "requestedAt", AttributeValue.fromS(now),
                "expiresAt", AttributeValue.fromN("9999999999")));
        api.await(
                "another run",
                resource -> resource.at("/provisioning/generation").asInt() == 2);
    }

    /** What has sent last is kept over several tokens, also when labels could not be moved at once. */
    private static void replacingTokensAlone() {
        SenderApi api = new SenderApi(system.httpUri());
        SimulatedAccount account = newAccount();
        api.put(account);
        api.awaitStatus("READY");
        replaceToken(api, account, 2);
        replaceToken(api, account, 3);
        try (Rule rule = proxy.fail(
                "UpdateSecretVersionStage",
                Way.REFUSED,
                ATTEMPTS,
                api.environment().toString())) {
            replaceToken(api, account, 4);
            assertThat(rule.struck()).isEqualTo(ATTEMPTS);
        }
        succeeds(new MessagesApi(api).send("493028"));
        api.await("former credentials that are let go of", resource -> !resource.has("formerCredentials"));
        replaceToken(api, account, 5);
    }

    private static void replaceToken(SenderApi api, SimulatedAccount account, int run) {
        ObjectNode body = SenderApi.body(system.graph().world().reissueToken(account));
        body.remove("appSecret");
        succeeds(api.put(body));
        api.awaitReady(run);
    }

    private static void choosingANumber() {
        SenderApi api = new SenderApi(system.httpUri());
        SimulatedAccount account =
                system.graph().world().newAccount().numbers(2).create();
        api.put(account);
        JsonNode waiting = api.awaitStatus("NUMBER_REQUIRED");
        ObjectNode choice = SenderApi.body(account);
        choice.remove(List.of("userAccessToken", "appSecret"));
        choice.putArray("numbers")
                .addObject()
                .put("number", waiting.at("/numbers/0/number").asText())
                .put("selected", true);
        succeeds(api.put(choice));
        JsonNode ready = api.awaitStatus("READY");
        succeeds(api.send(
                "POST",
                api.path() + "/numbers/" + ready.at("/numbers/0/numberId").asText() + "/registration",
                "{\"pin\": \"519042\"}",
                "Content-Type",
                "application/json"));
    }

    /** A step that breaks: the workflow records it without a function. */
    private static void aCrash() {
        SenderApi api = new SenderApi(system.httpUri());
        String nonsense = "{\"Name\": \"x\", \"VersionId\": \"x\", \"SecretString\": \"no JSON\"}";
        try (Rule rule =
                proxy.answer("GetSecretValue", 200, nonsense, api.environment().toString())) {
            succeeds(api.put(newAccount()));
            api.awaitStatus("ACTION_REQUIRED");
            assertThat(rule.struck()).isPositive();
        }
    }

    /** Beside what works: one takes the place of another, one breaks, one is discarded while it waits. */
    private static void candidates() {
        SenderApi api = new SenderApi(system.httpUri());
        api.put(newAccount());
        api.awaitStatus("READY");
        succeeds(api.put(inReview()));
        awaitCandidate(api, "IN_REVIEW");
        SimulatedAccount next = inReview();
        String nonsense = "{\"Name\": \"x\", \"VersionId\": \"x\", \"SecretString\": \"no JSON\"}";
        try (Rule rule =
                proxy.answer("GetSecretValue", 200, nonsense, api.environment().toString())) {
            succeeds(api.put(next));
            awaitCandidate(api, "ACTION_REQUIRED");
            assertThat(rule.struck()).isPositive();
        }
        succeeds(api.put(next));
        awaitCandidate(api, "IN_REVIEW");
        succeeds(api.deleteCandidate());
    }

    private static void awaitCandidate(SenderApi api, String status) {
        api.await(
                "a candidate with " + status,
                resource -> resource.at("/candidate/status").asText().equals(status));
    }

    /** Its first write moves what 0.1.0 stored otherwise. */
    private static void anAccountOfTheFirstRelease() {
        SenderApi api = new SenderApi(system.httpUri());
        new FirstRelease(system).store(api.environment(), Instant.now());
        assertThat(new MessagesApi(api).send("493027").status())
                .as("an account is found")
                .isNotEqualTo(404);
        new Console(system).start(api.environment(), "by-hand").awaitEnd();
        api.awaitStatus("READY");
    }

    /** Something of everything that dying functions leave. */
    private static void aSweep() {
        Sweeping sweeping = new Sweeping(system);
        SenderApi moved = new SenderApi(system.httpUri());
        SimulatedAccount left = newAccount();
        moved.put(left);
        moved.awaitReady(1);
        moved.put(newAccount());
        moved.awaitReady(2);
        assertThat(sweeping.sweep(Sweeping.NOW).path("webhookSecretsReplaced").asInt())
                .isPositive();
        sweeping.replacedLongAgo(left.appId());
        SenderApi unstarted = new SenderApi(system.httpUri());
        try (Rule rule = proxy.fail(
                "StartExecution", Way.REFUSED, unstarted.environment().toString())) {
            assertThat(unstarted.put(newAccount()).status()).isEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }
        SenderApi halfDeleted = new SenderApi(system.httpUri());
        halfDeleted.put(inReview());
        halfDeleted.awaitStatus("IN_REVIEW");
        succeeds(new HooksApi(halfDeleted).makeKey("Keycloak"));
        try (Rule rule = proxy.fail(
                "StopExecution", Way.REFUSED, halfDeleted.environment().toString())) {
            assertThat(halfDeleted.delete().status()).isEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }
        SenderApi working = new SenderApi(system.httpUri());
        SimulatedAccount account = newAccount();
        working.put(account);
        working.awaitReady(1);
        working.put(system.graph().world().reissueToken(account));
        working.awaitReady(2);
        String former = new Stored(system).credentialsVersion(working.environment());
        working.put(system.graph().world().reissueToken(account));
        working.awaitReady(3);
        sweeping.leaveLabel(working.environment(), former);
        sweeping.leaveSecret(working.environment());
        sweeping.leaveListing(working.environment(), Instant.now());
        new FirstRelease(system).store(UUID.randomUUID(), Instant.now().minus(Duration.ofDays(5)));

        JsonNode done = sweeping.sweep(Sweeping.NOW);

        assertThat(done.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "checksScheduled",
                        "runsStarted",
                        "runsEnded",
                        "deletionsFinished",
                        "secretsRemoved",
                        "labelsMoved",
                        "listingsRemoved",
                        "webhookSecretsRemoved");
        unstarted.awaitStatus("READY");
    }

    /** A check that is due, and looks that find another number, another template and a token that is refused. */
    private static void watching() {
        SenderApi api = new SenderApi(system.httpUri());
        SimulatedAccount account = newAccount();
        api.put(account);
        api.awaitReady(1);
        Waba waba = system.graph().world().waba(account.wabaId());
        Watching watching = new Watching(system);
        watching.makeDue(api.environment());
        watching.watch();
        while (watching.checks(api.environment()).stream().noneMatch(check -> check.stopDate() != null)) {
            SenderApi.pause();
        }
        system.graph().world().addNumber(waba);
        // Meta does not report it: the check finds it.
        system.graph().world().app(account.appId()).unsubscribe(Set.of("template_category_update"));
        waba.templates().list().forEach(template -> waba.templates().put(template.movedTo("MARKETING")));
        watching.check(api.environment());
        succeeds(api.send("GET", api.path() + "/health", null));
        succeeds(api.send("GET", "/v1/senders?status=ACTION_REQUIRED", null));
        while (watching.events(api.environment(), "Sender Status Changed").isEmpty()) {
            SenderApi.pause();
        }
    }

    private static SimulatedAccount inReview() {
        return system.graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create();
    }

    private static void witness(FaultProxy.Passing call) {
        RECORDED.witness(call);
        Interruption waiting = INTERRUPTION.get();
        if (waiting != null && waiting.call().test(call) && INTERRUPTION.compareAndSet(waiting, null)) {
            waiting.action().run();
        }
    }

    /** The deletion finds no secret yet; the submission deletes the one that it stores after it. */
    private static void deletionBeforeTheSecretIsStored() {
        SenderApi api = new SenderApi(system.httpUri());
        INTERRUPTION.set(
                new Interruption(call -> call.target().endsWith("CreateSecret"), () -> succeeds(api.delete())));
        succeeds(api.put(newAccount()));
        assertThat(INTERRUPTION.get()).isNull();
        api.awaitStatus("READY");
    }

    /** The step that has subscribed them goes on, finds out whether somebody else needs them, and takes them back. */
    private static void deletionWhileWebhooksAreSubscribed() {
        SenderApi api = new SenderApi(system.httpUri());
        SimulatedAccount account = newAccount();
        MetaApp app = system.graph().world().app(account.appId());
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Predicate<FaultProxy.Passing> step = call -> call.caller().equals("ProvisionTemplatesFunction");
        INTERRUPTION.set(new Interruption(step.and(call -> app.subscription().isPresent()), () -> {
            try (Rule rule =
                    proxy.fail("StopExecution", Way.REFUSED, api.environment().toString())) {
                assertThat(api.delete().status()).isEqualTo(500);
                assertThat(rule.struck()).isPositive();
            }
            INTERRUPTION.set(new Interruption(
                    step.and(call ->
                            call.target().endsWith("Query") && call.body().contains("APP#" + account.appId())),
                    () -> asked.complete(null)));
        }));
        succeeds(api.put(account));
        asked.orTimeout(60, TimeUnit.SECONDS).join();
        succeeds(api.delete());
    }

    private static void deletionAndReturn() {
        SenderApi api = new SenderApi(system.httpUri());
        api.put(inReview());
        api.awaitStatus("IN_REVIEW");
        succeeds(api.delete());
        succeeds(api.put(newAccount()));
        api.awaitStatus("READY");
    }

    /** Answered without any call, although the function that answers may read the table. */
    private static void anUnknownRoute() {
        SenderApi api = new SenderApi(system.httpUri());
        long before = RECORDED.callsOf("ReadFunction");
        assertThat(api.send("PATCH", api.path(), null).status()).isEqualTo(405);
        assertThat(RECORDED.callsOf("ReadFunction")).isPositive().isEqualTo(before);
    }

    private static SimulatedAccount newAccount() {
        return system.graph().world().newAccount().create();
    }

    private static void runAgain(SenderApi api, SimulatedAccount account) {
        succeeds(api.put(account, "Idempotency-Key", UUID.randomUUID().toString()));
        api.awaitEnd();
    }

    private static void succeeds(SenderApi.Answer answer) {
        assertThat(answer.status()).as("%s", answer.response()).isBetween(200, 299);
    }

    private static Set<AccessRequest> uses(String role) {
        return needed.getOrDefault(role.equals(WORKFLOW_ROLE) ? WORKFLOW : role, Set.of());
    }

    private static String role(String caller) {
        return caller.equals(WORKFLOW) ? WORKFLOW_ROLE : caller;
    }

    private static List<Statement> statements(String caller) {
        Role role = GRANTED.get(role(caller));
        return role == null ? List.of() : role.statements();
    }
}

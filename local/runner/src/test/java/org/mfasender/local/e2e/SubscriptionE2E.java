package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.webhooks.Fields;
import org.mfasender.local.graph.world.AppSubscription;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** The set-up subscribes an account to Meta's webhooks, and takes nothing from anybody else. */
@ExtendWith(WithFaultProxy.class)
class SubscriptionE2E {

    private static final URI FOREIGN = URI.create("https://hooks.example.net/t/42?key=simulated");

    private final Faulty faulty;
    private final World world;
    private final SimulatedAccount account;
    private final SenderApi api;

    SubscriptionE2E(Faulty faulty) {
        this.faulty = faulty;
        this.world = faulty.system().graph().world();
        this.account = world.newAccount().create();
        this.api = new SenderApi(faulty.system().httpUri());
    }

    @AfterEach
    void repairMeta() {
        faulty.system().graph().faults().clear();
        world.turnOff(Behaviour.values());
    }

    @Test
    void whatNobodyHasSubscribedIsSubscribed() {
        JsonNode planned = ofDryRun(api.check(SenderApi.body(account)));
        assertThat(planned.path("status").asText()).isEqualTo("PASSED");
        assertThat(planned.path("message").asText()).contains("does not report to this system yet");
        assertThat(app().subscription()).as("a dry run changes nothing").isEmpty();

        JsonNode ready = ready();

        assertThat(found(ready).path("status").asText()).isEqualTo("PASSED");
        AppSubscription subscription = app().subscription().orElseThrow();
        assertThat(subscription.callback()).isEqualTo(callback());
        assertThat(subscription.fields())
                .contains("messages", "message_template_status_update", "phone_number_quality_update", "account_update")
                .hasSize(12);
        assertThat(waba().linkedApps()).containsEntry(account.appId(), "");
        assertThat(address().path("subscribed").asBoolean()).isTrue();
        assertThat(ofDryRun(api.check(null)).path("message").asText()).contains("Meta reports to this system");
    }

    @Test
    void aPasscodeIsDeliveredWithoutAnybodysHand() {
        ready();
        MessagesApi messages = new MessagesApi(api);

        String id = messages.send("493027").body().path("id").asText();

        Instant end = Instant.now().plusSeconds(30);
        while (!messages.get(id).body().path("status").asText().equals("DELIVERED")) {
            assertThat(Instant.now()).isBefore(end);
            SenderApi.pause();
        }
    }

    @Test
    void fieldsThatAreMissingAreAddedAndOthersKept() {
        SimulatedAccount neighbour = world.newAccount().create();
        world.app(neighbour.appId()).subscribe(new AppSubscription(FOREIGN, Set.of("messages")), false);
        for (boolean replaces : List.of(false, true)) {
            if (replaces) {
                world.turnOn(Behaviour.SUBSCRIPTION_REPLACES_FIELDS);
            }
            app().subscribe(new AppSubscription(callback(), Set.of("messages", "flows")), false);

            JsonNode ended = configured();

            assertThat(found(ended).path("status").asText()).isEqualTo("PASSED");
            assertThat(app().subscription().orElseThrow().fields())
                    .contains("messages", "flows", "account_update")
                    .hasSize(13);
        }

        assertThat(removed().at("/remainsAtMeta/webhooks")).isEmpty();

        assertThat(app().subscription().orElseThrow().fields())
                .as("what was there before stays")
                .containsExactlyInAnyOrder("messages", "flows");
        assertThat(world.app(neighbour.appId()).subscription()).isPresent();
    }

    @Test
    void whatWasEnteredByHandStaysWhenTheAccountIsDeleted() {
        app().subscribe(new AppSubscription(callback(), Fields.ALL), false);
        waba().link(account.appId(), "");
        assertThat(found(ready()).path("status").asText()).isEqualTo("PASSED");

        assertThat(removed().at("/remainsAtMeta/webhooks")).isEmpty();

        assertThat(app().subscription().orElseThrow().fields()).isEqualTo(Fields.ALL);
        assertThat(waba().linkedApps()).containsKey(account.appId());
    }

    @Test
    void aForeignCallbackIsNotReplaced() {
        app().subscribe(new AppSubscription(FOREIGN, Set.of("messages")), false);

        JsonNode ready = ready();

        assertThat(ready.path("canSend").asBoolean(true)).isTrue();
        JsonNode warning = found(ready);
        assertThat(warning.path("status").asText()).isEqualTo("WARNING");
        assertThat(warning.path("message").asText()).contains(account.appId(), "hooks.example.net");
        assertThat(warning.path("remedy").asText()).contains(callback().toString(), "WhatsApp > Configuration");
        assertThat(warning.path("apiHint").asText()).contains("GET .../whatsApp/webhooks");
        assertThat(warning.toString()).doesNotContain("key=simulated", verifyToken());
        assertThat(app().subscription().orElseThrow().callback()).isEqualTo(FOREIGN);
        assertThat(waba().linkedApps()).isEmpty();
        assertThat(address().path("subscribed").asBoolean(true)).isFalse();

        removed();
        assertThat(app().subscription().orElseThrow().callback()).isEqualTo(FOREIGN);
    }

    @Test
    void aCallbackThatWasReplacedSinceIsNoticed() {
        ready();
        app().subscribe(new AppSubscription(FOREIGN, Set.of("messages")), false);

        assertThat(found(configured()).path("status").asText()).isEqualTo("WARNING");

        assertThat(removed().at("/remainsAtMeta/webhooks")).isEmpty();
        assertThat(app().subscription().orElseThrow().callback()).isEqualTo(FOREIGN);
        assertThat(waba().linkedApps()).as("the other system needs it now").containsKey(account.appId());
    }

    @Test
    void aForeignOverrideIsNotCleared() {
        waba().link(account.appId(), FOREIGN.toString());
        JsonNode warning = found(ready());
        assertThat(warning.path("status").asText()).isEqualTo("WARNING");
        assertThat(warning.path("message").asText()).contains(account.wabaId(), "hooks.example.net");
        assertThat(app().subscription().orElseThrow().callback()).isEqualTo(callback());

        removed();
        assertThat(waba().linkedApps()).containsEntry(account.appId(), FOREIGN.toString());
        assertThat(app().subscription()).isEmpty();
    }

    @Test
    void aForeignCallbackOfTheNumberIsReported() {
        waba().numbers().getFirst().override(account.appId(), FOREIGN.toString());

        JsonNode warning = found(ready());

        assertThat(warning.path("status").asText()).isEqualTo("WARNING");
        assertThat(warning.path("message").asText()).contains("messages from +", "hooks.example.net");
        assertThat(waba().numbers().getFirst().override(account.appId())).isEqualTo(FOREIGN.toString());
    }

    /** Messages of a recipient leave from any of them. */
    @Test
    void foreignCallbacksOfFurtherNumbersAreReportedTogether() {
        SendingAccount spread = SendingAccount.spread(faulty, 4);
        List<PhoneNumber> numbers = world.waba(spread.account().wabaId()).numbers();
        numbers.subList(1, 3).forEach(number -> number.override(spread.account().appId(), FOREIGN.toString()));
        SenderApi sender = spread.messages().api();
        sender.put(spread.account(), "Idempotency-Key", "again");

        JsonNode ended = sender.awaitReady(2);

        JsonNode warning = found(ended);
        assertThat(warning.path("status").asText()).isEqualTo("WARNING");
        List<String> foreign =
                numbers.subList(1, 3).stream().map(PhoneNumber::id).toList();
        assertThat(ended.path("numbers")).hasSize(4).allSatisfy(number -> {
            boolean named = foreign.contains(number.path("numberId").asText());
            assertThat(warning.path("message")
                            .asText()
                            .contains(number.path("number").asText()))
                    .isEqualTo(named);
        });
        assertThat(warning.path("message").asText()).contains(" go to another system, at hooks.example.net");
        assertThat(ofDryRun(sender.check(null)).path("message").asText())
                .isEqualTo(warning.path("message").asText());
    }

    @Test
    void aCallbackThatDoesNotConfirmTheVerifyTokenIsAWarning() {
        try (WrongCallback elsewhere = new WrongCallback()) {
            for (boolean other : List.of(false, true)) {
                if (other) {
                    world.turnOn(Behaviour.REFUSED_CALLBACK_IS_CODE_100);
                }
                assertThat(elsewhere.put(api.path(), SenderApi.body(account).toString(), "key-" + other))
                        .startsWith("HTTP/1.1 20");
                JsonNode ended = api.awaitReady(other ? 2 : 1);

                JsonNode warning = found(ended);
                assertThat(warning.path("status").asText()).isEqualTo("WARNING");
                assertThat(warning.path("message").asText()).contains("does not accept the callback address");
                assertThat(warning.at("/meta/code").asInt()).isEqualTo(other ? 100 : 2200);
            }
        }
        assertThat(app().subscription()).isEmpty();
        assertThat(waba().linkedApps()).isEmpty();

        assertThat(found(configured()).path("status").asText())
                .as("an address that answers, where the account is submitted next")
                .isEqualTo("PASSED");
    }

    @Test
    void metasFailureStopsNothingAndIsFollowedUp() {
        faulty.system()
                .graph()
                .faults()
                .on(
                        "*",
                        "/" + account.appId() + "/subscriptions",
                        Fault.of(Fault.Kind.OVERLOAD).times(99));

        JsonNode ready = ready();

        JsonNode warning = found(ready);
        assertThat(warning.path("status").asText()).isEqualTo("WARNING");
        assertThat(warning.path("remedy").asText()).contains("Meta Status");
        faulty.system().graph().faults().clear();

        assertThat(found(configured()).path("status").asText()).isEqualTo("PASSED");
        assertThat(app().subscription()).isPresent();
    }

    /** Somebody links the account by hand after Meta has refused it here. */
    @Test
    void aLinkThatMetaHasRefusedIsNotOurs() {
        try (Rule refusal = faulty.proxy()
                .answer(
                        "POST /v26.0/" + account.wabaId() + "/subscribed_apps",
                        403,
                        "{\"error\": {\"code\": 200, \"type\": \"OAuthException\", \"message\": \"Permissions error\"}}")) {
            assertThat(found(ready()).path("status").asText()).isEqualTo("WARNING");
            assertThat(refusal.struck()).isPositive();
        }
        waba().link(account.appId(), "");

        removed();

        assertThat(waba().linkedApps()).containsKey(account.appId());
        assertThat(app().subscription()).as("what this system has subscribed").isEmpty();
    }

    @Test
    void anAnswerThatCannotBeReadReplacesNothing() {
        app().subscribe(new AppSubscription(FOREIGN, Set.of("messages")), false);
        faulty.system()
                .graph()
                .faults()
                .on(
                        "GET",
                        "/" + account.appId() + "/subscriptions",
                        Fault.of(Fault.Kind.TRUNCATED).times(99));

        assertThat(found(ready()).path("status").asText()).isEqualTo("WARNING");

        assertThat(app().subscription().orElseThrow().callback()).isEqualTo(FOREIGN);
    }

    @Test
    void aDeletionTakesBackWhatWasSubscribed() {
        ready();

        JsonNode removed = removed();

        assertThat(removed.at("/remainsAtMeta/webhooks")).isEmpty();
        assertThat(app().subscription()).isEmpty();
        assertThat(waba().linkedApps()).isEmpty();
    }

    @Test
    void aDeletionThatMetaDoesNotAnswerSaysWhatStays() {
        ready();
        faulty.system()
                .graph()
                .faults()
                .on(
                        "DELETE",
                        "/" + account.appId() + "/subscriptions",
                        Fault.of(Fault.Kind.OVERLOAD).times(99));

        JsonNode stays = removed().at("/remainsAtMeta/webhooks");

        assertThat(stays).hasSize(1);
        assertThat(stays.at("/0/appId").asText()).isEqualTo(account.appId());
        assertThat(stays.at("/0/callbackUrl").asText()).isEqualTo(callback().toString());
        assertThat(stays.at("/0/message").asText()).contains("WhatsApp > Configuration");
        assertThat(api.get().status()).isEqualTo(404);
    }

    @Test
    void anAppThatAnotherEnvironmentUsesStaysSubscribed() {
        ready();
        SenderApi other = new SenderApi(faulty.system().httpUri());
        other.put(account);
        other.awaitReady(1);

        JsonNode stays = removed().at("/remainsAtMeta/webhooks");

        assertThat(stays).hasSize(1);
        assertThat(stays.at("/0/message").asText()).contains("another environment");
        assertThat(app().subscription()).isPresent();
        assertThat(waba().linkedApps()).containsKey(account.appId());
    }

    private JsonNode ready() {
        api.put(account);
        return api.awaitReady(1);
    }

    /** A further run, or the first. */
    private JsonNode configured() {
        int generation = Optional.of(api.get())
                .filter(answer -> answer.status() == 200)
                .map(answer -> answer.body().at("/provisioning/generation").asInt())
                .orElse(0);
        SenderApi.Answer accepted = api.put(account, "Idempotency-Key", "run-" + (generation + 1));
        assertThat(accepted.status()).as(accepted.response().body()).isLessThan(300);
        return api.awaitReady(generation + 1);
    }

    private JsonNode removed() {
        SenderApi.Answer answer = api.delete();
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode found(JsonNode sender) {
        return StreamSupport.stream(sender.at("/provisioning/steps").spliterator(), false)
                .flatMap(step -> StreamSupport.stream(step.path("checks").spliterator(), false))
                .filter(check -> check.path("name").asText().equals("webhooksSubscribed"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No check of webhooks: " + sender));
    }

    private static JsonNode ofDryRun(SenderApi.Answer answer) {
        return StreamSupport.stream(answer.body().path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals("webhooksSubscribed"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode address() {
        return api.send("GET", api.path() + "/webhooks", null).body().at("/webhooks/0");
    }

    private String verifyToken() {
        return address().path("verifyToken").asText();
    }

    private URI callback() {
        return URI.create(faulty.system().httpUri() + "/v1/webhooks/" + account.appId());
    }

    private MetaApp app() {
        return world.app(account.appId());
    }

    private Waba waba() {
        return world.waba(account.wabaId());
    }

    /** A server that confirms no verify token, under whose address the API is reached for a while. */
    private final class WrongCallback implements AutoCloseable {
        private final HttpServer server;

        WrongCallback() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(403, -1);
                exchange.close();
            });
            server.start();
        }

        /** A request to the API that names this server as its host, and the first line of the answer. */
        String put(String path, String body, String key) {
            byte[] content = body.getBytes(StandardCharsets.UTF_8);
            URI uri = faulty.system().httpUri();
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                socket.getOutputStream()
                        .write(("PUT " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                                        + server.getAddress().getPort()
                                        + "\r\nContent-Type: application/json\r\nPrefer: respond-async\r\nConnection: close\r\n"
                                        + "Idempotency-Key: " + key + "\r\nContent-Length: " + content.length
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(content);
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return answer.lines().findFirst().orElse("");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}

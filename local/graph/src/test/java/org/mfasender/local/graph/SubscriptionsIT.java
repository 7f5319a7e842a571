package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;

/** Apps subscribe, accounts and numbers override, and webhooks go where they belong. */
class SubscriptionsIT extends WithMessages {
    private final Queue<String> paths = new ConcurrentLinkedQueue<>();
    private final Queue<JsonNode> bodies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private HttpServer callback;

    @BeforeEach
    void startCallback() throws IOException {
        callback = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        callback.createContext("/", exchange -> {
            try (exchange) {
                String query = exchange.getRequestURI().getQuery();
                if (exchange.getRequestMethod().equals("GET")) {
                    boolean known = query.contains("hub.verify_token=right");
                    byte[] challenge =
                            query.replaceAll(".*hub.challenge=(\\d+).*", "$1").getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(known ? 200 : 403, known ? challenge.length : -1);
                    if (known) {
                        exchange.getResponseBody().write(challenge);
                    }
                    return;
                }
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (refusals.getAndDecrement() > 0) {
                    exchange.sendResponseHeaders(500, -1);
                    return;
                }
                // Before the path, which tests wait for.
                bodies.add(parse(body));
                paths.add(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(200, -1);
            }
        });
        callback.start();
    }

    @AfterEach
    void stopCallback() {
        callback.stop(0);
    }

    @Test
    void anAppSubscribesWithItsOwnToken() {
        subscribe("right", "messages,account_update").isOk();

        JsonNode row = get("/" + good().appId() + "/subscriptions", good().appAccessToken())
                .json()
                .at("/data/0");
        assertThat(row.path("callback_url").asText()).isEqualTo(url("/app"));
        assertThat(texts(row.path("fields"), "name")).containsExactly("account_update", "messages");
        get(good(), "/" + good().appId() + "/subscriptions").isCode(400, 15, 0);

        send(
                        "DELETE",
                        "/v26.0/" + good().appId() + "/subscriptions?object=whatsapp_business_account",
                        good().appAccessToken(),
                        null)
                .isOk();
        assertThat(get("/" + good().appId() + "/subscriptions", good().appAccessToken())
                        .json()
                        .path("data"))
                .isEmpty();
    }

    @Test
    void aWrongVerifyTokenIsRefused() {
        subscribe("wrong", "messages").isCode(400, 2200, 0);
        graph.world().turnOn(Behaviour.REFUSED_CALLBACK_IS_CODE_100);
        subscribe("wrong", "messages").isCode(400, 100, 0);
        assertThat(graph.world().app(good().appId()).subscription()).isEmpty();
        subscribe("right", "no_such_field").isCode(400, 100, 0);
    }

    @Test
    void messagesGoToTheMostSpecificCallbackAndEventsToTheApp() {
        subscribe("right", "messages,account_update").isOk();
        send(login(RECIPIENT)).isOk();
        assertThat(paths).as("not linked yet").isEmpty();

        link("").isOk();
        send(login(RECIPIENT)).isOk();
        await("/app", "/app");
        link("{\"override_callback_uri\": \"" + url("/waba") + "\", \"verify_token\": \"right\"}")
                .isOk();
        send(login(RECIPIENT)).isOk();
        await("/waba", "/waba");
        post(good(), "/" + number(good()), """
                {"webhook_configuration": {"override_callback_uri": "%s", "verify_token": "right"}}""".formatted(url("/number"))).isOk();
        send(login(RECIPIENT)).isOk();
        await("/number", "/number");
        assertThat(get(good(), "/" + number(good()) + "?fields=webhook_configuration")
                        .json()
                        .at("/webhook_configuration/phone_number")
                        .asText())
                .isEqualTo(url("/number"));
        on("webhooks", "{\"field\": \"account_update\", \"value\": {\"event\": \"ACCOUNT_DELETED\"}}");
        await("/app");
        assertThat(get(good(), "/" + good().wabaId() + "/subscribed_apps")
                        .json()
                        .at("/data/0/override_callback_uri")
                        .asText())
                .isEqualTo(url("/waba"));

        link("").isOk();
        assertThat(get(good(), "/" + good().wabaId() + "/subscribed_apps")
                        .json()
                        .at("/data/0")
                        .has("override_callback_uri"))
                .isFalse();
    }

    @Test
    void anAppInDevelopmentModeGetsNoWebhooks() {
        subscribe("right", "messages").isOk();
        link("").isOk();
        on("app", "{\"live\": false}");
        send(login(RECIPIENT)).isOk();
        assertThat(graph.webhooks().pending()).isZero();

        on("app", "{\"live\": true}");
        send(login(RECIPIENT)).isOk();
        await("/app", "/app");
    }

    @Test
    void anOverrideHas200CharactersAtMost() {
        link("{\"override_callback_uri\": \"" + url("/" + "a".repeat(200)) + "\", \"verify_token\": \"right\"}")
                .isCode(400, 100, 0);
    }

    @Test
    void whatBecomesOfATemplateIsReported() {
        subscribe("right", "message_template_status_update").isOk();
        link("").isOk();

        template("later", "en_US", "APPROVED");
        await("/app");
        on("templates", "{\"name\": \"later\", \"status\": \"PAUSED\"}");
        await("/app");

        List<JsonNode> values =
                bodies.stream().map(body -> body.at("/entry/0/changes/0/value")).toList();
        assertThat(values).extracting(value -> value.path("event").asText()).containsExactly("APPROVED", "PAUSED");
        assertThat(values.getLast().path("message_template_language").asText()).isEqualTo("en-US");
        assertThat(values.getLast().at("/other_info/title").asText()).isEqualTo("FIRST_PAUSE");
    }

    @Test
    void aScriptDecidesWhatIsReportedAndRefusedOnesComeAgain() {
        subscribe("right", "messages").isOk();
        link("").isOk();
        control("PUT", "/accounts/good-one-number/webhooks", """
                {"deliveries": [{"status": "sent", "times": 0}, {"status": "read", "times": 2, "delayMillis": 50}]}""").isOk();
        refusals.set(1);

        send(login(RECIPIENT)).isOk();

        await("/app", "/app");
        assertThat(bodies)
                .extracting(body ->
                        body.at("/entry/0/changes/0/value/statuses/0/status").asText())
                .containsOnly("read");
    }

    private Answer subscribe(String verifyToken, String fields) {
        return send("POST", "/v26.0/" + good().appId() + "/subscriptions", good().appAccessToken(), """
                {"object": "whatsapp_business_account", "callback_url": "%s", "verify_token": "%s", "fields": "%s"}""".formatted(
                        url("/app"), verifyToken, fields));
    }

    private Answer link(String body) {
        return post(good(), "/" + good().wabaId() + "/subscribed_apps", body);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + callback.getAddress().getPort() + path;
    }

    /** Waits for these deliveries, and no others, since the last call. */
    private void await(String... wanted) {
        Instant end = Instant.now().plusSeconds(10);
        while (paths.size() < wanted.length) {
            assertThat(Instant.now()).as("deliveries %s", paths).isBefore(end);
            Thread.onSpinWait();
        }
        assertThat(paths).containsExactly(wanted);
        paths.clear();
    }
}

package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.webhooks.Fields;
import org.mfasender.local.graph.world.AppSubscription;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Under a domain of its own, the API is reached by Meta there, wherever its clients reach it. */
class OwnDomainE2E {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    /** No such name exists, so that Meta's handshake fails. */
    private static final String DOMAIN = "mfa.invalid";

    private static LocalSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = LocalSystem.start(LocalOptions.of(ROOT)
                .withReviewDelay(Duration.ZERO)
                .withParameter("DomainName", DOMAIN)
                .withParameter("CertificateArn", "arn:aws:acm:us-east-1:000000000000:certificate/simulated"));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void metaIsGivenTheDomain() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        SenderApi api = new SenderApi(system.httpUri());
        String callback = "https://" + DOMAIN + "/v1/webhooks/" + account.appId();

        api.put(account);
        JsonNode found = found(api.awaitReady(1));

        assertThat(found.path("status").asText()).isEqualTo("WARNING");
        assertThat(found.path("message").asText()).contains("does not accept the callback address " + callback);
        JsonNode shown = api.send("GET", api.path() + "/webhooks", null).body();
        assertThat(shown.at("/webhooks/0/callbackUrl").asText()).isEqualTo(callback);
    }

    @Test
    void whatIsSubscribedThereAlreadyIsOurs() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        system.graph()
                .world()
                .app(account.appId())
                .subscribe(
                        new AppSubscription(
                                URI.create("https://" + DOMAIN + "/v1/webhooks/" + account.appId()), Fields.ALL),
                        false);
        SenderApi api = new SenderApi(system.httpUri());

        api.put(account);

        assertThat(found(api.awaitReady(1)).path("status").asText()).isEqualTo("PASSED");
    }

    private static JsonNode found(JsonNode sender) {
        return StreamSupport.stream(sender.at("/provisioning/steps").spliterator(), false)
                .flatMap(step -> StreamSupport.stream(step.path("checks").spliterator(), false))
                .filter(check -> check.path("name").asText().equals("webhooksSubscribed"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No check of webhooks: " + sender));
    }
}

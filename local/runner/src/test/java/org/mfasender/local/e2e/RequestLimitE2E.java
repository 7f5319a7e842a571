package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.template.Throttles;

/** What asks Meta while its caller waits is limited for each environment, and one does not take from another. */
class RequestLimitE2E {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String CHECKS =
            "POST /v1/environments/{environmentId}/notificationsSettings/instantMessagingDeliverySettings/whatsApp/checks";
    private static final int LIMIT = 2;
    /** A minute may end in between, and then as many pass again. */
    private static final int MORE_THAN_TWO_MINUTES_ALLOW = 2 * LIMIT + 1;

    private static FaultProxy proxy;
    private static LocalSystem system;

    private SenderApi api;
    private SimulatedAccount account;

    @BeforeAll
    static void start() {
        proxy = new FaultProxy();
        system = LocalSystem.start(LocalOptions.of(ROOT)
                .withReviewDelay(Duration.ZERO)
                .withParameter("MetaRequestsPerMinute", String.valueOf(LIMIT))
                .withRewrite(LocalService.DYNAMODB, proxy::inFrontOf));
    }

    @BeforeEach
    void setUp() {
        api = new SenderApi(system.httpUri());
        account = system.graph().world().newAccount().create();
    }

    @AfterAll
    static void stop() {
        system.close();
        proxy.close();
    }

    @Test
    void oneEnvironmentIsLimitedWhileAnotherGoesOn() {
        SenderApi.Answer refused = excess(CHECKS);

        ErrorBody.check(refused, 429, "REQUEST_LIMITED");
        assertThat(ErrorBody.details(refused)).containsExactly("environmentId LIMIT_EXCEEDED");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(refused.body().at("/details/0/innerError/retryAfter").asText())
                .isEqualTo(refused.header("Retry-After"));
        assertThat(new SenderApi(system.httpUri())
                        .check(SenderApi.body(account))
                        .status())
                .isEqualTo(200);
    }

    /** With a final slash, too: at the gateway this is a route of its own, here it counts like the one without. */
    @Test
    void everyRouteThatAsksMetaIsLimited() {
        Map<String, Set<String>> throttles = Throttles.read(ROOT.resolve("template.yaml"));
        List<String> routes = throttles.entrySet().stream()
                .filter(route -> route.getValue().contains("MetaRequestsPerSecond"))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(routes).hasSize(16);
        assertThat(routes)
                .allSatisfy(route -> assertThat(excess(route).status()).isEqualTo(429));
    }

    @Test
    void whatDoesNotAskMetaGoesOn() {
        excess(CHECKS);

        assertThat(api.get().status()).isEqualTo(404);
        assertThat(api.put(account).status()).isEqualTo(202);
        api.awaitStatus("READY");
        assertThat(new MessagesApi(api).send("493027").status()).isEqualTo(202);
    }

    @Test
    void aLimitThatCannotBeAskedLimitsNothing() {
        try (Rule rule = proxy.fail("UpdateItem", Way.REFUSED, "REQUESTS#" + api.environment())) {
            List<Integer> statuses = List.of(1, 2, 3, 4, 5).stream()
                    .map(i -> api.check(SenderApi.body(account)).status())
                    .toList();

            assertThat(statuses).containsOnly(200);
            assertThat(rule.struck()).isGreaterThanOrEqualTo(5);
        }
    }

    /** The answer to a request of a route beyond the limit; what it asks for does not exist. */
    private SenderApi.Answer excess(String route) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1)
                .replace("{environmentId}", api.environment().toString())
                .replace("{templateName}", "strong_authentication")
                .replace("{numberId}", "390117684205533")
                .replace("{contentId}", UUID.randomUUID().toString())
                .replace("{slash+}", "");
        SenderApi.Answer answer = api.send(method, path, null);
        for (int i = 1; i < MORE_THAN_TWO_MINUTES_ALLOW && answer.status() != 429; i++) {
            answer = api.send(method, path, null);
        }
        return answer;
    }
}

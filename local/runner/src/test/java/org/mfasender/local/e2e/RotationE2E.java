package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Credentials are replaced, together or alone, while passcodes are sent; the former ones stay until the new ones have sent. */
@ExtendWith(WithFaultProxy.class)
class RotationE2E {

    private static final String ISSUED = "issuedAppTokenOfTheSimulation";

    private final LocalSystem system;
    private final FaultProxy proxy;
    private final SenderApi api;
    private final MessagesApi messages;
    private final SimulatedAccount account;
    private final Stored stored;
    private int recipients;

    RotationE2E(Faulty faulty) {
        this.system = faulty.system();
        this.proxy = faulty.proxy();
        this.api = new SenderApi(system.httpUri());
        this.messages = new MessagesApi(api);
        this.account = system.graph().world().newAccount().create();
        this.stored = new Stored(system);
    }

    @BeforeEach
    void works() {
        system.graph().webhooks().script(account.wabaId(), List.of());
        system.graph().world().app(account.appId()).issue(ISSUED);
        api.put(account);
        api.awaitReady(1);
        assertSends();
    }

    /** Which secrets a request has; what is replaced works together with what is left out. */
    @ParameterizedTest
    @ValueSource(strings = {"userAccessToken", "appSecret", "both"})
    void secretsAreReplacedBesideWhatWorks(String which) {
        JsonNode before = api.get().body().path("credentials");

        ObjectNode body = body(which);

        assertThat(api.put(body).status()).isIn(200, 202);
        assertSends();
        JsonNode after = api.awaitReady(2).path("credentials");

        assertThat(fingerprint(after, "userAccessToken").equals(fingerprint(before, "userAccessToken")))
                .isEqualTo(which.equals("appSecret"));
        assertThat(fingerprint(after, "appSecret").equals(fingerprint(before, "appSecret")))
                .isEqualTo(which.equals("userAccessToken"));
        assertSends();
        String version = stored.credentialsVersion(api.environment());
        assertThat(api.put(body).status()).isIn(200, 202);
        assertThat(stored.credentialsVersion(api.environment()))
                .as("the same again")
                .isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"userAccessToken, EAAsimulatedTokenThatMetaNeverIssued", "appSecret, 00000000000000000000000000000bad"})
    void aWrongSecretLeavesWhatWorksSending(String member, String value) {
        ObjectNode body = body(member).put(member, value);

        assertThat(api.put(body).status()).isEqualTo(202);
        assertSends();
        JsonNode refused = api.await(
                "a refused candidate",
                resource -> resource.at("/candidate/status").asText().equals("ACTION_REQUIRED"));

        assertThat(refused.path("status").asText()).isEqualTo("READY");
        assertThat(refused.at("/provisioning/generation").asInt()).isEqualTo(1);
        assertSends();
        assertThat(api.put(body(member)).status()).isIn(200, 202);
        api.awaitReady(3);
        assertSends();
    }

    @Test
    void aDryRunTakesOneSecret() {
        assertThat(api.check(body("userAccessToken")).body().path("status").asText())
                .isEqualTo("PASSED");
        assertThat(api.check(body("userAccessToken").put("userAccessToken", "EAAsimulatedTokenThatMetaNeverIssued"))
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("FAILED");
    }

    @Test
    void withoutAnythingThatWorksTheMissingSecretIsNamed() {
        SenderApi other = new SenderApi(system.httpUri());

        SenderApi.Answer refused = other.put(body("userAccessToken"));

        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly("appSecret REQUIRED_VALUE");
        assertThat(other.get().status()).isEqualTo(404);
    }

    /** A message is accepted with the new App Secret; until then, and for a while afterwards, Meta's repeats have the former signature. */
    @Test
    void theFormerAppSecretSignsUntilTheNewOneHasSent() {
        api.put(body("appSecret"));
        api.awaitReady(2);

        assertThat(keepsFormer()).isTrue();
        assertThat(isAccepted(account.appSecret())).isTrue();
        assertThat(isAccepted(ISSUED)).isTrue();
        assertThat(isAccepted("00000000000000000000000000000bad")).isFalse();

        assertSends();
        api.await("former credentials that are let go of", resource -> !keepsFormer());
        assertThat(isAccepted(ISSUED)).isTrue();
        assertSends();
        assertThat(keepsFormer()).isFalse();
    }

    @Test
    void theFormerCredentialsAreRestoredByOneRequestUntilTheNewOnesHaveSent() {
        String version = stored.credentialsVersion(api.environment());
        ObjectNode restore = SenderApi.body(account).put("restoreCredentials", true);
        restore.remove(List.of("userAccessToken", "appSecret"));
        ErrorBody.check(api.put(restore), 409, "INVALID_REQUEST");
        api.put(body("both"));
        JsonNode rotated = api.awaitReady(2);
        assertThat(rotated.at("/formerCredentials/appId").asText()).isEqualTo(account.appId());

        assertThat(api.put(restore).status()).isIn(200, 202);
        JsonNode restored = api.awaitReady(3);
        assertThat(stored.credentialsVersion(api.environment())).isEqualTo(version);
        assertThat(restored.path("formerCredentials").isMissingNode()).isTrue();
        assertThat(api.put(restore).status()).as("once more").isIn(200, 202);
        assertThat(stored.credentialsVersion(api.environment())).isEqualTo(version);

        assertSends();
        api.await("former credentials that are let go of", resource -> !keepsFormer());
        ErrorBody.check(api.put(restore), 409, "INVALID_REQUEST");
    }

    /** Which secret is replaced, which call fails, and how; the same request completes what was left half done. */
    @ParameterizedTest
    @CsvSource({
        "userAccessToken, TransactWriteItems, REFUSED",
        "userAccessToken, TransactWriteItems, ANSWER_LOST",
        "userAccessToken, PutSecretValue,     REFUSED",
        "userAccessToken, PutSecretValue,     ANSWER_LOST",
        "userAccessToken, StartExecution,     REFUSED",
        "userAccessToken, StartExecution,     ANSWER_LOST",
        "appSecret,       TransactWriteItems, REFUSED",
        "appSecret,       TransactWriteItems, ANSWER_LOST",
        "appSecret,       PutSecretValue,     REFUSED",
        "appSecret,       PutSecretValue,     ANSWER_LOST",
        "appSecret,       StartExecution,     REFUSED",
        "appSecret,       StartExecution,     ANSWER_LOST"
    })
    void theSameRequestCompletesOneThatFailed(String which, String call, Way way) {
        ObjectNode body = body(which);
        try (Rule rule = proxy.fail(call, way, api.environment().toString())) {
            assertThat(api.put(body).status()).isEqualTo(500);
            assertThat(rule.struck()).isPositive();
        }
        assertSends();

        SenderApi.Answer repeated = api.put(body);
        assertThat(repeated.status()).isIn(200, 202);
        // Where only an answer was lost, the run may have ended before the same request came: that one begins another
        // run.
        int run = Math.max(
                repeated.body().at("/provisioning/generation").asInt(),
                repeated.body().at("/candidate/provisioning/generation").asInt());
        assertThat(run).isBetween(2, way == Way.ANSWER_LOST ? 3 : 2);
        api.awaitReady(run);
        assertSends();
    }

    /** The version that joins both secrets cannot be written for a while, or its answer is lost. */
    @ParameterizedTest
    @ValueSource(strings = {"REFUSED", "ANSWER_LOST"})
    void validateIsRepeatedUntilItHasStoredWhatItJoined(Way way) {
        ObjectNode body = body("userAccessToken");
        try (Rule rule = proxy.fail("PutSecretValue", way, 4, api.environment().toString(), account.appSecret())) {
            assertThat(api.put(body).status()).isIn(200, 202);
            api.awaitReady(2);
            assertThat(rule.struck()).isPositive();
        }
        assertSends();
    }

    private ObjectNode body(String which) {
        ObjectNode body = SenderApi.body(account);
        if (which.equals("appSecret")) {
            body.remove("userAccessToken");
        } else {
            body.put(
                    "userAccessToken",
                    system.graph().world().reissueToken(account).userAccessToken());
        }
        if (which.equals("userAccessToken")) {
            body.remove("appSecret");
        } else {
            body.put("appSecret", ISSUED);
        }
        return body;
    }

    private static String fingerprint(JsonNode credentials, String secret) {
        return credentials.path(secret).path("fingerprint").asText();
    }

    private void assertSends() {
        String to = String.format(Locale.ROOT, "+43660%03d0123", recipients++);
        assertThat(messages.post(MessagesApi.body(to, "493027").toString(), "strong_authentication")
                        .status())
                .isEqualTo(202);
    }

    private boolean keepsFormer() {
        return stored.items(api.environment()).stream().anyMatch(item -> item.containsKey("formerCredentials"));
    }

    private boolean isAccepted(String appSecret) {
        URI callback = URI.create(system.httpUri() + "/v1/webhooks/" + account.appId());
        byte[] body = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}".getBytes(StandardCharsets.UTF_8);
        return system.graph().webhooks().deliver(callback, body, appSecret);
    }
}

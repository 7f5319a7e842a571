package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.world.SimulatedAccount;

/** WhatsApp is enabled when passcodes can be sent, and not before; what else a policy says is its client's. */
@ExtendWith(WithFaultProxy.class)
class PolicyE2E {

    private final Faulty faulty;
    private final SenderApi api;
    private final PoliciesApi policies;

    PolicyE2E(Faulty faulty) {
        this.faulty = faulty;
        this.api = new SenderApi(faulty.system().httpUri());
        this.policies = new PoliciesApi(api);
    }

    @Test
    void aPolicyIsKeptAsItCame() {
        ready();
        ObjectNode given = PoliciesApi.policy();
        given.putObject("someday").put("limit", 1.50).putNull("nothing");

        SenderApi.Answer made = policies.create(given);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith(policies.of(made));
        ObjectNode kept = made.body().deepCopy();
        kept.remove(List.of("_links", "id", "environment", "createdAt", "updatedAt"));
        assertThat(kept).isEqualTo(given);
        assertThat(policies.read(made).body()).isEqualTo(made.body());
        assertThat(policies.list().body().at("/_embedded/deviceAuthenticationPolicies/0"))
                .isEqualTo(made.body());

        // As Terraform does: what was read is changed and sent back.
        ObjectNode next = made.body().deepCopy();
        next.put("ignoreUserLock", true);
        SenderApi.Answer replaced = policies.replace(made, next);
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.body().path("ignoreUserLock").asBoolean()).isTrue();
        assertThat(policies.replace(made, next).body()).isEqualTo(replaced.body());

        assertThat(policies.delete(made).status()).isEqualTo(204);
        assertThat(policies.delete(made).status()).isEqualTo(404);
        assertThat(policies.list().body().path("count").asInt()).isZero();
        assertThat(api.history().body().at("/_embedded/history").findValuesAsText("action"))
                .startsWith("POLICY_DELETED", "POLICY_CHANGED", "POLICY_CREATED")
                .containsOnlyOnce("POLICY_CHANGED");
    }

    @Test
    void onePolicyIsTheDefault() {
        ready();
        SenderApi.Answer first =
                policies.create(PoliciesApi.policy().put("name", "One").put("default", true));
        SenderApi.Answer second = policies.create(PoliciesApi.policy().put("name", "Two"));
        assertThat(policies.read(first).body().path("default").asBoolean()).isTrue();

        policies.replace(second, PoliciesApi.policy().put("name", "Two").put("default", true));

        assertThat(policies.read(second).body().path("default").asBoolean()).isTrue();
        ObjectNode former = first.body().deepCopy();
        assertThat(policies.read(first).body()).isEqualTo(former.put("default", false));
        assertThat(api.history().body().at("/_embedded/history").findValuesAsText("action"))
                .startsWith("POLICY_CHANGED", "POLICY_CHANGED", "POLICY_CREATED", "POLICY_CREATED");

        policies.replace(first, PoliciesApi.policy().put("name", "One").put("default", true));

        assertThat(policies.read(first).body().path("default").asBoolean()).isTrue();
        assertThat(policies.read(second).body().path("default").asBoolean()).isFalse();
    }

    @Test
    void whatsAppIsRefusedUntilPasscodesCanBeSent() {
        ErrorBody.check(policies.readiness(), 404, "NOT_FOUND");
        assertRefused("no WhatsApp sender account");
        api.put(faulty.system()
                .graph()
                .world()
                .newAccount()
                .reviewDelay(Duration.ofHours(1))
                .create());
        api.awaitStatus("IN_REVIEW");
        JsonNode waiting = policies.readiness().body();
        assertThat(waiting.path("ready").asBoolean()).isFalse();
        assertThat(waiting.path("reasons").findValuesAsText("code"))
                .containsExactly("TEMPLATE_MISSING", "TEMPLATE_MISSING");
        assertThat(waiting.at("/purposes/0/locales/0/status").asText()).isEqualTo("IN_REVIEW");
        assertThat(waiting.at("/purposes/0/locales/0/ready").asBoolean()).isFalse();
        assertThat(waiting.at("/purposes/0/locales/0/message").asText()).contains("in review");
        assertRefused("No approved message template");
        assertThat(policies.create(disabled()).status()).isEqualTo(201);
    }

    @Test
    void whatWasEnabledIsNoticedWhenItIsNotReadyAnyMore() {
        ready();
        JsonNode readiness = policies.readiness().body();
        assertThat(readiness.path("ready").asBoolean()).isTrue();
        assertThat(readiness.at("/purposes/0/locales/0/match").asText()).isEqualTo("EXACT");
        assertThat(readiness.at("/purposes/0/codeExpirationMinutes/0").asInt()).isEqualTo(10);
        SenderApi.Answer made = policies.create(PoliciesApi.policy());
        new MessagesApi(api).turn(false);

        assertThat(policies.readiness().body().path("reasons").findValuesAsText("code"))
                .containsExactly("SENDING_STOPPED");
        assertThat(policies.read(made).body().at("/notices/0/code").asText()).isEqualTo("CONSTRAINT_VIOLATION");
        assertThat(policies.replace(made, PoliciesApi.policy()).status())
                .as("nothing changes")
                .isEqualTo(200);
        assertThat(policies.replace(made, PoliciesApi.policy().put("ignoreUserLock", true))
                        .status())
                .isEqualTo(400);

        api.delete();
        assertThat(policies.read(made).body().at("/notices/0/message").asText()).contains("no WhatsApp sender account");
        assertThat(policies.replace(made, disabled()).status()).isEqualTo(200);
    }

    @Test
    void everyWantedLocaleIsThere() {
        SimulatedAccount account = faulty.system().graph().world().newAccount().create();
        ObjectNode body = SenderApi.body(account);
        body.putArray("locales").add("en").add("de");
        api.put(body);
        api.awaitReady(1);

        JsonNode locales = policies.readiness().body().at("/purposes/0/locales");
        assertThat(locales)
                .hasSize(2)
                .allSatisfy(
                        locale -> assertThat(locale.path("ready").asBoolean()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "600, SECONDS, 201, 0",
        "10, MINUTES, 201, 0",
        "30, MINUTES, 201, 1",
        "9, MINUTES, 400, 0",
        "10, SECONDS, 400, 0"
    })
    void theLifeTimeIsComparedWithWhatTheMessagesState(int duration, String unit, int status, int notices) {
        ready();
        ObjectNode policy = PoliciesApi.policy();
        ((ObjectNode) policy.at("/whatsApp/otp/lifeTime"))
                .put("duration", duration)
                .put("timeUnit", unit);

        SenderApi.Answer made = policies.create(policy);

        assertThat(made.status()).isEqualTo(status);
        assertThat(made.body().path("notices")).hasSize(notices);
        if (status == 400) {
            assertThat(ErrorBody.details(made)).containsExactly("whatsApp.otp.lifeTime CONSTRAINT_VIOLATION");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /              | name        |          | name REQUIRED_VALUE
            /              | name        | 7        | name INVALID_VALUE
            /              | whatsApp    | []       | whatsApp INVALID_VALUE
            /whatsApp      | enabled     |          | whatsApp.enabled REQUIRED_VALUE
            /whatsApp      | enabled     | "true"   | whatsApp.enabled INVALID_VALUE
            /whatsApp      | otp         |          | whatsApp.otp REQUIRED_VALUE
            /whatsApp/otp  | lifeTime    |          | whatsApp.otp.lifeTime REQUIRED_VALUE
            /whatsApp/otp  | otpLength   | 5        | whatsApp.otp.otpLength OUT_OF_RANGE
            /whatsApp/otp/lifeTime | duration | 0   | whatsApp.otp.lifeTime.duration OUT_OF_RANGE
            /whatsApp/otp/lifeTime | timeUnit | "HOURS" | whatsApp.otp.lifeTime.timeUnit INVALID_VALUE
            /whatsApp/otp/failure  | count | 8      | whatsApp.otp.failure.count OUT_OF_RANGE
            """)
    void aFaultIsNamedByItsMember(String parent, String member, String value, String fault) throws Exception {
        ObjectNode policy = disabled();
        ObjectNode object = (ObjectNode) (parent.equals("/") ? policy : policy.at(parent));
        if (value == null) {
            object.remove(member);
        } else {
            object.set(member, SenderApi.JSON.readTree(value));
        }

        SenderApi.Answer refused = policies.create(policy);

        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).containsExactly(fault);
        assertThat(policies.list().body().path("count").asInt()).isZero();
    }

    @Test
    void namesAreUniqueAndPoliciesBounded() {
        List<Integer> sameName = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> policies.create(disabled()).status())
                .toList();
        assertThat(sameName).containsOnlyOnce(201).isSubsetOf(201, 409, 503);
        for (int i = 1; i < 20; i++) {
            assertThat(policies.create(disabled().put("name", "policy " + i)).status())
                    .isEqualTo(201);
        }
        SenderApi.Answer refused = policies.create(disabled().put("name", "one more"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(ErrorBody.details(refused)).containsExactly("environmentId LIMIT_EXCEEDED");
    }

    @Test
    void anUnknownPolicyIsNotFound() {
        String path = policies.path() + "/" + UUID.randomUUID();
        ErrorBody.check(policies.send("GET", path, null), 404, "NOT_FOUND");
        ErrorBody.check(policies.send("PUT", path, disabled()), 404, "NOT_FOUND");
        ErrorBody.check(policies.send("DELETE", path, null), 404, "NOT_FOUND");
        ErrorBody.check(policies.send("GET", policies.path() + "/x", null), 404, "NOT_FOUND");
    }

    private void ready() {
        api.put(faulty.system().graph().world().newAccount().create());
        api.awaitReady(1);
    }

    private void assertRefused(String reason) {
        SenderApi.Answer refused = policies.create(PoliciesApi.policy());
        ErrorBody.check(refused, 400, "INVALID_DATA");
        assertThat(ErrorBody.details(refused)).isNotEmpty().allMatch("whatsApp.enabled CONSTRAINT_VIOLATION"::equals);
        assertThat(refused.body().toString()).contains(reason);
    }

    private static ObjectNode disabled() {
        ObjectNode policy = PoliciesApi.policy();
        ((ObjectNode) policy.path("whatsApp")).put("enabled", false);
        return policy;
    }
}

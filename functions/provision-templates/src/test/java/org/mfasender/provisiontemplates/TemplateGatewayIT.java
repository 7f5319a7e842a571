package org.mfasender.provisiontemplates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.protocol.RecordedRequest;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.meta.AccessToken;
import org.mfasender.meta.GraphClient;
import org.mfasender.meta.GraphException;
import org.mfasender.sender.Check;
import org.mfasender.sender.TemplatePlan;
import org.mfasender.sender.template.Locales;
import org.mfasender.sender.template.MessageTemplate;

class TemplateGatewayIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SimulatedGraph graph;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> Instant.parse("2026-10-01T08:00:00Z"), Duration.ZERO);
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void languagesAreCreatedTwentyFiveInACallForEachPurpose() throws Exception {
        TemplatePlan plan = new TemplatePlan("mfa", Locales.META_LANGUAGES.subList(0, 45));
        TemplateGateway gateway = gateway("good-one-number");

        assertThat(gateway.create(plan, plan.missing(gateway.list()))).isEmpty();

        assertThat(upserts())
                .extracting(
                        body -> body.path("name").asText(),
                        body -> body.path("languages").size())
                .containsExactly(
                        tuple("mfa_device_pairing_v1", 25),
                        tuple("mfa_device_pairing_v1", 20),
                        tuple("mfa_strong_authentication_v1", 25),
                        tuple("mfa_strong_authentication_v1", 20));
        assertThat(gateway.list()).hasSize(90).allSatisfy(template -> {
            assertThat(template.isForAuthentication()).isTrue();
            assertThat(template.status()).isEqualTo("APPROVED");
        });
        assertThat(plan.missing(gateway.list())).isEmpty();
    }

    @Test
    void aMessageLivesNoLongerThanItsCode() throws Exception {
        TemplatePlan plan = new TemplatePlan("mfa", List.of("en"));
        gateway("good-one-number").create(plan, plan.missing(List.of()));

        assertThat(upserts()).allSatisfy(body -> {
            assertThat(body.path("message_send_ttl_seconds").asInt()).isEqualTo(600);
            assertThat(body.at("/components/1/code_expiration_minutes").asInt()).isEqualTo(10);
        });
    }

    @Test
    void nothingMissingIsNoCall() {
        TemplatePlan plan = new TemplatePlan("mfa", List.of());

        assertThat(gateway("good-one-number").create(plan, plan.missing(List.of())))
                .isEmpty();
        assertThat(graph.requests()).isEmpty();
    }

    @Test
    void aFullAccountIsToldAsSuchAndKeepsWhatWasCreated() {
        TemplatePlan plan = new TemplatePlan("mfa", List.of("en", "de"));
        TemplateGateway gateway = gateway("nearly-full");

        assertThat(gateway.create(plan, plan.missing(gateway.list()))).hasValueSatisfying(check -> {
            assertThat(check.name()).isEqualTo("templatesCreated");
            assertThat(check.message()).contains("as many templates as it may");
            assertThat(check.meta())
                    .satisfies(meta -> assertThat(meta.subcode()).isEqualTo(2388019));
        });
        assertThat(gateway.list())
                .filteredOn(template -> template.name().startsWith("mfa_"))
                .extracting(MessageTemplate::name)
                .containsOnly("mfa_device_pairing_v1");
    }

    @Test
    void aRefusalIsACheckWithMetasCodesAndWithoutItsText() {
        for (String account : List.of("not-eligible", "employee-view-only", "german-messages")) {
            graph.world().waba(graph.accounts().named(account).wabaId()).allowAuthentication(false);
            TemplatePlan plan = new TemplatePlan("mfa", List.of("en"));
            Check check = gateway(account).create(plan, plan.missing(List.of())).orElseThrow();

            assertThat(check.name()).as(account).isEqualTo("templatesCreated");
            assertThat(check.message()).as(account).isEqualTo("Meta refused to create templates.");
            assertThat(check.meta()).as(account).isNotNull();
        }
    }

    @Test
    void afterALimitTheNextAttemptGoesOnWhereTheLastOneStopped() {
        TemplatePlan plan = new TemplatePlan("mfa", Locales.META_LANGUAGES.subList(0, 30));
        TemplateGateway gateway = gateway("good-one-number");
        List<MessageTemplate> nothing = gateway.list();
        graph.faults().on("POST", "/{waba}/upsert_message_templates", Fault.slow(Duration.ZERO));
        graph.faults().on("POST", "/{waba}/upsert_message_templates", Fault.throttled(80008, 5));

        assertThatThrownBy(() -> gateway.create(plan, plan.missing(nothing))).isInstanceOf(GraphException.class);
        assertThat(gateway.list()).hasSize(25);
        assertThat(gateway.create(plan, plan.missing(gateway.list()))).isEmpty();
        assertThat(gateway.list()).hasSize(60);
    }

    @Test
    void templatesOfOthersAreListedAndLeftAsTheyAre() {
        TemplateGateway gateway = gateway("similar-templates");
        List<MessageTemplate> before = gateway.list();
        TemplatePlan plan = new TemplatePlan("mfa", List.of("en"));
        gateway.create(plan, plan.missing(before));

        assertThat(before).hasSize(5);
        assertThat(gateway.list()).hasSize(7).containsAll(before);
    }

    private TemplateGateway gateway(String name) {
        SimulatedAccount account = graph.accounts().named(name);
        return new TemplateGateway(
                new GraphClient(HttpClient.newHttpClient(), graph.uri(), "v26.0"),
                AccessToken.signed(account.userAccessToken(), account.appSecret()),
                account.wabaId());
    }

    private List<JsonNode> upserts() throws Exception {
        List<JsonNode> bodies = new ArrayList<>();
        for (RecordedRequest request : graph.requests()) {
            if (request.path().endsWith("/upsert_message_templates")) {
                bodies.add(JSON.readTree(request.body()));
            }
        }
        return bodies;
    }
}

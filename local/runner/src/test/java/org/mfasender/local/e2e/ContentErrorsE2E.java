package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.local.e2e.ContentsApi.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TokenState;

/** Wrong requests about contents, and a Meta that does not answer: each is reported, and nothing changes. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class ContentErrorsE2E {

    private final LocalSystem system;
    private final Stored stored;
    private final SenderApi api;
    private final ContentsApi contents;
    private final SimulatedAccount account;
    private final Template own;

    ContentErrorsE2E(LocalSystem system) {
        this.system = system;
        this.stored = new Stored(system);
        this.api = new SenderApi(system.httpUri());
        this.contents = new ContentsApi(api);
        this.account = system.graph().world().newAccount().create();
        this.own = system.graph()
                .world()
                .addTemplate(
                        system.graph().world().waba(account.wabaId()), "contoso", "fr", "AUTHENTICATION", "APPROVED");
    }

    @AfterEach
    void clearFaults() {
        system.graph().faults().clear();
    }

    @Test
    void aClientLearnsWhenToRetryIfMetaLimitsTheRateOrFails() {
        configure();
        JsonNode content = contents.content("en");
        int before = stored.items(api.environment()).size();

        fail(Fault.throttled(80008, 7));
        SenderApi.Answer limited = contents.add(binding("fr", own));
        fail(Fault.throttled(4, 0));
        SenderApi.Answer limitedPreview = contents.preview(content);
        fail(Fault.overload().times(2));
        SenderApi.Answer failing = contents.replace(content, binding("en", own));

        ErrorBody.check(limited, 429, "REQUEST_LIMITED");
        assertThat(limited.header("Retry-After")).isEqualTo("420");
        ErrorBody.check(limitedPreview, 429, "REQUEST_LIMITED");
        ErrorBody.check(failing, 503, "REQUEST_FAILED");
        assertThat(failing.header("Retry-After")).isEqualTo("5");
        assertThat(stored.items(api.environment())).hasSize(before);
        assertThat(contents.content("en")).isEqualTo(content);
    }

    @Test
    void credentialsThatMetaRefusesAreReportedWithItsCode() {
        configure();
        JsonNode content = contents.content("en");
        system.graph().world().changeToken(account.userAccessToken(), token -> token.withState(TokenState.REVOKED));

        for (SenderApi.Answer refused : List.of(contents.add(binding("fr", own)), contents.preview(content))) {
            ErrorBody.check(refused, 409, "REQUEST_FAILED");
            assertThat(ErrorBody.details(refused)).containsExactly("meta ACCOUNT_NOT_USABLE");
            assertThat(refused.body().at("/details/0/innerError/code").asInt()).isEqualTo(190);
            assertThat(refused.body().toString()).doesNotContain(account.userAccessToken());
        }
        assertThat(contents.contents().body().path("count").asInt()).isEqualTo(1);
    }

    @Test
    void withoutAnAccountThereIsNothing() {
        String content = contents.contentsPath() + "/" + UUID.randomUUID();

        for (String path : List.of(
                contents.templatesPath(),
                contents.templatesPath() + "/device_pairing",
                contents.templatesPath() + "/device_pairing/serving",
                contents.contentsPath(),
                content,
                content + "/preview")) {
            ErrorBody.check(contents.get(path), 404, "NOT_FOUND");
        }
        ErrorBody.check(contents.add(binding("fr", own)), 404, "NOT_FOUND");
        ErrorBody.check(contents.send("PUT", content, binding("fr", own)), 404, "NOT_FOUND");
        ErrorBody.check(contents.send("DELETE", content, null), 404, "NOT_FOUND");
    }

    @Test
    void aDeletedAccountGetsNoContent() {
        configure();
        JsonNode content = contents.content("en");
        api.delete();

        ErrorBody.check(contents.add(binding("fr", own)), 404, "NOT_FOUND");
        ErrorBody.check(contents.replace(content, binding("en", own)), 404, "NOT_FOUND");
        ErrorBody.check(contents.remove(content), 404, "NOT_FOUND");
        assertThat(stored.items(api.environment())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, templates/transaction",
        "GET, templates/DEVICE_PAIRING",
        "GET, templates/transaction/serving",
        "GET, templates/transaction/contents",
        "POST, templates/transaction/contents",
        "GET, templates/transaction/contents/x",
        "PUT, templates/transaction/contents/x",
        "DELETE, templates/transaction/contents/x",
        "GET, templates/transaction/contents/x/preview"
    })
    void anUnknownTemplateIsAnsweredWithTheKnownOnes(String method, String path) {
        SenderApi.Answer refused = contents.send(method, path(path), withBody(method));

        ErrorBody.check(refused, 404, "NOT_FOUND");
        assertThat(ErrorBody.details(refused)).containsExactly("templateName INVALID_VALUE");
        assertThat(refused.body().at("/details/0/innerError/allowedValues"))
                .extracting(JsonNode::asText)
                .containsExactly("device_pairing", "strong_authentication");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, templates/device_pairing/contents/1-1-1-1-1",
        "PUT, templates/device_pairing/contents/1-1-1-1-1",
        "DELETE, templates/device_pairing/contents/1-1-1-1-1",
        "GET, templates/device_pairing/contents/1-1-1-1-1/preview"
    })
    void aContentsIdIsAUuid(String method, String path) {
        SenderApi.Answer refused = contents.send(method, path(path), withBody(method));

        ErrorBody.check(refused, 400, "INVALID_REQUEST");
        assertThat(ErrorBody.details(refused)).containsExactly("contentId INVALID_VALUE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            POST   ; templates                           ; GET
            DELETE ; templates/device_pairing            ; GET
            PUT    ; templates/device_pairing/serving    ; GET
            PUT    ; templates/device_pairing/contents   ; GET, POST
            POST   ; templates/device_pairing/contents/x ; GET, PUT, DELETE
            POST   ; templates/device_pairing/contents/x/preview ; GET
            """)
    void aWrongMethodIsAnsweredWithTheRightOnes(String method, String path, String allowed) {
        SenderApi.Answer refused = contents.send(method, path(path), withBody(method));

        ErrorBody.check(refused, 405, "INVALID_REQUEST");
        assertThat(refused.header("Allow")).isEqualTo(allowed);
    }

    private void configure() {
        api.put(account);
        api.awaitStatus("READY");
    }

    private void fail(Fault fault) {
        system.graph().faults().on("GET", "/" + account.wabaId() + "/message_templates", fault);
    }

    private @Nullable JsonNode withBody(String method) {
        return method.equals("GET") || method.equals("DELETE") ? null : binding("fr", own);
    }

    private String path(String tail) {
        return "/v1/environments/" + api.environment() + "/" + tail;
    }
}

package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.graph.world.SimulatedAccount;

class ControlApiIT extends WithTemplates {
    @Test
    void addsAndRemovesFaults() {
        control("POST", "/faults", """
                {"method": "GET", "path": "/me", "kind": "THROTTLED", "code": 4, "times": 2}""").isOk();
        get(good(), "/me").isCode(400, 4, 0);
        control("DELETE", "/faults", null).isOk();
        get(good(), "/me").isOk();
        assertThat(control("POST", "/faults", "{\"path\": \"/me\", \"kind\": \"NONE\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void showsRequestsWithoutAnySecret() {
        get("/me?access_token=" + good().userAccessToken(), "").isOk();
        get("/debug_token?input_token=" + good().userAccessToken(), good().appAccessToken())
                .isOk();
        Answer shown = control("GET", "/requests", null).isOk();
        assertThat(shown.json().path("data")).isEqualTo(parse("""
                [{"method": "GET", "path": "/v26.0/me", "time": "2026-11-23T08:00:00Z"},
                 {"method": "GET", "path": "/v26.0/debug_token", "time": "2026-11-23T08:00:00Z"}]"""));
        assertThat(shown.text()).doesNotContain(good().userAccessToken(), good().appSecret());
    }

    @Test
    void listsAccountsWithoutTheirSecrets() {
        Answer shown = control("GET", "/accounts", null).isOk();
        assertThat(texts(shown.json().path("data"), "name")).contains("good-one-number", "expired-token");
        assertThat(shown.text()).doesNotContain(good().userAccessToken(), good().appSecret());
    }

    @Test
    void decidesReviews() {
        SimulatedAccount account = graph.accounts().named("slow-review");
        upsert(account, "a", List.of("en", "de")).isOk();
        control("POST", "/accounts/slow-review/templates", "{\"status\": \"APPROVED\"}")
                .isOk();
        Answer changed = control(
                "POST",
                "/accounts/" + account.wabaId() + "/templates",
                "{\"status\": \"REJECTED\", \"name\": \"a\", \"language\": \"de\"}");
        assertThat(changed.isOk().json().path("changed").asInt()).isEqualTo(1);
        JsonNode rows = list(account, "fields=status,rejected_reason").json().path("data");
        assertThat(texts(rows, "status")).containsExactly("APPROVED", "REJECTED");
        assertThat(texts(rows, "rejected_reason")).containsExactly("NONE", "INVALID_FORMAT");
    }

    @Test
    void addsAndChangesNumbers() {
        SimulatedAccount account = graph.accounts().named("no-numbers");
        String id = control("POST", "/accounts/no-numbers/numbers", "{}")
                .isOk()
                .json()
                .path("id")
                .asText();
        assertThat(read(account, id, "status").path("status").asText()).isEqualTo("CONNECTED");
        control("POST", "/accounts/no-numbers/numbers", "{\"id\": \"" + id + "\", \"status\": \"BANNED\"}")
                .isOk();
        assertThat(read(account, id, "status").path("status").asText()).isEqualTo("BANNED");
        assertThat(control("POST", "/accounts/no-numbers/numbers", "{\"id\": \"1\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void addsThousandsOfNumbersWhichAreListedPageByPage() {
        SimulatedAccount account = good();
        control("POST", "/accounts/good-one-number/numbers", "{\"count\": 4999, \"quality_rating\": \"YELLOW\"}")
                .isOk();

        Set<String> ids = new HashSet<>();
        Set<String> displayed = new HashSet<>();
        int pages = 0;
        JsonNode page;
        String after = "";
        do {
            page = get(account, "/" + account.wabaId() + "/phone_numbers?fields=display_phone_number&limit=100" + after)
                    .isOk()
                    .json();
            ids.addAll(texts(page.path("data"), "id"));
            displayed.addAll(texts(page.path("data"), "display_phone_number"));
            after = "&after=" + page.at("/paging/cursors/after").asText();
            pages++;
        } while (page.at("/paging/next").isTextual());

        assertThat(pages).isEqualTo(50);
        assertThat(ids).hasSize(5_000);
        assertThat(displayed).hasSize(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001", "99999999999", "\"many\""})
    void addsNoImpossibleCountOfNumbers(String count) {
        assertThat(control("POST", "/accounts/no-numbers/numbers", "{\"count\": " + count + "}")
                        .status())
                .isEqualTo(400);
        assertThat(graph.world()
                        .waba(graph.accounts().named("no-numbers").wabaId())
                        .numbers())
                .isEmpty();
    }

    @Test
    void invalidatesAndRestoresTokens() {
        control("POST", "/accounts/good-one-number/token", "{\"state\": \"REVOKED\"}")
                .isOk();
        get(good(), "/me").isCode(400, 190, 460);
        control("POST", "/accounts/good-one-number/token", "{\"state\": \"VALID\"}")
                .isOk();
        get(good(), "/me").isOk();
    }

    @Test
    void switchesBehavioursAndResetsEverything() {
        control("POST", "/behaviours", "{\"behaviour\": \"INVALID_TOKEN_IS_HTTP_401\"}")
                .isOk();
        get("/me", "rubbish").isCode(401, 190, 0);
        control("POST", "/behaviours", "{\"behaviour\": \"INVALID_TOKEN_IS_HTTP_401\", \"on\": false}")
                .isOk();
        get("/me", "rubbish").isCode(400, 190, 0);
        control("POST", "/accounts/good-one-number/token", "{\"state\": \"EXPIRED\"}")
                .isOk();
        control("POST", "/reset", null).isOk();
        get(good(), "/me").isOk();
    }

    @Test
    void acceptsJsonWithTheContentTypeOfAForm() throws IOException {
        send(HttpRequest.newBuilder(URI.create(graph.uri() + "/_control/accounts/good-one-number/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"state\": \"REVOKED\"}"))
                        .build())
                .isOk();
        get(good(), "/me").isCode(400, 190, 460);
    }

    @Test
    void rejectsUnknownCalls() {
        assertThat(control("GET", "/nothing", null).status()).isEqualTo(404);
        assertThat(control("POST", "/accounts/nobody/token", "{\"state\": \"VALID\"}")
                        .status())
                .isEqualTo(404);
        assertThat(control("POST", "/accounts/good-one-number/name", "{}").status())
                .isEqualTo(404);
    }
}

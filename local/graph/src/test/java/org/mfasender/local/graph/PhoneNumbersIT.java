package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

class PhoneNumbersIT extends WithGraph {
    private static final String FIELDS = "fields=id,display_phone_number,verified_name,status,quality_rating,"
            + "code_verification_status,name_status,platform_type,throughput,account_mode,"
            + "is_official_business_account,is_pin_enabled";

    private Answer list(SimulatedAccount account, String query) {
        return get(account, "/" + account.wabaId() + "/phone_numbers?" + query);
    }

    /** Every page by its cursor; the number of rows of each. */
    private List<Integer> pages(SimulatedAccount account, String limit, List<String> ids) {
        List<Integer> sizes = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page =
                    list(account, "fields=id&limit=" + limit + after).isOk().json();
            sizes.add(page.path("data").size());
            ids.addAll(texts(page.path("data"), "id"));
            if (!page.at("/paging/next").isTextual()) {
                return sizes;
            }
            after = "&after=" + page.at("/paging/cursors/after").asText();
        }
    }

    @Test
    void listsNumbersWithTheRequestedFields() {
        assertThat(list(good(), FIELDS + "&limit=100").isOk().json().path("data"))
                .isEqualTo(parse("""
                        [ { "id": "390117684205533", "display_phone_number": "+43 660 5550100",
                            "verified_name": "Contoso Security", "status": "CONNECTED", "quality_rating": "GREEN",
                            "code_verification_status": "VERIFIED", "name_status": "APPROVED",
                            "platform_type": "CLOUD_API", "throughput": { "level": "STANDARD" },
                            "account_mode": "LIVE", "is_official_business_account": false, "is_pin_enabled": true } ]"""));
    }

    @Test
    void listsTestUnregisteredBannedAndCoexistingNumbersNewestFirst() {
        SimulatedAccount account = graph.accounts().named("mixed-numbers");
        JsonNode rows = list(account, "fields=status,account_mode,platform_type,is_on_biz_app")
                .isOk()
                .json()
                .path("data");
        assertThat(texts(rows, "account_mode")).containsExactly("LIVE", "LIVE", "LIVE", "SANDBOX", "LIVE");
        assertThat(texts(rows, "status")).containsExactly("CONNECTED", "BANNED", "PENDING", "CONNECTED", "CONNECTED");
        assertThat(texts(rows, "platform_type"))
                .containsExactly("CLOUD_API", "CLOUD_API", "NOT_APPLICABLE", "CLOUD_API", "CLOUD_API");
        assertThat(texts(rows, "is_on_biz_app")).containsExactly("true", "false", "false", "false", "false");
    }

    @Test
    void pagesThroughManyNumbersWithoutLosingOne() {
        SimulatedAccount account = graph.accounts().named("many-numbers");
        List<String> ids = new ArrayList<>();
        assertThat(pages(account, "50", ids)).containsExactly(50, 50, 30);
        assertThat(new HashSet<>(ids)).hasSize(130);
        assertThat(pages(account, "1000", new ArrayList<>())).containsExactly(100, 30);
        assertThat(list(account, "fields=id").json().path("data")).hasSize(25);
    }

    @Test
    void linksToTheNextPageWithTheQueryOfTheCall() {
        SimulatedAccount account = graph.accounts().named("many-numbers");
        String token = account.userAccessToken();
        String path = "/v26.0/" + account.wabaId() + "/phone_numbers?fields=id&limit=100&access_token=" + token;
        String next =
                send("GET", path, "", null).isOk().json().at("/paging/next").asText();
        assertThat(next).startsWith(graph.uri() + path + "&after=");
        assertThat(send("GET", next.substring(graph.uri().toString().length()), "", null)
                        .isOk()
                        .json()
                        .path("data"))
                .hasSize(30);
    }

    @Test
    void goesBackByTheBeforeCursor() {
        SimulatedAccount account = graph.accounts().named("many-numbers");
        JsonNode first = list(account, "fields=id&limit=10").json();
        JsonNode second = list(
                        account,
                        "fields=id&limit=10&after="
                                + first.at("/paging/cursors/after").asText())
                .json();
        JsonNode back = list(
                        account,
                        "fields=id&limit=10&before="
                                + second.at("/paging/cursors/before").asText())
                .json();
        assertThat(back.path("data")).isEqualTo(first.path("data"));
        assertThat(second.at("/paging/previous").isTextual()).isTrue();
        assertThat(first.at("/paging/previous").isMissingNode()).isTrue();
    }

    @Test
    void returnsEmptyAndShortPagesWhereSwitchedOn() {
        SimulatedAccount account = graph.accounts().named("many-numbers");
        graph.world().turnOn(Behaviour.EMPTY_FIRST_PAGE);
        assertThat(pages(account, "100", new ArrayList<>())).containsExactly(0, 100, 30);
        graph.world().turnOff(Behaviour.EMPTY_FIRST_PAGE).turnOn(Behaviour.SHORT_PAGES);
        assertThat(pages(account, "100", new ArrayList<>())).containsExactly(99, 31);
        graph.world().turnOn(Behaviour.LAST_PAGE_WITHOUT_PAGING);
        assertThat(list(good(), "fields=id").json().has("paging")).isFalse();
    }

    @Test
    void rejectsInvalidCursors() {
        list(good(), "after=rubbish!").isError(400, """
                {"message": "(#100) The After Cursor specified exceeds the max limit supported by this endpoint",
                 "type": "OAuthException", "code": 100}""");
        list(good(), "limit=none").isCode(400, 100, 0);
    }

    @Test
    void answersNoNumbersWithoutPaging() {
        assertThat(list(graph.accounts().named("no-numbers"), "fields=id")
                        .isOk()
                        .json())
                .isEqualTo(parse("{\"data\": []}"));
    }

    @Test
    void rejectsUnknownFieldsEvenWithoutRows() {
        list(graph.accounts().named("no-numbers"), "fields=xyz").isCode(400, 100, 0);
    }

    @Test
    void readsOneNumberAndItsProfile() {
        String id = graph.world().waba(good().wabaId()).numbers().getFirst().id();
        assertThat(get(good(), "/" + id + "?fields=status").isOk().json())
                .isEqualTo(parse("{\"status\": \"CONNECTED\", \"id\": \"390117684205533\"}"));
        assertThat(get(good(), "/" + id + "/whatsapp_business_profile?fields=about,vertical")
                        .isOk()
                        .json())
                .isEqualTo(parse("{\"data\": [{\"about\": \"Contoso Security\", \"vertical\": \"PROF_SERVICES\"}]}"));
    }

    @Test
    void readsTheProfileOnlyWithTheMessagingPermission() {
        SimulatedAccount account = graph.accounts().named("without-whatsapp-messaging");
        String id = graph.world().waba(account.wabaId()).numbers().getFirst().id();
        get(account, "/" + id).isOk();
        get(account, "/" + id + "/whatsapp_business_profile").isCode(403, 200, 0);
    }
}

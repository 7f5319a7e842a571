package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.local.e2e.ContentsApi.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** What clients written for PingOne send besides the documented bodies: links that they follow, final slashes, paging, the environment. */
@ExtendWith(SharedLocalSystem.class)
class PingOneClientE2E {

    private final LocalSystem system;
    private final World world;
    private final SenderApi api;
    private final ContentsApi contents;
    private final SimulatedAccount account;
    private final Waba waba;

    PingOneClientE2E(LocalSystem system) {
        this.system = system;
        this.world = system.graph().world();
        this.api = new SenderApi(system.httpUri());
        this.contents = new ContentsApi(api);
        this.account = world.newAccount().create();
        this.waba = world.waba(account.wabaId());
    }

    @BeforeEach
    void configure() {
        api.put(account);
        api.awaitStatus("READY");
    }

    @Test
    void everyLinkOfEveryAnswerIsAlive() {
        Set<String> seen = new TreeSet<>();
        List<SenderApi.Answer> open = new ArrayList<>(List.of(
                api.put(api.get().body()),
                api.check(null),
                api.send("POST", api.path() + "/templates/plan", null),
                contents.add(
                        binding("fr", world.addTemplate(waba, "contoso_passcode", "fr", "AUTHENTICATION", "APPROVED"))),
                contents.get(contents.templatesPath()),
                contents.get(contents.contentsPath() + "?limit=1"),
                contents.serving("en", null)));

        while (!open.isEmpty()) {
            SenderApi.Answer answer = open.removeFirst();
            assertThat(answer.status()).as("%s", answer.response().uri()).isBetween(200, 299);
            for (JsonNode links : answer.body().findValues("_links")) {
                for (JsonNode link : links) {
                    String href = link.path("href").asText();
                    assertThat(href).startsWith(system.httpUri() + "/v1/environments/" + api.environment());
                    if (seen.add(href)) {
                        open.add(api.send("GET", href, null));
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(8).anyMatch(href -> href.endsWith("/preview"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/templates", "/templates/device_pairing", "/templates/device_pairing/contents"})
    void aFinalSlashIsTheSameResource(String path) {
        String plain = "/v1/environments/" + api.environment() + path;

        assertThat(api.send("GET", plain + "/", null).body())
                .isEqualTo(api.send("GET", plain, null).body());
    }

    @Test
    void aFinalSlashIsTheSameResourceForEveryMethod() {
        JsonNode content = contents.content("en");
        String type = "application/json";

        assertThat(api.send("GET", api.path() + "/?expand=whatsAppTemplates", null)
                        .body())
                .isEqualTo(api.get().body());
        assertThat(api.send("PUT", api.path() + "/", SenderApi.body(account).toString(), "Content-Type", type)
                        .status())
                .isEqualTo(200);
        assertThat(api.send("POST", api.path() + "/checks/", null).status()).isEqualTo(200);
        assertThat(api.send("DELETE", ContentsApi.self(content) + "/", null).status())
                .isEqualTo(204);
        assertThat(api.send("PATCH", api.path() + "/", null).status()).isEqualTo(405);
        assertThat(api.send("GET", api.path() + "/more/", null).status()).isEqualTo(404);
        assertThat(api.send("DELETE", api.path() + "/", null).status()).isEqualTo(200);
    }

    /** Terraform's provider asks for it when it was refused. */
    @Test
    void theEnvironmentIsThereWithAndWithoutAnAccount() {
        SenderApi empty = new SenderApi(system.httpUri(), UUID.randomUUID());

        for (SenderApi some : List.of(api, empty)) {
            SenderApi.Answer answer = some.send("GET", "/v1/environments/" + some.environment(), null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("id").asText())
                    .isEqualTo(some.environment().toString());
            assertThat(answer.body().path("name").asText()).isNotBlank();
        }
        ErrorBody.check(api.send("GET", "/v1/environments/none", null), 400, "INVALID_REQUEST");
    }

    @Test
    void aCollectionIsReadPageByPage() {
        for (String locale : List.of("fr", "de", "es")) {
            contents.add(binding(
                    locale, world.addTemplate(waba, "contoso_" + locale, locale, "AUTHENTICATION", "APPROVED")));
        }
        List<String> whole = locales(contents.contents().body());

        List<String> paged = new ArrayList<>();
        String next = contents.contentsPath() + "?limit=3";
        int pages = 0;
        while (!next.isEmpty()) {
            JsonNode page = contents.get(next).body();
            assertThat(page.path("count").asInt()).isEqualTo(4);
            assertThat(page.path("size").asInt())
                    .isEqualTo(locales(page).size())
                    .isLessThanOrEqualTo(3);
            paged.addAll(locales(page));
            next = page.at("/_links/next/href").asText();
            pages++;
        }

        assertThat(pages).isEqualTo(2);
        assertThat(paged).isEqualTo(whole).hasSize(4);
        JsonNode templates = contents.get(contents.templatesPath() + "?limit=1").body();
        assertThat(contents.get(templates.at("/_links/next/href").asText())
                        .body()
                        .at("/_embedded/templates/0/id")
                        .asText())
                .isEqualTo("strong_authentication");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0                       | limit OUT_OF_RANGE
            limit=101                     | limit OUT_OF_RANGE
            limit=ten                     | limit OUT_OF_RANGE
            limit=                        | limit OUT_OF_RANGE
            cursor=%25                    | cursor INVALID_PARAMETER
            filter=locale%20eq%20%22fr%22 | filter INVALID_FILTER
            """)
    void whatACollectionCannotDoIsRefused(String query, String detail) {
        for (String path : List.of(contents.templatesPath(), contents.contentsPath())) {
            SenderApi.Answer refused = contents.get(path + "?" + query);

            ErrorBody.check(refused, 400, "INVALID_REQUEST");
            assertThat(ErrorBody.details(refused)).containsExactly(detail);
        }
    }

    @Test
    void aTemplateThatWhatsAppDoesNotServeIsNotFound() {
        SenderApi.Answer refused = contents.get(contents.templatesPath() + "/email_address_verification_admin");

        ErrorBody.check(refused, 404, "NOT_FOUND");
    }

    /** With what PingOne's documentation shows for choosing a number: everything again, and the number in its display form. */
    @Test
    void theDocumentedRequestThatChoosesANumberIsTaken() {
        String shown = api.get().body().at("/numbers/0/number").asText();
        ObjectNode body = SenderApi.body(account);
        body.putArray("numbers").addObject().put("number", shown).put("selected", true);

        SenderApi.Answer answer = api.put(body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/numbers/0/selected").asBoolean()).isTrue();
    }

    private static List<String> locales(JsonNode page) {
        return StreamSupport.stream(page.at("/_embedded/contents").spliterator(), false)
                .map(content -> content.path("locale").asText())
                .toList();
    }
}

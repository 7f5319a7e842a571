package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

class SimulatedAccountsIT extends WithTemplates {
    private static Path document() {
        return Path.of(System.getProperty("project.root", "../.."), "docs", "simulated-accounts.md");
    }

    private static String row(SimulatedAccount account) {
        return "| `"
                + String.join(
                        "` | `",
                        account.name(),
                        account.wabaId(),
                        account.appId(),
                        account.appSecret(),
                        account.userAccessToken())
                + "` | " + account.note() + " |";
    }

    @Test
    void areListedInTheDocument() throws IOException {
        List<String> listed = Files.readAllLines(document()).stream()
                .filter(line -> line.startsWith("| `") && line.contains("` | `EAA"))
                .toList();
        assertThat(listed)
                .containsExactlyElementsOf(graph.accounts().all().stream()
                        .map(SimulatedAccountsIT::row)
                        .toList());
    }

    @Test
    void areDocumentedWithAllUnconfirmedBehaviours() throws IOException {
        List<String> listed = Files.readAllLines(document()).stream()
                .filter(line -> line.matches("\\| `[A-Z0-9_]+` \\| .*"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
        assertThat(listed)
                .containsExactlyElementsOf(
                        Arrays.stream(Behaviour.values()).map(Behaviour::name).toList());
    }

    @Test
    void beginWithTheGoodOne() {
        assertThat(good())
                .isEqualTo(new SimulatedAccount(
                        "good-one-number",
                        "Everything is right; one live number.",
                        "217640915503381",
                        "660238814470915",
                        "845120037719402",
                        "00000000000000000000000000000001",
                        "122093847561028374",
                        "EAAsimulatedGoodToken"));
    }

    @Test
    void haveUniqueNamesAndIds() {
        List<SimulatedAccount> all = graph.accounts().all();
        assertThat(all).extracting(SimulatedAccount::name).doesNotHaveDuplicates();
        assertThat(all)
                .extracting(SimulatedAccount::wabaId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("\\d{15,18}"));
        assertThat(all).extracting(SimulatedAccount::appId).doesNotHaveDuplicates();
        assertThat(all).extracting(SimulatedAccount::userAccessToken).doesNotHaveDuplicates();
        assertThat(all)
                .filteredOn(account -> !account.name().startsWith("opaque"))
                .allMatch(account -> account.appSecret().matches("[0-9a-f]{32}"));
        assertThatThrownBy(() -> graph.accounts().named("nobody")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areTheSameAfterAReset() {
        List<SimulatedAccount> before = graph.accounts().all();
        graph.world().newAccount().create();
        graph.reset();
        assertThat(graph.accounts().all()).isEqualTo(before);
    }

    @Test
    void matchTheirNotes() {
        assertThat(field("review-pending", "account_review_status")).isEqualTo("PENDING");
        assertThat(field("review-rejected", "account_review_status")).isEqualTo("REJECTED");
        assertThat(field("no-payment-method", "primary_funding_id")).isEmpty();
        assertThat(field("unverified-business", "business_verification_status")).isEqualTo("not_verified");
        assertThat(number("unregistered-numbers", "platform_type")).isEqualTo("NOT_APPLICABLE");
        assertThat(number("sandbox-number", "account_mode")).isEqualTo("SANDBOX");
        assertThat(number("banned-number", "status")).isEqualTo("BANNED");
    }

    @Test
    void areNotEligibleBecauseTheyAreNotVerified() {
        assertThat(field("not-eligible", "business_verification_status")).isEqualTo("not_verified");
        assertThat(field("not-eligible", "whatsapp_business_manager_messaging_limit"))
                .isEqualTo("TIER_250");
        SimulatedAccount account = graph.accounts().named("not-eligible");
        assertThat(list(account, "summary=message_template_limit")
                        .json()
                        .at("/summary/message_template_limit")
                        .asInt())
                .isEqualTo(250);
    }

    @Test
    void blockOurNames() {
        for (String name : List.of("mfa_device_pairing_v1", "mfa_strong_authentication_v1")) {
            upsert(graph.accounts().named("direct-send-names"), name, List.of("en"))
                    .isCode(400, 100, 2388318);
            upsert(graph.accounts().named("deleted-names"), name, List.of("en")).isCode(400, 100, 2388023);
            upsert(graph.accounts().named("deleted-names"), name, List.of("de")).isOk();
            upsert(graph.accounts().named("own-names-other-category"), name, List.of("en"))
                    .isCode(400, 100, 0);
        }
        assertThat(list(graph.accounts().named("direct-send-names"), "source=AUTO_GENERATED")
                        .json()
                        .path("data"))
                .hasSize(2);
    }

    @Test
    void holdOurTemplates() {
        assertThat(ours("own-names-other-content")).containsExactly("APPROVED 3 180", "APPROVED 3 180");
        assertThat(ours("own-names-same-content")).containsExactly("APPROVED 10 600", "APPROVED 10 600");
        assertThat(ours("archived-templates")).containsExactly("ARCHIVED 10 600", "ARCHIVED 10 600");
        assertThat(ours("paused-templates")).containsExactly("PAUSED 10 600", "PAUSED 10 600");
    }

    /** Status, code expiration and time to live of both templates. */
    private List<String> ours(String name) {
        JsonNode rows = list(graph.accounts().named(name), "").isOk().json().path("data");
        assertThat(texts(rows, "name")).containsExactly("mfa_device_pairing_v1", "mfa_strong_authentication_v1");
        return rows.valueStream()
                .map(row -> row.path("status").asText() + " "
                        + row.at("/components/1/code_expiration_minutes").asInt() + " "
                        + row.path("message_send_ttl_seconds").asInt())
                .toList();
    }

    private String field(String name, String field) {
        SimulatedAccount account = graph.accounts().named(name);
        return get(account, "/" + account.wabaId() + "?fields=" + field)
                .isOk()
                .json()
                .path(field)
                .asText();
    }

    private String number(String name, String field) {
        SimulatedAccount account = graph.accounts().named(name);
        return get(account, "/" + account.wabaId() + "/phone_numbers?fields=" + field)
                .isOk()
                .json()
                .at("/data/0/" + field)
                .asText();
    }
}

package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.SimulatedAccount;

class SimulatedAccountsIT extends WithGraph {
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
    void haveNamesAndIdsOfTheirOwn() {
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
    void showWhatTheirNotesSay() {
        assertThat(field("review-pending", "account_review_status")).isEqualTo("PENDING");
        assertThat(field("review-rejected", "account_review_status")).isEqualTo("REJECTED");
        assertThat(field("no-payment-method", "primary_funding_id")).isEmpty();
        assertThat(field("unverified-business", "business_verification_status")).isEqualTo("not_verified");
        assertThat(number("unregistered-numbers", "platform_type")).isEqualTo("NOT_APPLICABLE");
        assertThat(number("sandbox-number", "account_mode")).isEqualTo("SANDBOX");
        assertThat(number("banned-number", "status")).isEqualTo("BANNED");
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

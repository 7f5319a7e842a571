package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.local.graph.SimulatedGraph;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Lists of many pages, as the simulated Graph API cuts them. */
class GraphPagingIT {

    private SimulatedGraph graph;
    private GraphClient client;

    @BeforeEach
    void start() {
        graph = SimulatedGraph.start(0, () -> Instant.parse("2026-10-01T08:00:00Z"), Duration.ZERO);
        client = GraphClient.connect(graph.uri(), "v26.0");
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void aHundredAndThirtyNumbersAreTwoPages() {
        assertThat(ids()).hasSize(130).doesNotHaveDuplicates();
        assertThat(graph.requests()).hasSize(2);
    }

    @Test
    void fiveThousandNumbersAreFiftyPages() {
        SimulatedAccount account = graph.world().newAccount().numbers(5_000).create();

        assertThat(ids(account)).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(graph.requests()).hasSize(50);
    }

    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            names = {"EMPTY_FIRST_PAGE", "SHORT_PAGES", "LAST_PAGE_WITHOUT_PAGING"})
    void allNumbersAreReadHoweverPagesAreCut(Behaviour behaviour) {
        graph.world().turnOn(behaviour);

        assertThat(ids()).hasSize(130).doesNotHaveDuplicates();
    }

    @Test
    void anAccountWithoutNumbersHasAnEmptyList() {
        SimulatedAccount empty = graph.accounts().named("no-numbers");

        assertThat(client.phoneNumbers(AccessToken.unsigned(empty.userAccessToken()), empty.wabaId()))
                .isEmpty();
    }

    private List<String> ids() {
        return ids(graph.accounts().named("many-numbers"));
    }

    private List<String> ids(SimulatedAccount many) {
        return client.phoneNumbers(AccessToken.signed(many.userAccessToken(), many.appSecret()), many.wabaId()).stream()
                .map(PhoneNumber::id)
                .toList();
    }
}

package org.mfasender.setup.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.setup.provision.Customer.SETTINGS;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Review;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.templates.plan.AccountSurvey;
import org.mfasender.templates.plan.PlannedTemplate;

/** An account with as many templates as Meta allows: 60 pages of a list, each of which takes Meta about half a second. */
class LargeAccountIT extends WithProvisioningServices {

    private static final int LIMIT = 6_000;

    private Customer customer;
    private Waba waba;

    @BeforeEach
    void fill() {
        SimulatedAccount account = services.graph().world().newAccount().create();
        customer = services.customer(account);
        waba = services.graph().world().waba(account.wabaId());
        waba.templateLimit(LIMIT);
        IntStream.range(0, LIMIT - 4)
                .forEach(i -> services.graph().world().addTemplate(waba, "offer_" + i, "en", "MARKETING", "APPROVED"));
        customer.wants(SETTINGS, "en");
    }

    @Test
    void aFirstRunListsEverythingOnceAndThenWhatItCreated() {
        customer.provision();

        assertThat(customer.bindings()).hasSize(2).allMatch(binding -> binding.endsWith(" USABLE"));
        assertThat(reads()).hasSizeLessThanOrEqualTo(62);
        assertThat(customer.ledger().count()).isEqualTo(LIMIT - 2);
    }

    @Test
    void aPollReadsWhatTheRunIsAbout() {
        waba.review(Review.approving(Duration.ofHours(2)));
        customer.provision();
        assertThat(customer.bindings()).allMatch(binding -> binding.endsWith(" IN_REVIEW"));
        int before = reads().size();
        services.clock.advance(Duration.ofHours(3));

        customer.provision();

        assertThat(customer.bindings()).hasSize(2).allMatch(binding -> binding.endsWith(" USABLE"));
        assertThat(reads().size() - before).isEqualTo(2);
    }

    @Test
    void aPollSeesThatWhatTheRunCreatedIsGone() {
        waba.review(Review.approving(Duration.ofHours(2)));
        customer.provision();
        waba.templates()
                .find("mfa_device_pairing_v1", "en")
                .ifPresent(gone ->
                        waba.templates().remove(gone, services.clock.now().plus(Duration.ofDays(30))));
        services.clock.advance(Duration.ofHours(3));

        customer.provision();

        assertThat(customer.bindings())
                .containsExactly(
                        "device_pairing en -> mfa_device_pairing_v2 en IN_REVIEW",
                        "strong_authentication en -> mfa_strong_authentication_v1 en USABLE");
    }

    /** Before the first run: version 1 of both names is free. Afterwards: what is bound is there. */
    @Test
    void whoeverWaitsGetsThePlanInAFewCalls() {
        AccountSurvey before = customer.surveyInTime();

        assertThat(before.plan().creations()).isEqualTo(2);
        assertThat(before.found().count()).isEqualTo(LIMIT - 4);
        assertThat(reads()).hasSize(3);

        customer.provision();
        int calls = reads().size();
        AccountSurvey after = customer.surveyInTime();

        assertThat(after.plan().creations()).isZero();
        assertThat(after.plan().entries()).allMatch(entry -> entry.action() == PlannedTemplate.Action.LEAVE);
        assertThat(reads().size() - calls).isEqualTo(3);
    }

    @Test
    void theNextRunListsEverythingAgain() {
        customer.provision();
        services.clock.advance(Duration.ofHours(1));
        customer.wants(SETTINGS, "en");
        int before = reads().size();

        customer.provision();

        assertThat(reads().size() - before).isEqualTo(60);
    }

    /** However Meta reads its filters, templates that are there already are adopted, and no list is read twice. */
    @ParameterizedTest
    @EnumSource(
            value = Behaviour.class,
            mode = Mode.INCLUDE,
            names = {"NAME_FILTER_CONTAINS", "SOURCE_FILTER_IS_IGNORED", "MANUAL_SOURCE_IS_EMPTY"})
    void whatIsThereIsAdoptedInAFewCallsMore(Behaviour behaviour) {
        customer.provision();
        services.graph().world().turnOn(behaviour);
        Customer other = services.customer(customer.meta);
        other.wants(SETTINGS, "en");
        int before = reads().size();

        other.provision();

        assertThat(other.bindings()).isEqualTo(customer.bindings());
        assertThat(reads().size() - before).isLessThanOrEqualTo(60 + 4);
        assertThat(other.writes()).as("of both").isEqualTo(2);
    }

    private List<String> reads() {
        return customer.calls().stream()
                .filter(call -> call.startsWith("GET message_templates"))
                .toList();
    }
}

package org.mfasender.setup.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.setup.provision.Customer.SETTINGS;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.local.graph.protocol.Fault;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.platform.meta.Failures;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.Locales;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.plan.PlannedTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Action;
import org.mfasender.templates.plan.PlannedTemplate.Reason;

/** One turn of the step in which Meta limits, fails, leaves out or misleads: what was created is kept, and what exists is not touched. */
class ProvisionerFailuresIT extends WithProvisioningServices {

    private static final String[] ALL = Locales.META_LANGUAGES.toArray(String[]::new);
    private static final TemplateSettings FIVE_MINUTES = new TemplateSettings(5, true, 300, OtpButton.COPY_CODE);

    @Test
    void whatWasCreatedBeforeMetaLimitsTheRateIsBound() {
        assertThatWhatWasCreatedIsBound(Fault.throttled(80008, 5), GraphFailure.Kind.WAIT);
    }

    @Test
    void whatWasCreatedBeforeMetaFailsIsBound() {
        assertThatWhatWasCreatedIsBound(Fault.overload().times(8), GraphFailure.Kind.RETRY);
    }

    @Test
    void aLanguageThatMetaFailsToCreateIsIsolatedAndTheOthersGoOn() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en", "de", "fr");
        String path = "/" + customer.meta.wabaId() + "/upsert_message_templates";
        services.graph()
                .faults()
                .on("POST", path, Fault.of(Fault.Kind.TEMPLATE_CREATION_FAILED).times(6));

        Provisioner.Outcome outcome = customer.provision();

        assertThat(outcome.plan().entries())
                .filteredOn(PlannedTemplate::isImpossible)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.reason()).isEqualTo(Reason.REFUSED);
                    assertThat(Objects.requireNonNull(entry.meta()).code()).isEqualTo(200002);
                });
        assertThat(customer.bindings()).hasSize(5);
    }

    @Test
    void aFailureThatPassesLeavesNoTrace() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en", "de", "fr");
        String path = "/" + customer.meta.wabaId() + "/upsert_message_templates";
        services.graph().faults().on("POST", path, Fault.overload().times(2));

        customer.provision();

        assertThat(customer.bindings()).hasSize(6);
    }

    @ParameterizedTest(name = "code {0}, subcode {1} -> {2}")
    @CsvSource({
        "10,     2388185, templatesEligible",
        "100,    2388185, templatesEligible",
        "100,    2388999, templatesCreated",
        "100,    2388184, templatesCreated",
        "100,    0,       templatesCreated",
        "200,    0,       templatesCreated",
        "10,     0,       templatesCreated",
        "190,    463,     tokenValid",
        "131031, 0,       wabaReadable",
        "368,    0,       wabaReadable",
        "3,      0,       appCredentials",
        "100,    33,      templatesCreated",
        "4711,   0,       metaCall"
    })
    void whatEndsATurnIsNamedByItsCause(int code, int subcode, String check) {
        Connection connection = services.customer().wants(SETTINGS, "en").shown();
        GraphFailure failure = Failures.of(403, code, subcode);

        Step step = new Verdict(Duration.ofSeconds(30))
                .ended(connection, connection.run().step(StepName.PROVISION_TEMPLATES), failure, services.clock.now())
                .step();

        assertThat(step.checks()).extracting(found -> found.name().toString()).containsExactly(check);
    }

    @Test
    void aCallWithoutAnAnswerStaysNotedBecauseMetaMayStillBeWriting() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en");
        String path = "/" + customer.meta.wabaId() + "/upsert_message_templates";
        services.graph().faults().on("POST", path, Fault.of(Fault.Kind.RESET));

        assertThatThrownBy(customer::provision).isInstanceOf(GraphException.class);

        assertThat(customer.ledger().creations()).hasSize(1);
        assertThat(customer.writes()).isEqualTo(1);
    }

    @Test
    void aLanguageThatIsRefusedWithoutAReasonOnAnEmptyAccountIsNotTakenForTheAccount() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en", "de", "fr");
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        waba.refuseLanguages(Set.of("en"));
        services.graph().world().turnOn(Behaviour.REFUSED_LANGUAGE_HAS_NO_SUBCODE);

        Provisioner.Outcome outcome = customer.provision();

        assertThat(outcome.end()).isEmpty();
        assertThat(customer.bindings()).hasSize(4);
        assertThat(Customer.impossible(outcome.plan())).isEqualTo(2);
    }

    @Test
    void anAccountOnWhichEveryLanguageIsRefusedWithoutAReasonIsFoundOutInFewCalls() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, ALL);
        services.graph().world().waba(customer.meta.wabaId()).refuseLanguages(Set.of(ALL));
        services.graph().world().turnOn(Behaviour.REFUSED_LANGUAGE_HAS_NO_SUBCODE);

        Provisioner.Outcome outcome = customer.provision();

        assertThat(outcome.end())
                .hasValueSatisfying(failure ->
                        assertThat(TemplateRefusals.isNotEligible(failure)).isFalse());
        assertThat(customer.writes())
                .as("two languages distinguish it from a language that is refused")
                .isEqualTo(4);
        assertThat(customer.bindings()).isEmpty();
    }

    private static void assertThatWhatWasCreatedIsBound(Fault fault, GraphFailure.Kind kind) {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en", "de");
        String path = "/" + customer.meta.wabaId() + "/upsert_message_templates";
        services.graph().faults().on("POST", path, Fault.slow(Duration.ZERO));
        services.graph().faults().on("POST", path, fault);

        assertThatThrownBy(customer::provision)
                .isInstanceOfSatisfying(
                        GraphException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(kind));

        assertThat(customer.bindings())
                .containsExactly(
                        "device_pairing de -> mfa_device_pairing_v1 de USABLE",
                        "device_pairing en -> mfa_device_pairing_v1 en USABLE");
        assertThat(customer.ledger().creations())
                .as("what was not written does not use up the hour")
                .singleElement()
                .satisfies(creation -> assertThat(creation.name()).isEqualTo("mfa_device_pairing_v1"));
        customer.provision();
        assertThat(customer.bindings()).hasSize(4);
    }

    @Test
    void whatWasCreatedIsBoundAlthoughTheAccountCannotBeSurveyedAgain() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en");
        String path = "/" + customer.meta.wabaId() + "/message_templates";
        services.graph().faults().on("GET", path, Fault.slow(Duration.ZERO));
        services.graph().faults().on("GET", path, Fault.throttled(80008, 5));

        assertThatThrownBy(customer::provision).isInstanceOf(GraphException.class);

        assertThat(customer.bindings()).hasSize(2);
        long writes = customer.writes();
        customer.provision();
        assertThat(customer.writes()).isEqualTo(writes);
    }

    @Test
    void aCallThatWasNotedAndRefusedIsForgottenEachTime() {
        Customer customer = services.customer();
        String path = "/" + customer.meta.wabaId() + "/upsert_message_templates";
        services.graph()
                .faults()
                .on("POST", path, Fault.of(Fault.Kind.ACCOUNT_LOCKED).times(2));
        customer.wants(SETTINGS, "en");

        for (int run = 0; run < 2; run++) {
            assertThat(customer.provision().end()).isPresent();
            assertThat(customer.ledger().creations()).isEmpty();
        }
        assertThat(customer.writes()).isEqualTo(2);
    }

    @Test
    void aLanguageThatMetaLeavesOutWithoutAWordIsNotTriedAtEveryPoll() {
        services.graph().world().turnOn(Behaviour.UPSERT_LEAVES_OUT_SILENTLY);
        Customer customer = services.customer();
        services.graph().world().waba(customer.meta.wabaId()).refuseLanguages(Set.of("zu", "sw"));
        customer.wants(SETTINGS, "en", "zu", "de", "sw");

        Provisioner.Outcome outcome = customer.provision();

        assertThat(customer.bindings()).hasSize(4).allMatch(binding -> binding.endsWith(" USABLE"));
        assertThat(outcome.plan().entries())
                .filteredOn(PlannedTemplate::isImpossible)
                .extracting(entry -> entry.language() + " " + entry.reason() + " " + entry.meta())
                .containsExactly("zu REFUSED null", "zu REFUSED null", "sw REFUSED null", "sw REFUSED null");
        long writes = customer.writes();
        customer.provision();
        assertThat(customer.writes()).isEqualTo(writes);
    }

    @Test
    void aListThatIsCutShortMakesNoNameFreeAndNoBoundTemplateGone() {
        Customer customer = services.customer();
        customer.wants(FIVE_MINUTES, "en", "de");
        customer.provision();
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        services.graph().world().addTemplate(waba, "first", "en", "AUTHENTICATION", "APPROVED");
        services.graph().world().addTemplate(waba, "chosen_by_hand", "en", "AUTHENTICATION", "APPROVED");
        customer.bindByHand(Purpose.DEVICE_PAIRING, "en", "chosen_by_hand");
        List<String> former = customer.templatesAtMeta();
        services.graph().world().turnOn(Behaviour.LISTS_LACK_TEMPLATES);
        services.clock.advance(Duration.ofHours(2));
        customer.wants(SETTINGS, "en", "de");

        customer.provision();

        assertThat(customer.templatesAtMeta()).hasSize(former.size() + 4).containsAll(former);
        assertThat(customer.bindings())
                .containsExactly(
                        "device_pairing de -> mfa_device_pairing_v2 de USABLE",
                        "device_pairing en -> chosen_by_hand en USABLE",
                        "strong_authentication de -> mfa_strong_authentication_v2 de USABLE",
                        "strong_authentication en -> mfa_strong_authentication_v2 en USABLE");
        long writes = customer.writes();
        services.clock.advance(Duration.ofHours(2));
        customer.provision();
        assertThat(customer.writes()).isEqualTo(writes);
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE_FILTER_IS_IGNORED", "MANUAL_SOURCE_IS_EMPTY"})
    void anAdoptedTemplateIsNotTakenForDirectSendsBecauseAFilterMisleads(Behaviour behaviour) {
        SimulatedAccount meta = services.graph().world().newAccount().create();
        Customer creator = services.customer(meta);
        creator.wants(SETTINGS, "en");
        creator.provision();
        services.graph().world().turnOn(behaviour);
        Customer customer = services.customer(meta);
        customer.wants(SETTINGS, "en");

        Provisioner.Outcome outcome = customer.provision();

        assertThat(outcome.plan().entries()).extracting(PlannedTemplate::action).containsOnly(Action.ADOPT);
        assertThat(customer.bindings()).hasSize(2).allMatch(binding -> binding.contains("_v1 "));
    }

    @Test
    void aTurnEndsBeforeTheFunctionDoesAndTheNextOneGoesOn() {
        services.graph().world().turnOn(Behaviour.UPSERT_COUNTS_ONCE);
        Customer customer = services.customer();
        SenderAccount account = customer.wants(SETTINGS, ALL);
        AtomicInteger asked = new AtomicInteger();

        Provisioner.Outcome outcome =
                customer.provision(account, () -> services.clock.now().plusSeconds(20L * asked.getAndIncrement()));

        assertThat(customer.templatesAtMeta()).hasSizeBetween(1, 200);
        assertThat(customer.bindings()).hasSameSizeAs(customer.templatesAtMeta());
        assertThat(outcome.plan().due()).isNotEmpty();
        services.clock.advance(Duration.ofHours(2));
        customer.provision();
        assertThat(customer.bindings()).hasSize(222);
    }
}

package org.mfasender.setup.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.setup.provision.Customer.SETTINGS;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Review;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.Locales;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.OtpType;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.SupportedApp;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.Coverage;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.plan.PlannedTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Action;
import org.mfasender.templates.plan.PlannedTemplate.Reason;
import org.mfasender.workflow.SupersededException;

/** One turn of the step, with a real store and the simulated Meta. */
class ProvisionerIT extends WithProvisioningServices {

    private static final String[] ALL = Locales.META_LANGUAGES.toArray(String[]::new);
    private static final TemplateSettings FIVE_MINUTES = new TemplateSettings(5, true, 300, OtpButton.COPY_CODE);

    @Test
    void allLanguagesNeedTheListPagesAndTheBatchesAndNoMore() {
        SimulatedAccount account = services.graph().world().newAccount().create();
        services.graph().world().turnOn(Behaviour.UPSERT_COUNTS_ONCE);
        Customer customer = services.customer(account);
        customer.wants(SETTINGS, ALL);

        Provisioner.Outcome outcome = customer.provision();

        assertThat(customer.templatesAtMeta()).hasSize(222).allMatch(template -> template.endsWith(" APPROVED"));
        assertThat(customer.bindings()).hasSize(222).allMatch(binding -> binding.endsWith(" USABLE"));
        assertThat(outcome.plan().creations()).isZero();
        assertThat(Collections.frequency(customer.calls(), "POST upsert_message_templates"))
                .isEqualTo(10);
        assertThat(Collections.frequency(customer.calls(), "GET message_templates"))
                .as("one page of the empty account, three of 222 templates")
                .isEqualTo(4);
        assertThat(customer.calls()).hasSize(14);
    }

    @Test
    void anUnchangedRunSurveysOnceAndWritesNothing() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en", "de");
        customer.provision();
        List<String> before = customer.bindings();
        int calls = customer.calls().size();
        customer.wants(SETTINGS, "en", "de");

        customer.provision();

        assertThat(customer.calls().subList(calls, customer.calls().size())).containsExactly("GET message_templates");
        assertThat(customer.bindings()).isEqualTo(before);
    }

    @Test
    void aLanguageThatMetaDoesNotTakeIsIsolatedAndTheOthersGoOn() {
        SimulatedAccount account = services.graph()
                .world()
                .newAccount()
                .waba((Waba waba) -> waba.refuseLanguages(Set.of("zu", "rw_RW", "prs_AF")))
                .create();
        services.graph().world().turnOn(Behaviour.UPSERT_COUNTS_ONCE);
        Customer customer = services.customer(account);
        customer.wants(SETTINGS, ALL);

        Provisioner.Outcome outcome = customer.provision();

        assertThat(customer.bindings()).hasSize(216).allMatch(binding -> binding.endsWith(" USABLE"));
        assertThat(outcome.plan().entries())
                .filteredOn(PlannedTemplate::isImpossible)
                .hasSize(6)
                .allSatisfy(entry -> {
                    assertThat(entry.language()).isIn("zu", "rw_RW", "prs_AF");
                    assertThat(entry.reason()).isEqualTo(Reason.LANGUAGE_NOT_SUPPORTED);
                    assertThat(entry.meta())
                            .isNotNull()
                            .satisfies(meta -> assertThat(meta.subcode()).isEqualTo(2388049));
                });
        long writes = customer.writes();
        customer.provision();
        assertThat(customer.writes())
                .as("what was refused is not tried at every poll")
                .isEqualTo(writes);
    }

    @Test
    void aNameThatIsBlockedAfterADeletionLeadsToTheNextVersion() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en", "de");
        customer.provision();
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        for (Template template : waba.templates().list()) {
            if (template.language().equals("en")) {
                waba.templates().remove(template, services.clock.now().plus(Duration.ofDays(30)));
            }
        }

        services.clock.advance(Duration.ofMinutes(11));
        customer.provision();

        assertThat(customer.bindings())
                .containsExactly(
                        "device_pairing de -> mfa_device_pairing_v1 de USABLE",
                        "device_pairing en -> mfa_device_pairing_v2 en USABLE",
                        "strong_authentication de -> mfa_strong_authentication_v1 de USABLE",
                        "strong_authentication en -> mfa_strong_authentication_v2 en USABLE");
    }

    @Test
    void anotherContentUnderOurNameIsLeftAsItIsBesideTheNextVersion() {
        Customer customer = services.customer();
        customer.wants(FIVE_MINUTES, "en");
        customer.provision();
        List<String> former = customer.templatesAtMeta();
        customer.wants(SETTINGS, "en");

        Provisioner.Outcome outcome = customer.provision();

        assertThat(customer.templatesAtMeta()).hasSize(4).containsAll(former);
        assertThat(customer.bindings())
                .containsExactly(
                        "device_pairing en -> mfa_device_pairing_v2 en USABLE",
                        "strong_authentication en -> mfa_strong_authentication_v2 en USABLE");
        assertThat(outcome.plan().entries()).extracting(PlannedTemplate::action).containsOnly(Action.LEAVE);
        customer.wants(FIVE_MINUTES, "en");
        long writes = customer.writes();
        customer.provision();
        assertThat(customer.writes())
                .as("options that go back use what is there")
                .isEqualTo(writes);
        assertThat(customer.bindings()).allMatch(binding -> binding.contains("_v1 "));
    }

    @Test
    void aUsableTemplateStaysBoundUntilItsSuccessorIsUsable() {
        Customer customer = services.customer();
        customer.wants(FIVE_MINUTES, "en");
        customer.provision();
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        waba.review(Review.approving(Duration.ofHours(2)));
        customer.wants(SETTINGS, "en");

        customer.provision();

        assertThat(customer.bindings()).allMatch(binding -> binding.contains("_v1 ") && binding.endsWith("USABLE"));
        services.clock.advance(Duration.ofHours(3));
        customer.provision();
        assertThat(customer.bindings()).allMatch(binding -> binding.contains("_v2 ") && binding.endsWith("USABLE"));
    }

    @Test
    void whatServedStaysBoundUntilTheNewDefaultLocaleIsUsable() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en", "fr");
        customer.provision();
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        waba.review(Review.approving(Duration.ofHours(2)));
        customer.wants(SETTINGS, "de", "fr");

        List<TemplateContent> contents = customer.provision().contents();

        assertThat(customer.bindings())
                .contains("device_pairing en -> mfa_device_pairing_v1 en USABLE")
                .contains("device_pairing de -> mfa_device_pairing_v1 de IN_REVIEW");
        assertThat(Coverage.of(customer.account().orElseThrow().shown().templates(), contents))
                .containsOnlyKeys(Purpose.values())
                .allSatisfy((purpose, coverage) -> assertThat(coverage).isEqualTo(Coverage.SERVED));
        services.clock.advance(Duration.ofHours(3));
        customer.provision();
        assertThat(customer.bindings())
                .containsExactly(
                        "device_pairing de -> mfa_device_pairing_v1 de USABLE",
                        "device_pairing fr -> mfa_device_pairing_v1 fr USABLE",
                        "strong_authentication de -> mfa_strong_authentication_v1 de USABLE",
                        "strong_authentication fr -> mfa_strong_authentication_v1 fr USABLE");
    }

    @Test
    void templatesOfOthersStayAsTheyAre() {
        Customer customer = services.customer(services.graph().accounts().named("similar-templates"));
        List<String> before = customer.templatesAtMeta();
        customer.wants(SETTINGS, "en");

        customer.provision();

        assertThat(customer.templatesAtMeta()).hasSize(before.size() + 2).containsAll(before);
    }

    @Test
    void anHourTakesNoMoreThanMetaAllowsAndTheNextOnesTakeTheRest() {
        SimulatedAccount account = services.graph().world().newAccount().create();
        Customer customer = services.customer(account, 100);
        customer.wants(SETTINGS, ALL);

        for (int expected : List.of(100, 200, 222)) {
            Provisioner.Outcome outcome = customer.provision();
            assertThat(customer.templatesAtMeta()).hasSize(expected);
            assertThat(outcome.plan().creations()).isEqualTo(222 - expected);
            outcome.plan().nextCreation().ifPresent(next -> assertThat(next).isAfter(services.clock.now()));
            services.clock.advance(Duration.ofMinutes(62));
        }
        assertThat(customer.bindings()).hasSize(222);
    }

    @Test
    void whatExceedsTheCapacityIsNamedAndTheRestIsThere() {
        Customer customer = services.customer(services.graph().accounts().named("nearly-full"));
        customer.wants(SETTINGS, "en", "de");

        Provisioner.Outcome outcome = customer.provision();

        assertThat(customer.bindings())
                .containsExactly(
                        "device_pairing de -> mfa_device_pairing_v1 de USABLE",
                        "device_pairing en -> mfa_device_pairing_v1 en USABLE",
                        "strong_authentication en -> mfa_strong_authentication_v1 en USABLE");
        assertThat(outcome.plan().entries())
                .filteredOn(PlannedTemplate::isImpossible)
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo(Reason.CAPACITY));
        assertThat(customer.writes()).isEqualTo(2);
    }

    @Test
    void anAccountThatMayHoldNoneIsFoundOutInFewCalls() {
        Customer customer = services.customer(services.graph().accounts().named("not-eligible"));
        customer.wants(SETTINGS, ALL);

        Provisioner.Outcome outcome = customer.provision();

        assertThat(outcome.end())
                .hasValueSatisfying(failure ->
                        assertThat(TemplateRefusals.isNotEligible(failure)).isTrue());
        assertThat(customer.writes()).as("Meta's code says it").isEqualTo(1);
        assertThat(customer.bindings()).isEmpty();
        services.graph().world().waba(customer.meta.wabaId()).allowAuthentication(true);
        customer.wants(SETTINGS, "en");
        customer.provision();
        assertThat(customer.bindings()).hasSize(2);
    }

    @Test
    void aRefusalWithoutAReasonIsOfTheLanguageWhereOthersExist() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en");
        customer.provision();
        services.graph().world().waba(customer.meta.wabaId()).allowAuthentication(false);
        customer.wants(SETTINGS, "en", "de");

        Provisioner.Outcome outcome = customer.provision();

        assertThat(outcome.end()).isEmpty();
        assertThat(outcome.plan().entries())
                .extracting(entry -> entry.language() + " " + entry.action() + " " + entry.reason())
                .containsExactly("en LEAVE null", "en LEAVE null", "de IMPOSSIBLE REFUSED", "de IMPOSSIBLE REFUSED");
        assertThat(customer.bindings()).hasSize(2).allMatch(binding -> binding.endsWith(" USABLE"));
    }

    @Test
    void aSupersededRunWritesNothingAtMeta() {
        Customer customer = services.customer();
        SenderAccount superseded = customer.wants(SETTINGS, "en");
        customer.wants(SETTINGS, "de");

        assertThatThrownBy(() -> customer.provision(superseded)).isInstanceOf(SupersededException.class);

        assertThat(customer.writes()).isZero();
        assertThat(customer.bindings()).isEmpty();
    }

    @Test
    void whatAPersonBoundIsKeptAndShownAsDanglingWhenItVanishes() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en");
        customer.provision();
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        services.graph().world().addTemplate(waba, "chosen_by_hand", "en", "AUTHENTICATION", "APPROVED");
        customer.bindByHand(Purpose.DEVICE_PAIRING, "en", "chosen_by_hand");

        customer.provision();

        assertThat(customer.bindings()).contains("device_pairing en -> chosen_by_hand en USABLE");
        waba.templates().remove(waba.templates().find("chosen_by_hand", "en").orElseThrow(), null);
        customer.provision();
        assertThat(customer.bindings()).contains("device_pairing en -> chosen_by_hand en DANGLING");
    }

    @Test
    void aTemplateThatVanishedIsCreatedAgain() {
        Customer customer = services.customer();
        customer.wants(SETTINGS, "en");
        customer.provision();
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        waba.templates().list().forEach(template -> waba.templates().remove(template, null));
        services.clock.advance(Duration.ofHours(1));

        customer.provision();

        assertThat(customer.bindings()).hasSize(2).allMatch(binding -> binding.endsWith("USABLE"));
    }

    @Test
    void oneTapTemplatesAreReadBackAsWanted() {
        TemplateSettings oneTap = new TemplateSettings(
                5,
                false,
                60,
                new OtpButton(OtpType.ONE_TAP, List.of(new SupportedApp("com.example.bank", "K8a/AINcGX7")), false));
        Customer customer = services.customer();
        customer.wants(oneTap, "en", "es");

        customer.provision();

        long writes = customer.writes();
        assertThat(customer.provision().plan().entries())
                .allSatisfy(entry -> assertThat(entry.action()).isEqualTo(Action.LEAVE));
        assertThat(customer.writes()).isEqualTo(writes);
        assertThat(customer.bindings()).hasSize(4).allMatch(binding -> binding.contains("_v1 "));
    }
}

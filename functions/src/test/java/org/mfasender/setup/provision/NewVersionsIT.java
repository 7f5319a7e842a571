package org.mfasender.setup.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.templates.plan.PlannedTemplate;
import org.mfasender.templates.plan.PlannedTemplate.Reason;

/** Meta does not keep what a run creates: the run makes one further version of each name, and says so. */
class NewVersionsIT extends WithProvisioningServices {

    private static final String[] LOCALES = {"en", "de"};

    @ParameterizedTest
    @CsvSource({
        "UTILITY,          CATEGORY_CHANGED",
        "ARCHIVED,         ARCHIVED",
        "PENDING_DELETION, NAME_BLOCKED",
        "DELETED,          NAME_BLOCKED",
        "DISABLED,         DISABLED"
    })
    void aRunMakesOneFurtherVersionAndTheNextRunOneMore(String fate, Reason reason) {
        Customer customer = services.customer();
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        waba.fate(template -> at(template, fate));
        customer.wants(Customer.SETTINGS, LOCALES);

        Provisioner.Outcome outcome = customer.provision();

        assertThat(customer.writes()).as("two versions of two names").isEqualTo(4);
        assertStopped(outcome, reason);
        for (int poll = 0; poll < 3; poll++) {
            services.clock.advance(Duration.ofHours(2));
            assertStopped(customer.provision(), reason);
        }
        assertThat(customer.writes()).isEqualTo(4);
        assertThat(versions(customer)).containsExactly("v1", "v2");

        customer.wants(Customer.SETTINGS, LOCALES);
        assertStopped(customer.provision(), reason);
        assertThat(versions(customer)).containsExactly("v1", "v2", "v3");

        waba.fate(template -> template);
        services.clock.advance(Duration.ofHours(2));
        customer.wants(Customer.SETTINGS, LOCALES);
        customer.provision();
        assertThat(customer.bindings())
                .hasSize(4)
                .allMatch(binding -> binding.contains("_v4 ") && binding.endsWith(" USABLE"));
    }

    @Test
    void whatVanishesIsReplacedOnceInARun() {
        Customer customer = services.customer();
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        customer.wants(Customer.SETTINGS, LOCALES);
        customer.provision();

        for (int poll = 0; poll < 4; poll++) {
            waba.templates().list().forEach(template -> waba.templates().remove(template, null));
            services.clock.advance(Duration.ofMinutes(11));
            customer.provision();
        }

        assertThat(customer.writes()).as("two versions of two names").isEqualTo(4);
        customer.wants(Customer.SETTINGS, LOCALES);
        customer.provision();
        assertThat(customer.bindings())
                .hasSize(4)
                .allMatch(binding -> binding.contains("_v1 ") && binding.endsWith(" USABLE"));
    }

    @Test
    void whatAnotherLanguageNeedsIsNotHeldBack() {
        Customer customer = services.customer();
        Waba waba = services.graph().world().waba(customer.meta.wabaId());
        waba.fate(template -> template.language().equals("de") ? template.movedTo("UTILITY") : template);
        customer.wants(Customer.SETTINGS, "en", "fr");
        customer.provision();
        customer.wants(Customer.SETTINGS, "en", "de", "fr");

        Provisioner.Outcome outcome = customer.provision();

        assertThat(outcome.plan().entries())
                .filteredOn(PlannedTemplate::isNotKept)
                .extracting(PlannedTemplate::language)
                .containsExactly("de", "de");
        assertThat(customer.bindings()).hasSize(4).allMatch(binding -> binding.endsWith(" USABLE"));
    }

    private static Template at(Template template, String fate) {
        return fate.equals("UTILITY")
                ? template.movedTo(fate)
                : template.withLife(life -> life.in(fate, services.clock.now(), null));
    }

    private static void assertStopped(Provisioner.Outcome outcome, Reason reason) {
        assertThat(outcome.plan().entries()).hasSize(4).allSatisfy(entry -> {
            assertThat(entry.isNotKept()).isTrue();
            assertThat(entry.reason()).isEqualTo(reason);
        });
        assertThat(outcome.plan().creations()).isZero();
    }

    private static List<String> versions(Customer customer) {
        return customer.templatesAtMeta().stream()
                .map(template -> template.replaceAll("^mfa_\\w+_(v\\d+) .*", "$1"))
                .distinct()
                .sorted()
                .toList();
    }
}

package org.mfasender.setup.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.OtpType;
import org.mfasender.templates.SupportedApp;
import org.mfasender.templates.TemplateSettings;

/** Buttons with several apps, in each form in which Meta may read them back: no environment needs a version of its own. */
class SeveralAppsIT extends WithProvisioningServices {

    private static final List<SupportedApp> APPS = List.of(
            new SupportedApp("com.example.pay.dev", "bBevWzGTwET"),
            new SupportedApp("com.example.pay", "U4hoZi+kgMN"),
            new SupportedApp("com.example.pay", "K8a/AINcGX7"),
            new SupportedApp("com.example.bank", "+/+/+/+/+/+"));

    static Stream<Arguments> noEnvironmentMakesANeedlessVersion() {
        return Stream.of(OtpType.ONE_TAP, OtpType.ZERO_TAP)
                .flatMap(type -> Stream.of(1, 2, 4)
                        .flatMap(apps -> Stream.of(true, false).map(repeated -> arguments(type, apps, repeated))));
    }

    @ParameterizedTest(name = "{0}, {1} apps, repeated: {2}")
    @MethodSource
    void noEnvironmentMakesANeedlessVersion(OtpType type, int apps, boolean repeated) {
        if (repeated) {
            services.graph().world().turnOn(Behaviour.APPS_READ_BACK_REPEATED);
        }
        SimulatedAccount meta = services.graph().world().newAccount().create();
        TemplateSettings settings =
                new TemplateSettings(5, true, 300, OtpButton.wanted(type, APPS.subList(0, apps), true));
        Customer first = services.customer(meta);
        first.wants(settings, "en", "de");
        first.provision();
        List<String> created = first.templatesAtMeta();

        Customer second = services.customer(meta);
        for (Customer customer : List.of(second, first, services.customer(meta))) {
            customer.wants(settings, "en", "de");
            customer.provision();
            services.clock.advance(Duration.ofHours(2));
            customer.provision();

            assertThat(customer.bindings())
                    .hasSize(4)
                    .allMatch(binding -> binding.contains("_v1 ") && binding.endsWith("USABLE"));
        }

        assertThat(created).hasSize(4);
        assertThat(first.templatesAtMeta()).isEqualTo(created);
        assertThat(first.writes()).as("of the account, by everybody").isEqualTo(2);
    }
}

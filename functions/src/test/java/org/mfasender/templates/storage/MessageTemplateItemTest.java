package org.mfasender.templates.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mfasender.templates.SupportedApp;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.storage.MessageTemplateItem.ReadBackItem;
import org.mfasender.templates.storage.TemplateOptionsItem.AppItem;

/** What earlier releases stored of a template's apps. */
class MessageTemplateItemTest {

    private static final TemplateReadBack TODAY = new TemplateReadBack(
            5,
            true,
            300,
            "ONE_TAP",
            List.of(new SupportedApp("com.a", "K8a/AINcGX7"), new SupportedApp("com.b", "U4hoZi+kgMN")));

    @Test
    void appsThatWereStoredAsOneAreSeveralSoThatNothingSeemsEdited() {
        MessageTemplate template = stored("com.a,com.b", "K8a/AINcGX7,U4hoZi+kgMN");

        assertThat(template.original()).isEqualTo(TODAY);
        assertThat(template.isUnedited()).isTrue();
    }

    @Test
    void whatDoesNotBelongTogetherStaysAsItIs() {
        TemplateReadBack original = stored("com.a,com.b", "K8a/AINcGX7").original();

        assertThat(Objects.requireNonNull(original).supportedApps())
                .containsExactly(new SupportedApp("com.a,com.b", "K8a/AINcGX7"));
    }

    private static MessageTemplate stored(String packageNames, String signatureHashes) {
        ReadBackItem former =
                new ReadBackItem(5, true, 300, "ONE_TAP", List.of(new AppItem(packageNames, signatureHashes)));
        return new MessageTemplateItem(
                        "7",
                        "mfa_device_pairing_v1",
                        "en",
                        "AUTHENTICATION",
                        "APPROVED",
                        null,
                        null,
                        ReadBackItem.of(TODAY),
                        former,
                        null)
                .toTemplate();
    }
}

package org.mfasender.templates.storage;

import java.util.List;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.OtpType;
import org.mfasender.templates.SupportedApp;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateSettings;

/** What is wanted for one purpose, as it is stored. */
record TemplateOptionsItem(List<String> locales, SettingsItem settings) {

    static TemplateOptionsItem of(TemplateOptions options) {
        return new TemplateOptionsItem(options.locales(), SettingsItem.of(options.settings()));
    }

    TemplateOptions toOptions() {
        return new TemplateOptions(locales, settings.toSettings());
    }

    /** What is chosen about a template, as it is stored. */
    record SettingsItem(
            int codeExpirationMinutes,
            boolean addSecurityRecommendation,
            int messageSendTtlSeconds,
            ButtonItem button) {

        static SettingsItem of(TemplateSettings settings) {
            return new SettingsItem(
                    settings.codeExpirationMinutes(),
                    settings.addSecurityRecommendation(),
                    settings.messageSendTtlSeconds(),
                    ButtonItem.of(settings.button()));
        }

        TemplateSettings toSettings() {
            return new TemplateSettings(
                    codeExpirationMinutes, addSecurityRecommendation, messageSendTtlSeconds, button.toButton());
        }
    }

    /** A button as it is stored. */
    record ButtonItem(String type, List<AppItem> supportedApps, boolean zeroTapTermsAccepted) {

        static ButtonItem of(OtpButton button) {
            return new ButtonItem(
                    button.type().name(), AppItem.of(button.supportedApps()), button.zeroTapTermsAccepted());
        }

        OtpButton toButton() {
            return new OtpButton(OtpType.of(type), AppItem.toApps(supportedApps), zeroTapTermsAccepted);
        }
    }

    /** An Android app as it is stored. */
    record AppItem(String packageName, String signatureHash) {

        static List<AppItem> of(List<SupportedApp> apps) {
            return apps.stream()
                    .map(app -> new AppItem(app.packageName(), app.signatureHash()))
                    .toList();
        }

        static List<SupportedApp> toApps(List<AppItem> items) {
            return items.stream()
                    .map(app -> new SupportedApp(app.packageName, app.signatureHash))
                    .toList();
        }
    }
}

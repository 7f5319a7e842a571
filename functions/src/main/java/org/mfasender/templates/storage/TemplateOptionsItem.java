package org.mfasender.templates.storage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.OtpType;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.SupportedApp;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateSettings;

/** What is wanted for one purpose, as it is stored. */
public record TemplateOptionsItem(List<String> locales, SettingsItem settings) {

    /** The options of every purpose, by its name. */
    public static Map<String, TemplateOptionsItem> of(Map<Purpose, TemplateOptions> wanted) {
        Map<String, TemplateOptionsItem> items = new LinkedHashMap<>();
        wanted.forEach((purpose, options) -> items.put(
                purpose.toString(), new TemplateOptionsItem(options.locales(), SettingsItem.of(options.settings()))));
        return items;
    }

    /**
     * The options of every purpose of this release. Nothing is wanted for another release's. One that was added since is wanted as the
     * first one stored is: requests name the same locales for all.
     */
    public static Map<Purpose, TemplateOptions> toOptions(Map<String, TemplateOptionsItem> items) {
        Map<Purpose, TemplateOptions> wanted = new EnumMap<>(Purpose.class);
        items.forEach((name, options) ->
                Purpose.parse(name).ifPresent(purpose -> wanted.put(purpose, options.toOptions())));
        List<TemplateOptions> stored = new ArrayList<>(wanted.values());
        for (Purpose purpose : Purpose.values()) {
            wanted.computeIfAbsent(
                    purpose,
                    added -> stored.isEmpty()
                            ? items.values().iterator().next().toOptions()
                            : stored.getFirst());
        }
        return wanted;
    }

    private TemplateOptions toOptions() {
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

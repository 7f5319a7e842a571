package org.mfasender.templates.plan;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.SupportedApp;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.TemplateContent;

/**
 * The template options of one purpose as answers show them. What is null is left out.
 *
 * @param states how many contents are in which state
 * @param notices what those who chose these options should know; null when there is nothing
 * @param languages what becomes of each language; null unless a plan is shown
 */
public record TemplateOptionsAnswer(
        List<String> locales,
        int codeExpirationMinutes,
        boolean addSecurityRecommendation,
        int messageSendTtlSeconds,
        Button button,
        @Nullable List<NoticeAnswer> notices,
        Map<String, Integer> states,
        @Nullable List<LanguageAnswer> languages) {

    /** The button of the templates. */
    public record Button(String type, List<AppAnswer> supportedApps, boolean zeroTapTermsAccepted) {

        static Button of(OtpButton button) {
            return new Button(
                    button.type().name(), AppAnswer.of(button.supportedApps()), button.zeroTapTermsAccepted());
        }
    }

    /** An Android app that may receive the code. */
    public record AppAnswer(String packageName, String signatureHash) {

        static List<AppAnswer> of(List<SupportedApp> apps) {
            return apps.stream()
                    .map(app -> new AppAnswer(app.packageName(), app.signatureHash()))
                    .toList();
        }
    }

    /** By purpose. */
    public static Map<String, TemplateOptionsAnswer> of(
            Map<Purpose, TemplateOptions> wanted, Collection<TemplateContent> contents) {
        return of(wanted, contents, null);
    }

    /** By purpose, with the languages of a plan. */
    public static Map<String, TemplateOptionsAnswer> of(
            Map<Purpose, TemplateOptions> wanted, Collection<TemplateContent> contents, @Nullable TemplatePlan plan) {
        Map<String, TemplateOptionsAnswer> answers = new LinkedHashMap<>();
        wanted.forEach((purpose, options) -> answers.put(purpose.toString(), of(purpose, options, contents, plan)));
        return answers;
    }

    private static TemplateOptionsAnswer of(
            Purpose purpose,
            TemplateOptions options,
            Collection<TemplateContent> contents,
            @Nullable TemplatePlan plan) {
        TemplateSettings settings = options.settings();
        return new TemplateOptionsAnswer(
                options.locales(),
                settings.codeExpirationMinutes(),
                settings.addSecurityRecommendation(),
                settings.messageSendTtlSeconds(),
                Button.of(settings.button()),
                NoticeAnswer.of(settings.button()),
                ContentStates.of(purpose, contents),
                plan == null ? null : LanguageAnswer.of(purpose, plan));
    }
}

package org.mfasender.catalog;

import java.util.EnumMap;
import java.util.Map;
import org.mfasender.aws.FunctionEnvironment;
import org.mfasender.sender.template.CreationPace;
import org.mfasender.sender.template.Locales;
import org.mfasender.sender.template.OtpButton;
import org.mfasender.sender.template.Purpose;
import org.mfasender.sender.template.TemplateNames;
import org.mfasender.sender.template.TemplateOptions;
import org.mfasender.sender.template.TemplatePlanner;
import org.mfasender.sender.template.TemplateSettings;

/** What the deployment's parameters say about templates. */
public final class TemplateParameters {

    private TemplateParameters() {}

    /**
     * What is wanted where a request says nothing else; the same for every purpose.
     *
     * @throws IllegalStateException when a variable is missing
     * @throws IllegalArgumentException when one is out of range
     */
    public static Map<Purpose, TemplateOptions> defaults(FunctionEnvironment environment) {
        int minutes = environment.number("CODE_EXPIRATION_MINUTES");
        TemplateOptions options = new TemplateOptions(
                Locales.checked(environment.list("DEFAULT_LOCALES")),
                new TemplateSettings(
                        minutes,
                        Boolean.parseBoolean(environment.text("ADD_SECURITY_RECOMMENDATION")),
                        Math.min(environment.number("MESSAGE_SEND_TTL_SECONDS"), TemplateSettings.longestTtl(minutes)),
                        OtpButton.COPY_CODE));
        Map<Purpose, TemplateOptions> defaults = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            defaults.put(purpose, options);
        }
        return defaults;
    }

    public static TemplateNames names(FunctionEnvironment environment) {
        return new TemplateNames(environment.text("TEMPLATE_PREFIX"));
    }

    public static TemplatePlanner planner(FunctionEnvironment environment) {
        return new TemplatePlanner(
                names(environment), new CreationPace(environment.number("TEMPLATE_CREATIONS_PER_HOUR")));
    }
}

package org.mfasender.contents;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.TemplateSettings;
import org.mfasender.templates.bindings.TemplateContent;

/** A template that a person bound, beside what is wanted by now: a run creates what is wanted, and leaves the binding alone. */
final class PinnedTemplate {

    private static final String ADVICE =
            " Runs keep a template that was bound by hand: bind another, or delete this content, so that the next run binds"
                    + " one that fits.";

    private PinnedTemplate() {}

    /** What deserves attention, a text for each difference; null when the template fits, or a run chose it. */
    static @Nullable List<String> warnings(TemplateContent content, TemplateSettings wanted) {
        TemplateReadBack found = content.template().content();
        return !content.manual() || found == null || wanted.isMetBy(found)
                ? null
                : differences(found, wanted).stream().map(text -> text + ADVICE).toList();
    }

    private static List<String> differences(TemplateReadBack found, TemplateSettings wanted) {
        List<String> texts = new ArrayList<>();
        Integer minutes = found.codeExpirationMinutes();
        if (minutes == null || minutes != wanted.codeExpirationMinutes()) {
            texts.add(expiry(minutes) + " Wanted are " + wanted.codeExpirationMinutes() + ".");
        }
        if (found.addSecurityRecommendation() != wanted.addSecurityRecommendation()) {
            texts.add(
                    wanted.addSecurityRecommendation()
                            ? "The template does not ask to keep the code secret, which is wanted."
                            : "The template asks to keep the code secret, which is not wanted.");
        }
        Integer seconds = found.messageSendTtlSeconds();
        if (seconds != null && seconds != wanted.messageSendTtlSeconds()) {
            texts.add("Meta tries to deliver the template's messages for " + seconds + " seconds. Wanted are "
                    + wanted.messageSendTtlSeconds() + ".");
        }
        if (!wanted.button().isMetBy(found)) {
            texts.add("The template's button differs from the one that is wanted.");
        }
        return texts;
    }

    private static String expiry(@Nullable Integer minutes) {
        return minutes == null
                ? "The template does not say for how many minutes a code is valid."
                : "The template says that a code is valid for " + minutes + " minutes.";
    }
}

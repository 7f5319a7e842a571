package org.mfasender.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.sender.ObstacleAnswer;
import org.mfasender.templates.bindings.ServingContent;

/**
 * Whether WhatsApp may be enabled as an MFA method, as it is answered.
 *
 * @param warnings what stops nothing, and deserves attention
 */
record ReadinessAnswer(
        @JsonProperty("_links") Links links,
        Reference environment,
        boolean ready,
        List<ObstacleAnswer> reasons,
        List<PurposePart> purposes,
        List<WarningPart> warnings) {

    /** @param codeExpirationMinutes how long a code is valid, as the templates say it */
    record PurposePart(
            Reference template,
            boolean ready,
            List<ObstacleAnswer> reasons,
            List<LocalePart> locales,
            SortedSet<Integer> codeExpirationMinutes) {

        static PurposePart of(PurposeReadiness purpose) {
            return new PurposePart(
                    Reference.to(purpose.purpose()),
                    purpose.reasons().isEmpty(),
                    purpose.reasons().stream().map(ObstacleAnswer::of).toList(),
                    purpose.locales().stream().map(LocalePart::of).toList(),
                    purpose.codeExpirationMinutes());
        }
    }

    /**
     * A wanted locale.
     *
     * @param match how well what its users get fits; null when they get nothing
     * @param content the locale whose template they get; null when they get nothing
     */
    record LocalePart(
            String locale,
            boolean ready,
            String status,
            @Nullable String match,
            @Nullable ServedPart content,
            @Nullable String message) {

        static LocalePart of(LocaleReadiness locale) {
            ServingContent serving = locale.serving();
            return new LocalePart(
                    locale.locale(),
                    serving != null,
                    locale.state(),
                    serving == null ? null : serving.match().name(),
                    serving == null ? null : new ServedPart(serving.content().locale()),
                    locale.message().orElse(null));
        }
    }

    record ServedPart(String locale) {}

    record WarningPart(
            String name, String message, @Nullable String remedy) {

        static WarningPart of(Check check) {
            return new WarningPart(check.name().toString(), check.message(), check.remedy());
        }
    }

    static ReadinessAnswer of(EnvironmentId environment, Readiness readiness) {
        return new ReadinessAnswer(
                Links.self(ApiPath.READINESS.href(environment)).and("sender", ApiPath.SENDER.href(environment)),
                Reference.to(environment),
                readiness.isReady(),
                readiness.reasons().stream().map(ObstacleAnswer::of).toList(),
                readiness.purposes().stream().map(PurposePart::of).toList(),
                readiness.warnings().stream().map(WarningPart::of).toList());
    }
}

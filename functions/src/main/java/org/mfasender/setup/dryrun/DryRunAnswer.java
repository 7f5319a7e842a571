package org.mfasender.setup.dryrun;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckAnswer;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.Word;
import org.mfasender.numbers.NumberAnswer;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.CleanedAnswer;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;

/**
 * The answer of a dry run.
 *
 * @param status {@code FAILED} if a check failed, else {@code WARNING} if one warns, else {@code PASSED}
 * @param summary how many checks have each status; a status that none has is left out
 * @param checks those that ask for attention first
 * @param cleaned the values of the request that were cleaned; null when none was
 */
record DryRunAnswer(
        @JsonProperty("_links") Links links,
        Reference environment,
        String status,
        Map<String, Integer> summary,
        List<CheckAnswer> checks,
        List<NumberAnswer> numbers,
        @Nullable List<CleanedAnswer> cleaned) {

    private static final List<Word> ATTENTION = List.of(
            CheckStatus.FAILED, CheckStatus.WARNING, CheckStatus.UNKNOWN, CheckStatus.SKIPPED, CheckStatus.PASSED);

    static DryRunAnswer of(EnvironmentId environment, DryRun.Outcome outcome, List<CleanedAnswer> cleaned) {
        return new DryRunAnswer(
                Links.to("environment", ApiPath.ENVIRONMENT.href(environment)),
                Reference.to(environment),
                outcome.status().name(),
                summary(outcome.checks()),
                outcome.checks().stream()
                        .sorted(Comparator.comparingInt(DryRunAnswer::rank))
                        .map(check -> CheckAnswer.of(check, outcome.ids()))
                        .toList(),
                outcome.numbers().stream()
                        .map(number -> NumberAnswer.of(number, null))
                        .toList(),
                cleaned.isEmpty() ? null : cleaned);
    }

    private static Map<String, Integer> summary(List<Check> checks) {
        Map<String, Integer> summary = new LinkedHashMap<>();
        checks.stream()
                .sorted(Comparator.comparingInt(DryRunAnswer::rank))
                .forEach(check -> summary.merge(check.status().toString(), 1, Integer::sum));
        return summary;
    }

    /** One that this release does not know comes with those that ask for attention. */
    private static int rank(Check check) {
        return ATTENTION.indexOf(check.status());
    }
}
